//! Nothing moves under the mouse.
//!
//! An error that appears moves what stands below it. A button that moves away
//! between press and release is never clicked: what a field shows when it is
//! left waits until the press that left it is over.

use std::time::Duration;

use gloo_events::EventListener;
use leptos::prelude::*;

/// Acts at once, or after the press that is under way and the click it makes.
pub(super) fn when_released(act: impl FnOnce() + 'static) {
    let pressed = document().query_selector(":active");
    if !matches!(pressed, Ok(Some(_))) {
        return act();
    }
    // The click follows the release within the same task.
    let released = move |_: &web_sys::Event| set_timeout(act, Duration::ZERO);
    EventListener::once(&window(), "mouseup", released).forget();
}
