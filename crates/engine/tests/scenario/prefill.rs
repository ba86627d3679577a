//! Answers that the questionnaire begins with.

use behov_engine::{Plan, review};
use serde_json::json;

use crate::support::*;
use crate::types::stored;

#[test]
fn an_answer_to_begin_with() {
    let mut firm = asking(json!([
        question("x.t.a", "text", json!({"prefill": "Bageriet"})),
        question("x.t.b", "date", json!({"prefill": "2026-05-01"})),
        question(
            "x.t.c",
            "choices",
            json!({"prefill": ["b"], "choices": choices(&["a", "b"])})
        ),
        question("x.t.d", "yes_no", json!({"prefill": false})),
        question(
            "x.t.e",
            "decimal",
            json!({"prefill": 2.5, "read_only": true})
        ),
    ]));
    assert!(!firm.session.stage().unsent, "nobody has answered yet");
    assert!(firm.see("x.t.a").prefilled && firm.see("x.t.b").prefilled);
    assert_eq!(firm.see("x.t.b").parts, ["2026", "05", "01"]);
    firm.type_in("x.t.a", "Kvarnen");
    assert!(!firm.see("x.t.a").prefilled, "it is the firm's own now");
    firm.type_in("x.t.e", "3");
    assert_eq!(firm.see("x.t.e").raw, "2,5", "it cannot be changed");
    let body = firm.submit();
    assert_eq!(review(firm.session.plan(), &body), []);
    let expected = json!({"a": "Kvarnen", "b": "2026-05-01", "c": ["b"], "d": false, "e": 2.5});
    assert_eq!(body["x"]["t"], expected);
    let mut other = body.clone();
    other["x"]["t"]["e"] = json!(3);
    let findings = review(firm.session.plan(), &other);
    assert_eq!(findings[0].to_string(), "answer.read_only at /x/t/e");
}

/// Typed it would be asked about: 1.125 or a thousand and more?
#[test]
fn three_decimals_may_be_given_to_begin_with() {
    let more = json!({"prefill": 1.125, "decimals": 3});
    let mut firm = asking(json!([question("x.t.a", "decimal", more)]));
    assert_eq!(firm.see("x.t.a").raw, "1,1250");
    let body = firm.submit();
    assert_eq!(body["x"]["t"]["a"], json!(1.125));
    assert_eq!(review(firm.session.plan(), &body), []);
}

#[test]
fn an_answer_to_begin_with_in_each_row() {
    let rows = json!({"row_label": {"sv": "Yrke"}, "questions": [
        question("x.t.rows.a", "integer", json!({"prefill": 1})),
    ]});
    let mut firm = asking(json!([question("x.t.rows", "rows", rows)]));
    firm.add_row("x.t.rows");
    assert_eq!(stored(firm, "x.t.rows"), Some(json!([{"a": 1}])));
}

#[test]
fn what_nobody_could_answer_is_no_answer_to_begin_with() {
    for (kind, prefill) in [
        ("integer", json!("3")),
        ("integer", json!(-1)),
        ("text", json!(" two spaces ")),
        ("date", json!("2026-02-30")),
        ("phone", json!("070-123 45 67")),
        ("yes_no", json!("yes")),
        ("url", json!("example.org")),
    ] {
        let document = document(json!([page(
            "a",
            json!([question("x.t.a", kind, json!({"prefill": prefill})),])
        )]));
        let findings = Plan::read(&document.to_string()).unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "prefill.invalid", "{prefill}");
        assert_eq!(findings[0].pointer, "/pages/0/questions/0/prefill");
        assert!(findings[0].place.is_some());
    }
}

/// A permission that nobody has given is none, whatever a section says.
#[test]
fn a_permission_never_begins_given() {
    let contact = json!({ "section": "contact",
        "prefill": { "perm.contact": true, "perm.share": "aggregate_only" } });
    let plan = plan_with(json!([contact]), json!({ "core": 1 }));
    let mut firm = Respondent::with(plan);
    let asked = firm.see("perm.contact");
    assert!(!asked.prefilled && asked.flag != Some(true));
    assert!(firm.see("perm.share").prefilled);
    let body = firm.submit();
    assert_ne!(body["perm"]["contact"], json!(true));
    assert_eq!(body["perm"]["share"], "aggregate_only");
}
