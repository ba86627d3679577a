//! With what a session begins: what the attributes say, and the link.

use behov_engine::{Link, Plan, Start};
use behov_schema::submission::Channel;
use behov_schema::{document, json};
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
        let mut named = |link: &Option<String>, attribute| {
            let link = link.clone();
            link.or_else(|| {
                let (name, told) = name(attribute, host.attribute(attribute));
                ignored.extend(told);
                name
            })
        };
        let campaign = named(&link.campaign, "campaign");
        let region = named(&link.region, "region");
        let start = Start {
            locale: language.to_owned(),
            today: shell::today(),
            started_at: shell::now(),
            campaign,
            region,
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

/// The name that an attribute gives. With one of another form every answer
/// would be refused: it is left out, and the page is told.
pub(super) fn name(attribute: &str, value: Option<String>) -> (Option<String>, Option<JsValue>) {
    match given(value) {
        Some(value) if !document::is_name(&value) => {
            let pointer = ["/", attribute].concat();
            let detail = [("code", "attribute.ignored"), ("pointer", &pointer)];
            (None, Some(js::texts(detail)))
        }
        value => (value, None),
    }
}

/// An empty attribute says nothing.
fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

pub(super) fn channel(value: Option<String>) -> Channel {
    match value.as_deref() {
        Some("phone_assisted") => Channel::PhoneAssisted,
        Some("import") => Channel::Import,
        _ => Channel::SelfService,
    }
}
