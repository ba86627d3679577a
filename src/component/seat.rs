//! The place of one component on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Function;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, Url,
};

use super::told::{Callbacks, Problem, run};
use super::words::{self, BuiltIn};
use super::{message, sheet};
use crate::element::{self, Mounted};
use crate::transport::{self, Absent};

/// Before the names of our attributes on an element that is not ours.
const PREFIX: &str = "data-behov-";

/// Where a questionnaire comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Its JSON text.
    Document(String),
    /// Its address.
    Src(String),
}

/// A `div` with an open shadow root, and what is mounted in it.
pub(super) struct Seat {
    host: HtmlElement,
    root: ShadowRoot,
    message: Element,
    fallback: HtmlElement,
    built_in: Vec<BuiltIn>,
    words: Closure<dyn Fn(String) -> Option<String>>,
    callbacks: Callbacks,
    mounted: RefCell<Option<Rc<Mounted>>>,
    /// Rises with every beginning and end: an outdated wait knows that it is.
    run: Cell<u32>,
    again: RefCell<Option<EventListener>>,
    _listeners: Vec<EventListener>,
}

impl Seat {
    /// Takes the `div`; a shadow root that a component before this one has
    /// left is used again.
    pub(super) fn new(
        host: HtmlElement,
        built_in: Vec<BuiltIn>,
        callbacks: Callbacks,
    ) -> Result<Rc<Self>, JsValue> {
        let root = match host.shadow_root() {
            Some(root) => root,
            None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
        };
        while let Some(child) = root.first_child() {
            root.remove_child(&child)?;
        }
        sheet::adopt(&root);
        let page = host.owner_document().ok_or(JsValue::NULL)?;
        let message = page.create_element("div")?;
        for (name, value) in [
            ("class", "behov message danger"),
            ("part", "message"),
            ("role", "alert"),
        ] {
            message.set_attribute(name, value)?;
        }
        let fallback: HtmlElement = page.create_element("slot")?.dyn_into()?;
        root.append_child(&message)?;
        root.append_child(&fallback)?;
        let words = Closure::new({
            let built_in = built_in.clone();
            move |language: String| words::served(&built_in, &language)
        });
        Ok(Rc::new(Self {
            _listeners: callbacks.listen(&host),
            host,
            root,
            message,
            fallback,
            built_in,
            words,
            callbacks,
            mounted: RefCell::default(),
            run: Cell::new(0),
            again: RefCell::default(),
        }))
    }

    /// Starts anew with another questionnaire.
    pub(super) fn begin(self: &Rc<Self>, source: Source) {
        self.end();
        let run = self.run.get();
        let seat = self.clone();
        spawn_local(async move {
            let outcome = seat.mount(source.clone()).await;
            // What has been mounted too late goes with the outcome.
            if seat.run.get() == run {
                match outcome {
                    Ok(mounted) => {
                        seat.mounted.replace(Some(Rc::new(mounted)));
                        message::show(&seat.fallback, false);
                    }
                    Err(problem) => seat.fail(source, problem),
                }
            }
        });
    }

    async fn mount(&self, source: Source) -> Result<Mounted, Problem> {
        let page = leptos::prelude::location().href().unwrap_or_default();
        let files = self.host.get_attribute(&[PREFIX, "files"].concat());
        let files = files.and_then(|files| Url::new_with_base(&files, &page).ok());
        let files_url = files.map_or_else(|| page.clone(), |files| files.href());
        let (document, document_url) = match source {
            Source::Document(document) => (document, page),
            Source::Src(src) => {
                let abort = AbortController::new().map_err(|error| Problem::of(&error))?;
                let found = transport::get(&src, &abort).await;
                found.map_err(|absent| Problem {
                    code: match absent {
                        Absent::Network => "questionnaire.network",
                        Absent::Status => "questionnaire.status",
                    }
                    .to_owned(),
                    ..Problem::default()
                })?
            }
        };
        let element = element::Element {
            root: self.root.clone(),
            host: self.host.clone(),
            prefix: PREFIX,
            words: self.words.as_ref().unchecked_ref::<Function>().clone(),
            document_url,
            files_url,
            rest: None,
        };
        let mounted = element::mount(element, &document).await;
        mounted.map_err(|error| Problem::of(&error))
    }

    fn fail(self: &Rc<Self>, source: Source, problem: Problem) {
        let nearest = self.host.closest("[lang]").ok().flatten();
        let language = nearest.and_then(|nearest| nearest.get_attribute("lang"));
        let language = language.unwrap_or_default();
        let seat = Rc::downgrade(self);
        let again = move || {
            if let Some(seat) = seat.upgrade() {
                seat.begin(source.clone());
            }
        };
        let said = message::say(&self.message, &problem, &self.built_in, &language, again);
        self.again.replace(said.ok().flatten());
        run(self.callbacks.error, problem);
    }

    /// An attribute has another value now.
    pub(super) fn set(&self, name: &str, value: Option<String>) {
        let attribute = match name {
            "lang" => name.to_owned(),
            _ => [PREFIX, name].concat(),
        };
        // The names of our attributes are valid ones.
        let _ = match &value {
            Some(value) => self.host.set_attribute(&attribute, value),
            None => self.host.remove_attribute(&attribute),
        };
        let mounted = self.mounted.borrow().clone();
        if let Some(mounted) = mounted {
            mounted.set(name, value);
        }
    }

    /// Takes away what is mounted, or on its way; the fallback is shown.
    pub(super) fn end(&self) {
        self.run.set(self.run.get() + 1);
        self.again.take();
        self.message.set_text_content(None);
        message::show(&self.fallback, true);
        let mounted = self.mounted.take();
        drop(mounted);
    }
}
