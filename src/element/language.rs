//! The language that is read: at the start, and when the page wants another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use behov_engine::{Event, Plan};
use js_sys::{Function, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::host::Host;
use super::js;
use crate::i18n::{Catalogue, Words, choose};
use crate::state::State;

/// The languages of one widget; a handle, like the `Rc` that it is.
#[derive(Clone)]
pub(super) struct Languages(Rc<Parts>);

struct Parts {
    host: Host,
    words_of: Function,
    page_language: String,
    speaks: RefCell<Option<(Words, HtmlElement)>>,
    /// Rises with every wish: only the last one counts.
    wishes: Cell<u32>,
}

impl Languages {
    pub(super) fn new(host: Host, words_of: Function, page_language: String) -> Self {
        Self(Rc::new(Parts {
            host,
            words_of,
            page_language,
            speaks: RefCell::default(),
            wishes: Cell::new(0),
        }))
    }

    /// The one of the questionnaire's languages that the page wants.
    pub(super) fn wanted(&self, offered: &[String]) -> String {
        let own = self.0.host.attribute("lang").unwrap_or_default();
        let around = self.0.host.language();
        choose(&[&own, &around, &self.0.page_language], offered).to_owned()
    }

    /// The words of a language.
    pub(super) async fn catalogue(&self, language: &str) -> Result<Catalogue, JsValue> {
        let promised = self.0.words_of.call1(&JsValue::NULL, &language.into())?;
        let text = JsFuture::from(Promise::resolve(&promised)).await?;
        let text = text.as_string().unwrap_or_default();
        Catalogue::read(&text).map_err(|finding| js::refusal(Some(&finding)))
    }

    /// From now on a change of language reaches these words and this container.
    pub(super) fn speak(&self, words: Words, container: HtmlElement) {
        self.0.speaks.replace(Some((words, container)));
    }

    /// Switches to the language that the page wants now, once its words are
    /// there; without them it stays as it is and the page is told.
    pub(super) fn choose(&self, state: State, plan: &Plan) {
        let language = self.wanted(&plan.questionnaire().languages);
        let wish = self.0.wishes.get() + 1;
        self.0.wishes.set(wish);
        let languages = self.clone();
        spawn_local(async move {
            let catalogue = languages.catalogue(&language).await;
            if languages.0.wishes.get() != wish {
                return;
            }
            match catalogue {
                Ok(catalogue) => languages.switch(state, catalogue, language),
                Err(error) => languages.0.host.error(&error),
            }
        });
    }

    /// Nothing that is still on its way is heeded.
    pub(super) fn stop(&self) {
        self.0.wishes.set(u32::MAX);
        self.0.speaks.take();
    }

    fn switch(&self, state: State, catalogue: Catalogue, language: String) {
        if let Some((words, container)) = &*self.0.speaks.borrow() {
            // The name of the attribute is a valid one.
            let _ = container.set_attribute("lang", &language);
            state.dispatch(Event::Locale(language.clone()));
            words.switch(catalogue, language);
        }
    }
}
