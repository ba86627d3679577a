//! The browser's storage for this site: texts by key, at once.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// `localStorage`, where the browser lets the page have one. Its entries are
/// read and written as properties: each of its methods would be an import.
fn storage() -> Option<JsValue> {
    let window = web_sys::window()?;
    let storage = Reflect::get(&window, &"localStorage".into());
    storage.ok().filter(JsValue::is_object)
}

pub(super) fn get(key: &str) -> Option<String> {
    Reflect::get(&storage()?, &key.into()).ok()?.as_string()
}

/// Whether it is kept: a browser may refuse, and its room has an end.
pub(super) fn set(key: &str, text: &str) -> bool {
    let written = |storage| Reflect::set(&storage, &key.into(), &text.into());
    // What was refused silently is told apart only by looking.
    storage().is_some_and(|storage| written(storage) == Ok(true))
        && get(key).as_deref() == Some(text)
}

pub(super) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = Reflect::delete_property(&storage.into(), &key.into());
    }
}
