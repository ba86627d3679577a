//! The element on the page: its attributes and its events.

use std::sync::Arc;

use behov_engine::{Plan, Step};
use behov_schema::Questionnaire;
use behov_schema::submission::ReceiptStatus;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::js;
use super::language::Languages;
use crate::shell::Report;

/// The element on the page.
#[derive(Clone, Debug)]
pub(super) struct Host {
    element: HtmlElement,
    /// Stands before the names of its attributes.
    prefix: &'static str,
}

impl Host {
    pub(super) fn new(element: HtmlElement, prefix: &'static str) -> Self {
        Self { element, prefix }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(&[self.prefix, name].concat())
    }

    /// The language of the element, or of the page where it stands, also in
    /// another component's shadow root; empty for none.
    pub(super) fn language(&self) -> String {
        let nearest = self.element.closest("[lang]").ok().flatten();
        let page = || self.element.owner_document()?.document_element();
        nearest
            .or_else(page)
            .and_then(|nearest| nearest.get_attribute("lang"))
            .unwrap_or_default()
    }

    pub(super) fn ready(&self, questionnaire: &Questionnaire) {
        let detail = [
            ("id", &questionnaire.id),
            ("version", &questionnaire.version),
        ];
        self.tell("behov-ready", &js::texts(detail));
    }

    /// Tells the page that another language is read.
    pub(super) fn reads(&self, language: &str) {
        self.tell("behov-language", &js::texts([("language", language)]));
    }

    /// Tells the page that something is wrong, in the loader's words.
    pub(super) fn error(&self, detail: &JsValue) {
        self.tell("behov-error", detail);
    }

    /// What the shell tells, as events; what the respondent wants, done.
    pub(super) fn reports(&self, plan: Arc<Plan>, languages: Languages) -> Box<dyn Fn(Report<'_>)> {
        let host = self.clone();
        Box::new(move |report| match report {
            Report::Wants(language) => languages.read_in(language.to_owned()),
            Report::Error(code) => host.error(&js::texts([("code", code)])),
            Report::Step(step) => {
                let page = |index| plan.page(index).map_or("", |page| page.id.as_str());
                let step = match step {
                    Step::Page(index) => page(index),
                    Step::Before => "before",
                    Step::Review => "review",
                    Step::Receipt => "receipt",
                    Step::After => "after",
                };
                host.tell("behov-step", &js::texts([("step", step)]));
            }
            Report::Submitted(receipt) => {
                let status = match receipt.status {
                    ReceiptStatus::Stored => "stored",
                    ReceiptStatus::Quarantined => "quarantined",
                };
                let detail = [("id", receipt.id.as_str()), ("status", status)];
                host.tell("behov-submitted", &js::texts(detail));
            }
        })
    }

    fn tell(&self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // What the page does about it is its own.
            let _ = self.element.dispatch_event(&event);
        }
    }
}
