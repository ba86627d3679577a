//! What comes from outside, and what arithmetic brings along.

use behov_engine::{Event, Failure, Sending, review};
use behov_schema::Finding;
use serde_json::{Value, json};

use crate::support::*;

/// Sums of doubles have digits of their own; they survive the way to the
/// backend and are not shown.
#[test]
fn a_sum_of_decimals_has_the_decimals_of_its_parts() {
    let sum = json!({"+": [{"var": ["x.t.a", 0]}, {"var": ["x.t.b", 0]}]});
    for (a, b, total) in [
        ("0,14", "1", json!(1.14)),
        ("25,4", "34,44", json!(59.84)),
        ("20,4", "7,2", json!(27.6)),
        ("0,1", "0,2", json!(0.3)),
    ] {
        let mut firm = asking(json!([
            question("x.t.a", "decimal", json!({})),
            question("x.t.b", "decimal", json!({})),
            question("x.t.sum", "computed", json!({"computed": sum})),
        ]));
        firm.type_in("x.t.a", a);
        firm.type_in("x.t.b", b);
        assert_eq!(firm.see("x.t.sum").computed, Some(total.clone()));
        let body = behov_schema::json::parse(&firm.submit().to_string()).unwrap();
        assert_eq!(review(firm.session.plan(), &body), []);
        assert_eq!(body["x"]["t"]["sum"], total);
    }
}

/// What nobody can change is not held against the respondent.
#[test]
fn a_backend_that_refuses_what_cannot_be_changed_has_failed() {
    let mut firm = asking(json!([
        question("x.t.a", "integer", json!({})),
        question("x.t.sum", "computed", json!({"computed": {"var": "x.t.a"}})),
        question(
            "x.t.fixed",
            "text",
            json!({"prefill": "alltid", "read_only": true})
        ),
    ]));
    firm.submit();
    let refused = ["/x/t/sum", "/x/t/fixed"].map(|at| Finding::new("computed.differs", at));
    firm.session.apply(Event::Refused(refused.into()));
    let stage = firm.session.stage();
    assert_eq!(stage.sending, Sending::Failed(Failure::Refused(422)));
    assert!(outgoing(&firm.send()).is_some(), "it can be tried again");
}

#[test]
fn a_review_looks_behind_no_dot_and_at_no_crowd() {
    let row = question("x.t.list.q", "integer", json!({"required": true}));
    let plan = plan(json!([page(
        "a",
        json!([
            question(
                "x.t.fixed",
                "text",
                json!({"prefill": "alltid", "read_only": true})
            ),
            question(
                "x.t.list",
                "rows",
                json!({"row_label": {"sv": "Rad"}, "questions": [row]})
            ),
        ])
    )]));
    let found = |x: Value| -> Vec<String> {
        let body = json!({"meta": {"today": "2026-11-21"}, "x": x});
        let findings = review(&plan, &body);
        findings
            .into_iter()
            .map(|finding| finding.to_string())
            .collect()
    };
    let good = json!({"t": {"fixed": "alltid", "list": []}});
    assert_eq!(found(good.clone()), [""; 0]);
    let mut dotted = good.clone();
    dotted["t.list"] = json!({"q": {"anything": ["at all"]}});
    assert_eq!(found(dotted), ["answer.unknown_question at /x/t.list"]);
    let mut without = good.clone();
    without["t"].as_object_mut().unwrap().remove("fixed");
    assert_eq!(found(without), ["answer.read_only at /x/t/fixed"]);
    let mut crowd = good;
    crowd["t"]["list"] = json!(vec![json!({}); 5000]);
    assert_eq!(found(crowd), ["rows.too_many at /x/t/list, max = `10`"]);
}
