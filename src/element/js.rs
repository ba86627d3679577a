//! Values for the page around the widget.

use behov_schema::Finding;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// A plain object of texts.
pub(super) fn texts<'a, T: AsRef<str> + ?Sized + 'a>(
    entries: impl IntoIterator<Item = (&'a str, &'a T)>,
) -> JsValue {
    let object = Object::new();
    for (name, text) in entries {
        put(&object, name, &text.as_ref().into());
    }
    object.into()
}

/// `{code, pointer, line, column, params}`: why nothing can be shown.
pub(super) fn refusal(finding: Option<&Finding>) -> JsValue {
    let object = Object::new();
    if let Some(finding) = finding {
        put(&object, "code", &(*finding.code).into());
        put(&object, "pointer", &finding.pointer.as_str().into());
        if let Some(place) = finding.place {
            put(&object, "line", &(place.line as f64).into());
            put(&object, "column", &(place.column as f64).into());
        }
        put(&object, "params", &texts(finding.params.iter()));
    }
    object.into()
}

/// The one element that the widget puts into its shadow root.
pub(super) fn container(language: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let container: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    for (name, value) in [("part", "root"), ("class", "behov"), ("lang", language)] {
        container.set_attribute(name, value).ok()?;
    }
    Some(container)
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}
