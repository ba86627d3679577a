//! The link that led to the page: what its fragment says after `#behov:`.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

/// What stands before it in the fragment.
const MARK: &str = "behov:";

thread_local! {
    /// The address that the last such link led to, and what it said.
    static SAID: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

/// What the link says; empty, where there was none. Each questionnaire that
/// starts at this address gets it.
///
/// Out of the address it is taken by the first: what it says is of the one who
/// followed the link, and neither kept in a bookmark nor passed on.
pub(super) fn said() -> String {
    let address = take().unwrap_or_default();
    SAID.with_borrow(|(led_to, said)| {
        if *led_to == address {
            said.clone()
        } else {
            String::new()
        }
    })
}

/// The address without its fragment; what a link says in it is remembered.
fn take() -> Option<String> {
    let window = web_sys::window()?;
    let address = window.location().href().ok()?;
    let Some((before, fragment)) = address.split_once('#') else {
        return Some(address);
    };
    if let Some(said) = fragment.strip_prefix(MARK) {
        SAID.set((before.to_owned(), said.to_owned()));
        let history = window.history().ok()?;
        let state = history.state().unwrap_or(JsValue::NULL);
        // Where a page may not change its address it stays there.
        let _ = history.replace_state_with_url(&state, "", Some(before));
    }
    Some(before.to_owned())
}
