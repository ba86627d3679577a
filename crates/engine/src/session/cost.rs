//! What an event costs, counted in rules that are evaluated.

use std::sync::Arc;

use behov_schema::submission::Channel;
use serde_json::{Value, json};

use super::{Session, Start};
use crate::relevance::EVALUATED;
use crate::{Event, Key, Plan, Raw};

/// Rows with a rule in a row, a box that is "no" from the start, and a rule
/// outside that reads all rows.
fn session() -> Session {
    let text = |text: &str| json!({ "sv": text });
    let question = |id: &str, kind: &str, more: Value| {
        let mut question = json!({ "id": id, "type": kind, "label": text(id) });
        for (name, value) in more.as_object().unwrap() {
            question[name] = value.clone();
        }
        question
    };
    let rule = json!({ "==": [{ "var": "need.occupation" }, "Kock"] });
    let sum = json!({ "some": [{ "var": ["need", []] }, { "var": "sure" }] });
    let rows = json!({ "row_label": text("Yrke"), "max_rows": 200, "questions": [
        question("need.occupation", "text", json!({ "required": true })),
        question("need.level", "text", json!({ "visible_when": rule, "required_when": rule })),
        question("need.sure", "consent", json!({})),
    ]});
    let document = json!({
        "format": "behov.questionnaire/1", "id": "prov", "version": "1.0.0", "country": "SE",
        "languages": ["sv"], "title": text("Prov"),
        "controller": {
            "name": "n", "contact": "post@example.org", "notice_version": "1",
            "purpose": text("p"), "basis": text("b"), "recipients": text("r"),
            "retention": text("k"), "rights": text("d"),
        },
        "pages": [{ "id": "a", "title": text("a"), "questions": [
            question("need", "rows", rows),
            question("x.a.sure", "text", json!({ "visible_when": sum })),
        ]}],
    });
    let plan = Plan::read(&document.to_string()).unwrap();
    let start = Start {
        locale: "sv".into(),
        today: "2026-11-21".into(),
        started_at: "2026-11-21T10:00:00Z".into(),
        campaign: None,
        region: None,
        channel: Channel::SelfService,
        prefill: Vec::new(),
    };
    Session::new(Arc::new(plan), start)
}

/// How many rules are evaluated for an event.
fn evaluated(session: &mut Session, event: Event) -> usize {
    let before = EVALUATED.get();
    session.apply(event);
    EVALUATED.get() - before
}

#[test]
fn a_row_evaluates_the_same_rules_however_many_there_are() {
    let mut session = session();
    let at = Key::top(0);
    let mut costs = Vec::new();
    for _ in 0..120 {
        let added = evaluated(&mut session, Event::RowAdded { at });
        let row = *session.snapshot(at).rows.last().unwrap();
        let raw = Raw::Text("Kock".into());
        let cell = Key::in_row(1, row);
        let typed = evaluated(&mut session, Event::Answered { at: cell, raw });
        let gone = evaluated(&mut session, Event::RowRemoved { at, row });
        let back = evaluated(&mut session, Event::RowRestored { at });
        costs.push([added, typed, gone, back]);
    }
    assert_eq!(costs[1], costs[119]);
    // In the row its own rule, once again when it has an answer; outside the
    // one that reads all rows.
    let [added, typed, gone, back] = costs[119];
    assert!(
        added <= 3 && typed <= 4 && gone == 1 && back <= 4,
        "{:?}",
        costs[119]
    );
}
