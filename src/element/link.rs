//! The link that led to the page: what its fragment says after `#behov:`.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

/// What stands before it.
const MARK: &str = "#behov:";

thread_local! {
    /// What the last such link to this page said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What the link says; empty, where there was none. Each questionnaire that
/// starts on the page gets it.
///
/// Out of the address it is taken by the first: what it says is of the one who
/// followed the link, and neither kept in a bookmark nor passed on.
pub(super) fn said() -> String {
    if let Some(said) = take() {
        SAID.set(said);
    }
    SAID.with_borrow(Clone::clone)
}

fn take() -> Option<String> {
    let window = web_sys::window()?;
    let location = window.location();
    let said = location.hash().ok()?.strip_prefix(MARK)?.to_owned();
    let address = [location.pathname().ok()?, location.search().ok()?].concat();
    let history = window.history().ok()?;
    let state = history.state().unwrap_or(JsValue::NULL);
    // Where a page may not change its address it stays there.
    let _ = history.replace_state_with_url(&state, "", Some(&address));
    Some(said)
}
