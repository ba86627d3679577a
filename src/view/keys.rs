//! What is typed is no matter of the page around.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// Keeps a character to the form: to the page's shortcuts it would look as if
/// it was typed into nothing, since they do not see into a shadow root. What
/// is pressed with Control or Command is the page's, and so are other keys.
pub(super) fn keep(event: &Event) {
    if let Some(pressed) = event.dyn_ref::<KeyboardEvent>()
        && pressed.key().chars().count() == 1
        && !pressed.ctrl_key()
        && !pressed.meta_key()
    {
        event.stop_propagation();
    }
}
