//! The wasm exports that the loader `public/behov.js` calls, and nothing else.

use behov::element::{self, Element, Mounted};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// One questionnaire on a page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Handle(Mounted);

#[wasm_bindgen]
impl Handle {
    /// Takes the questionnaire away, and all that belongs to it.
    pub fn unmount(self) {
        drop(self.0);
    }

    /// An attribute of the element has changed.
    pub fn set(&self, name: &str, value: Option<String>) {
        self.0.set(name, value);
    }
}

/// Draws the questionnaire `document`, a JSON text that came from
/// `document_url`, into one new element in `root`. `words` is called with a
/// language and promises its words; `codelists/` lies beside `files_url`; `rest`
/// promises what comes after the first page.
///
/// # Errors
/// Rejects as [`element::mount`].
#[wasm_bindgen]
pub async fn mount(
    root: ShadowRoot,
    host: HtmlElement,
    document: String,
    words: Function,
    document_url: String,
    files_url: String,
    rest: Function,
) -> Result<Handle, JsValue> {
    let element = Element {
        root,
        host,
        prefix: "",
        words,
        document_url,
        files_url,
        rest: Some(rest),
    };
    element::mount(element, &document).await.map(Handle)
}

fn main() {}
