//! With what a session begins: what the attributes say, and the link.

use behov_engine::{Link, Plan, Start};
use behov_schema::json;
use behov_schema::submission::Channel;
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::host::Host;
use super::js;
use crate::shell;

/// How a session begins.
pub(super) struct Beginning {
    pub(super) start: Start,
    pub(super) link: Link,
    /// What the page is told of what is not heeded, a detail of an event each.
    pub(super) ignored: Vec<JsValue>,
}

impl Beginning {
    /// `said` is what a link says. It wins over the attributes, and these over
    /// the questionnaire.
    pub(super) fn new(host: &Host, plan: &Plan, said: &str, language: &str) -> Self {
        let mut link = Link::read(plan, said);
        let (mut prefill, mut ignored) = prefill(host, plan);
        prefill.append(&mut link.prefill);
        if link.ignored {
            ignored.push(js::texts([("code", "link.ignored")]));
        }
        let named = |link: &Option<String>, name| {
            let link = link.clone();
            link.or_else(|| given(host.attribute(name)))
        };
        let start = Start {
            locale: language.to_owned(),
            today: shell::today(),
            started_at: shell::now(),
            campaign: named(&link.campaign, "campaign"),
            region: named(&link.region, "region"),
            channel: channel(host.attribute("channel")),
            prefill,
        };
        Self {
            start,
            link,
            ignored,
        }
    }
}

/// The answers that the attribute gives, and what is told of the others.
fn prefill(host: &Host, plan: &Plan) -> (Vec<(String, Value)>, Vec<JsValue>) {
    let Some(text) = given(host.attribute("prefill")) else {
        return (Vec::new(), Vec::new());
    };
    let mut ignored = Vec::new();
    let mut ignore = |pointer: &str| {
        let detail = [("code", "prefill.ignored"), ("pointer", pointer)];
        ignored.push(js::texts(detail));
    };
    let mut prefill = Vec::new();
    if let Ok(Value::Object(answers)) = json::parse(&text) {
        for (id, value) in answers {
            if plan.begins_with(&id, &value) {
                prefill.push((id, value));
            } else {
                ignore(&["/", &json::escape(&id)].concat());
            }
        }
    } else {
        ignore("");
    }
    (prefill, ignored)
}

/// An empty attribute says nothing.
pub(super) fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

pub(super) fn channel(value: Option<String>) -> Channel {
    match value.as_deref() {
        Some("phone_assisted") => Channel::PhoneAssisted,
        Some("import") => Channel::Import,
        _ => Channel::SelfService,
    }
}
