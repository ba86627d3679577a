//! What is typed is no matter of the page around.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// What edits a text, and chooses or moves within a control.
const OURS: [&str; 11] = [
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Backspace",
    "Delete",
    "End",
    "Enter",
    "Home",
    "PageDown",
    "PageUp",
];

/// Keeps to the form what is typed: to the page's shortcuts it would look as if
/// it was typed into nothing, since they do not see into a shadow root. What is
/// pressed with Control or Command is the page's, and so are other keys.
pub(super) fn keep(event: &Event) {
    if let Some(pressed) = event.dyn_ref::<KeyboardEvent>()
        && is_ours(&pressed.key())
        && !pressed.ctrl_key()
        && !pressed.meta_key()
    {
        event.stop_propagation();
    }
}

fn is_ours(key: &str) -> bool {
    key.chars().count() == 1 || OURS.contains(&key)
}
