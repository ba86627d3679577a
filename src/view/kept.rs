//! What stands in a field, written only when something else stands there.

use js_sys::Reflect;
use leptos::tachys::html::property::IntoProperty;
use web_sys::Element;

/// A property that is left alone while the element already has this value.
///
/// To write the same text again would throw away what an `email` field shows
/// beside its value, such as a space at the end, and break what is being
/// composed with an input method.
#[derive(Clone)]
pub(super) struct Kept(pub(super) String);

impl Kept {
    fn write(&self, element: &Element, property: &str) {
        let property = property.into();
        let there = Reflect::get(element, &property).ok();
        if there.and_then(|there| there.as_string()).as_ref() != Some(&self.0) {
            // An element always takes a property; there is nothing to mend.
            let _ = Reflect::set(element, &property, &self.0.as_str().into());
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
