//! What stands in a control, written only when something else stands there.

use js_sys::Reflect;
use leptos::tachys::html::property::IntoProperty;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// A property that is left alone while the element already has this value.
///
/// To write the same text again would throw away what an `email` field shows
/// beside its value, such as a space at the end, and break what is being
/// composed with an input method.
#[derive(Clone)]
pub(super) enum Kept {
    Text(String),
    Flag(bool),
}

impl Kept {
    fn write(&self, element: &Element, property: &str) {
        let property = property.into();
        let value = match self {
            Self::Text(text) => JsValue::from_str(text),
            Self::Flag(flag) => JsValue::from_bool(*flag),
        };
        if Reflect::get(element, &property).as_ref() != Ok(&value) {
            // An element always takes a property; there is nothing to mend.
            let _ = Reflect::set(element, &property, &value);
        }
    }
}

impl IntoProperty for Kept {
    type State = Element;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, property: &str) -> Element {
        self.build(element, property)
    }

    fn build(self, element: &Element, property: &str) -> Element {
        self.write(element, property);
        element.clone()
    }

    fn rebuild(self, element: &mut Element, property: &str) {
        self.write(element, property);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
