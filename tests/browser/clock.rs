//! Time that is short.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;

/// A page whose timers of one length are short.
pub struct Clock(JsValue);

impl Clock {
    /// Timers of so many milliseconds take twenty.
    pub fn hurries(milliseconds: u32) -> Self {
        let before = Reflect::get(&leptos::prelude::window(), &"setTimeout".into()).unwrap();
        let make = Function::new_with_args(
            "set, long",
            "return (work, time, ...rest) => set(work, time === long ? 20 : time, ...rest)",
        );
        let set = make.call2(&JsValue::NULL, &before, &milliseconds.into());
        let window = leptos::prelude::window();
        Reflect::set(&window, &"setTimeout".into(), &set.unwrap()).unwrap();
        Self(before)
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        Reflect::set(&leptos::prelude::window(), &"setTimeout".into(), &self.0).unwrap();
    }
}
