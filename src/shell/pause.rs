//! Long work in short pieces: whoever types is never held up.

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// So long one may work in one go, in milliseconds: half a frame, since what is
/// typed takes its time too.
const SLICE: f64 = 8.0;

/// Lets the page do other things when it has waited for long enough.
pub(super) async fn pause(clock: &mut f64) {
    if Date::now() - *clock < SLICE {
        return;
    }
    let later = Promise::new(&mut |done, _| {
        let window = web_sys::window();
        let _ = window.map(|window| window.set_timeout_with_callback(&done));
    });
    // A promise of nothing does not fail.
    let _ = JsFuture::from(later).await;
    *clock = Date::now();
}
