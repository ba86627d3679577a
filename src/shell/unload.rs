//! Asks before a page is left that holds something unsent.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

/// The question, as long as this lives.
///
/// It is there only when it is needed: a listener for `beforeunload` keeps a
/// page out of the browser's back-forward cache.
#[derive(Debug)]
pub(super) struct Unload {
    _listener: EventListener,
}

impl Unload {
    /// Asks from now on.
    pub(super) fn new() -> Option<Self> {
        let window = web_sys::window()?;
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window, "beforeunload", options, |event| {
            event.prevent_default();
            // Chrome before 119 wants this as well; the text is not shown.
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("unsent");
            }
        });
        Some(Self {
            _listener: listener,
        })
    }
}
