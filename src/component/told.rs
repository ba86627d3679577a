//! What a site is told, and the words that the events have for it.

use behov_schema::submission::ReceiptStatus;
use gloo_events::EventListener;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event, HtmlElement};

/// The form is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The id of the questionnaire.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// A receipt has come: the answers are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The id of the submission.
    pub id: String,
    /// Whether it counts already.
    pub status: ReceiptStatus,
}

/// Why the form cannot be shown, or what does not work in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Says why: `questionnaire.network`, `questionnaire.status`,
    /// `endpoint.missing`, or what a refused questionnaire has wrong, by the
    /// codes of `docs/format.md`.
    pub code: String,
    /// Where in a refused questionnaire: a JSON Pointer (RFC 6901).
    pub pointer: Option<String>,
    /// The line in its text, from 1.
    pub line: Option<u32>,
    /// The column in that line, from 1.
    pub column: Option<u32>,
}

impl Problem {
    pub(super) fn of(detail: &JsValue) -> Self {
        let number = |name| get(detail, name).as_f64().map(|number| number as u32);
        Self {
            code: text(detail, "code"),
            pointer: get(detail, "pointer").as_string(),
            line: number("line"),
            column: number("column"),
        }
    }
}

/// Whom to tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Callbacks {
    pub(super) ready: Option<Callback<Ready>>,
    pub(super) step: Option<Callback<String>>,
    pub(super) language: Option<Callback<String>>,
    pub(super) received: Option<Callback<Received>>,
    pub(super) error: Option<Callback<Problem>>,
}

impl Callbacks {
    /// Tells what the widget in `host` says, for as long as the listeners live.
    pub(super) fn listen(self, host: &HtmlElement) -> Vec<EventListener> {
        let on = |name: &'static str, tell: Box<dyn Fn(&JsValue)>| {
            let own = host.clone();
            EventListener::new(host, name, move |event: &Event| {
                // What stands inside as the fallback may be a widget too.
                let mine = event.target().as_deref() == Some(own.as_ref());
                if let Some(event) = event.dyn_ref::<CustomEvent>().filter(|_| mine) {
                    tell(&event.detail());
                }
            })
        };
        vec![
            on(
                "behov-ready",
                Box::new(move |detail| {
                    let id = text(detail, "id");
                    let version = text(detail, "version");
                    run(self.ready, Ready { id, version });
                }),
            ),
            on(
                "behov-step",
                Box::new(move |detail| run(self.step, text(detail, "step"))),
            ),
            on(
                "behov-language",
                Box::new(move |detail| run(self.language, text(detail, "language"))),
            ),
            on(
                "behov-submitted",
                Box::new(move |detail| {
                    let id = text(detail, "id");
                    let status = match text(detail, "status").as_str() {
                        "quarantined" => ReceiptStatus::Quarantined,
                        _ => ReceiptStatus::Stored,
                    };
                    run(self.received, Received { id, status });
                }),
            ),
            on(
                "behov-error",
                Box::new(move |detail| run(self.error, Problem::of(detail))),
            ),
        ]
    }
}

/// Who has gone away meanwhile is not told.
pub(super) fn run<T: 'static>(callback: Option<Callback<T>>, told: T) {
    if let Some(callback) = callback {
        callback.try_run(told);
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}
