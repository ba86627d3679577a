//! Every type of answer, from what is typed to what is stored.

use behov_engine::{Event, Key, Raw, review};
use serde_json::{Value, json};

use crate::support::*;

pub fn part(firm: &mut Respondent, id: &str, index: usize, text: &str) {
    let at = firm.top(id);
    let text = text.into();
    let raw = Raw::Part { index, text };
    firm.session.apply(Event::Answered { at, raw });
}

/// What is wrong with the one question when the page is left.
fn refused(firm: &mut Respondent, id: &str) -> Option<String> {
    firm.next();
    firm.told(firm.top(id))
}

/// What is stored of the one question; the review accepts it.
pub fn stored(mut firm: Respondent, id: &str) -> Option<Value> {
    let body = firm.submit();
    assert_eq!(review(firm.session.plan(), &body), []);
    body.pointer(&format!("/{}", id.replace('.', "/"))).cloned()
}

#[test]
fn one_line_of_each_type() {
    for (kind, more, typed, answer) in [
        ("decimal", json!({}), "2,5", json!(2.5)),
        ("decimal", json!({}), "2.50", json!(2.5)),
        ("decimal", json!({}), "40", json!(40)),
        ("decimal", json!({"decimals": 3}), "12,3450", json!(12.345)),
        ("phone", json!({}), "070-123 45 67", json!("+46701234567")),
        (
            "phone",
            json!({"country": "NO"}),
            "41 23 45 67",
            json!("+4741234567"),
        ),
        (
            "url",
            json!({}),
            "Example.org/Om",
            json!("https://example.org/Om"),
        ),
        ("year", json!({}), "2027", json!(2027)),
        ("scale", json!({}), "5", json!(5)),
        ("scale", json!({"min": 0, "max": 10}), "0", json!(0)),
    ] {
        let mut firm = asking(json!([question("x.t.a", kind, more)]));
        firm.type_in("x.t.a", typed);
        assert_eq!(stored(firm, "x.t.a"), Some(answer), "{kind} {typed}");
    }
}

#[test]
fn what_means_nothing_is_told() {
    for (kind, more, typed, code) in [
        ("decimal", json!({}), "1,500", "decimal.ambiguous"),
        (
            "decimal",
            json!({"decimals": 0}),
            "2,5",
            "decimal.too_many_decimals",
        ),
        ("decimal", json!({"max": 2}), "2,5", "decimal.out_of_range"),
        ("phone", json!({}), "12", "phone.invalid"),
        ("url", json!({}), "nej", "url.invalid"),
        ("year", json!({}), "27", "integer.out_of_range"),
        ("scale", json!({}), "6", "integer.out_of_range"),
    ] {
        let mut firm = asking(json!([question("x.t.a", kind, more)]));
        firm.type_in("x.t.a", typed);
        assert_eq!(
            refused(&mut firm, "x.t.a").as_deref(),
            Some(code),
            "{typed}"
        );
        assert_eq!(firm.see("x.t.a").raw, typed, "what was typed stays");
    }
}

#[test]
fn a_date_is_one_answer_in_three_fields() {
    let limits = json!({"earliest": "2026-01-01", "latest": "2026-12-31"});
    let ask = || asking(json!([question("x.t.a", "date", limits.clone())]));
    let mut firm = ask();
    part(&mut firm, "x.t.a", 2, "1");
    assert_eq!(firm.see("x.t.a").parts, ["", "", "1"]);
    part(&mut firm, "x.t.a", 1, "5");
    part(&mut firm, "x.t.a", 3, "9");
    assert_eq!(
        refused(&mut firm, "x.t.a").as_deref(),
        Some("date.incomplete")
    );
    part(&mut firm, "x.t.a", 0, "2025");
    assert_eq!(
        firm.told(firm.top("x.t.a")).as_deref(),
        Some("date.out_of_range")
    );
    part(&mut firm, "x.t.a", 0, "2026");
    assert_eq!(firm.told(firm.top("x.t.a")), None);
    assert_eq!(stored(firm, "x.t.a"), Some(json!("2026-05-01")));

    let mut empty = ask();
    part(&mut empty, "x.t.a", 1, " ");
    assert_eq!(stored(empty, "x.t.a"), None);

    let mut month = asking(json!([question("x.t.a", "month", json!({}))]));
    part(&mut month, "x.t.a", 0, "2026");
    part(&mut month, "x.t.a", 1, "8");
    assert_eq!(stored(month, "x.t.a"), Some(json!("2026-08")));
}

fn matrix(more: Value) -> Value {
    let mut matrix = question("x.t.a", "matrix", more);
    matrix["lines"] = choices(&["digital", "language"]);
    matrix["choices"] = choices(&["low", "high"]);
    matrix
}

#[test]
fn a_matrix_has_an_answer_for_each_line() {
    let mut firm = asking(json!([
        matrix(json!({"required": true})),
        question(
            "x.t.why",
            "text",
            json!({
            "visible_when": {"==": [{"var": "x.t.a.digital"}, "low"]}})
        ),
    ]));
    assert_eq!(refused(&mut firm, "x.t.a").as_deref(), Some("required"));
    part(&mut firm, "x.t.a", 0, "low");
    assert!(firm.sees("x.t.why"), "a rule reads one line");
    assert_eq!(
        firm.told(firm.top("x.t.a")).as_deref(),
        Some("matrix.incomplete")
    );
    part(&mut firm, "x.t.a", 1, "none of them");
    assert_eq!(
        firm.told(firm.top("x.t.a")).as_deref(),
        Some("choice.unknown")
    );
    part(&mut firm, "x.t.a", 1, "high");
    let answer = json!({"digital": "low", "language": "high"});
    assert_eq!(stored(firm, "x.t.a"), Some(answer));

    let mut some = asking(json!([matrix(json!({}))]));
    part(&mut some, "x.t.a", 1, "high");
    assert_eq!(stored(some, "x.t.a"), Some(json!({"language": "high"})));
}

#[test]
fn a_computed_answer_follows_what_it_reads() {
    let sum = json!({"+": [{"var": ["x.t.now", 0]}, {"var": ["x.t.later", 0]}]});
    let mut firm = asking(json!([
        question("x.t.now", "integer", json!({})),
        question("x.t.later", "decimal", json!({})),
        question("x.t.sum", "computed", json!({"computed": sum})),
        question(
            "x.t.many",
            "text",
            json!({"visible_when": {">": [{"var": "x.t.sum"}, 5]}})
        ),
    ]));
    assert_eq!(firm.see("x.t.sum").computed, Some(json!(0)));
    firm.type_in("x.t.now", "4");
    let changes = firm.type_in("x.t.later", "2,5");
    assert!(changes.touched.contains(&firm.top("x.t.sum")));
    assert_eq!(firm.see("x.t.sum").computed, Some(json!(6.5)));
    assert!(firm.sees("x.t.many"), "a rule reads what was computed");
    let raw = Raw::Text("9".into());
    let at = firm.top("x.t.sum");
    firm.session.apply(Event::Answered { at, raw });
    assert_eq!(
        firm.see("x.t.sum").computed,
        Some(json!(6.5)),
        "nobody writes it"
    );
    assert_eq!(stored(firm, "x.t.sum"), Some(json!(6.5)));
}

#[test]
fn a_computed_answer_in_a_row_reads_its_row() {
    let rows = json!({"row_label": {"sv": "Yrke"}, "questions": [
        question("x.t.rows.a", "integer", json!({})),
        question("x.t.rows.double", "computed", json!({
            "computed": {"*": [{"var": ["x.t.rows.a", 0]}, 2]}})),
    ]});
    let total = json!({"reduce": [{"var": "x.t.rows"},
        {"+": [{"var": "accumulator"}, {"var": "current.double"}]}, 0]});
    let mut firm = asking(json!([
        question("x.t.rows", "rows", rows),
        question("x.t.total", "computed", json!({"computed": total})),
    ]));
    firm.add_row("x.t.rows");
    firm.add_row("x.t.rows");
    firm.write(firm.cell("x.t.rows", 0, "x.t.rows.a"), "3");
    firm.write(firm.cell("x.t.rows", 1, "x.t.rows.a"), "4");
    assert_eq!(firm.see("x.t.total").computed, Some(json!(14)));
    firm.remove_row("x.t.rows", 0);
    assert_eq!(firm.see("x.t.total").computed, Some(json!(8)));
    let rows = stored(firm, "x.t.rows");
    assert_eq!(rows, Some(json!([{"a": 4, "double": 8}])));
}

#[test]
fn the_review_computes_again() {
    let plan = plan(json!([page(
        "a",
        json!([
            question("x.t.a", "integer", json!({})),
            question(
                "x.t.double",
                "computed",
                json!({"computed": {"*": [{"var": "x.t.a"}, 2]}})
            ),
        ])
    )]));
    let found = |x: Value| -> Vec<String> {
        let body = json!({"meta": {"today": "2026-11-21"}, "x": {"t": x}});
        let findings = review(&plan, &body);
        findings
            .into_iter()
            .map(|finding| finding.to_string())
            .collect()
    };
    let differs = ["computed.differs at /x/t/double"];
    assert_eq!(found(json!({"a": 2, "double": 4})), [""; 0]);
    assert_eq!(found(json!({"a": 2, "double": 4.0})), [""; 0]);
    assert_eq!(found(json!({"a": 2, "double": 5})), differs);
    assert_eq!(found(json!({"a": 2})), differs);
    assert_eq!(found(json!({"a": 2, "double": "4"})), differs);
}

#[test]
fn a_rule_of_the_coordinator_refuses_an_answer() {
    let more = json!({
        "valid_when": {"<=": [{"var": "x.t.part"}, {"var": "x.t.all"}]},
        "valid_message": {"sv": "Högst så många som alla."}
    });
    let mut firm = asking(json!([
        question("x.t.all", "integer", json!({})),
        question("x.t.part", "integer", more),
    ]));
    firm.type_in("x.t.all", "3");
    assert_eq!(
        refused(&mut firm, "x.t.part"),
        None,
        "nothing is nothing wrong"
    );
    firm.session.apply(Event::Back);
    firm.type_in("x.t.part", "4");
    assert_eq!(
        refused(&mut firm, "x.t.part").as_deref(),
        Some("answer.not_valid")
    );
    let changes = firm.type_in("x.t.all", "4");
    assert!(changes.touched.contains(&firm.top("x.t.part")));
    assert_eq!(firm.told(firm.top("x.t.part")), None);
    let body = firm.submit();
    assert_eq!(review(firm.session.plan(), &body), []);
    let mut more = body.clone();
    more["x"]["t"]["part"] = json!(5);
    let findings = review(firm.session.plan(), &more);
    assert_eq!(findings[0].to_string(), "answer.not_valid at /x/t/part");
}

#[test]
fn a_phone_number_follows_the_country() {
    let mut firm = asking(json!([
        question(
            "org.country",
            "choice",
            json!({"choices": choices(&["NO", "SE"])})
        ),
        question("x.t.a", "phone", json!({})),
    ]));
    firm.type_in("x.t.a", "41234567");
    assert_eq!(
        refused(&mut firm, "x.t.a").as_deref(),
        Some("phone.invalid")
    );
    firm.type_in("org.country", "NO");
    assert_eq!(firm.told(firm.top("x.t.a")), None);
    assert_eq!(stored(firm, "x.t.a"), Some(json!("+4741234567")));
}

#[test]
fn a_part_that_is_not_there_changes_nothing() {
    let mut firm = asking(json!([question("x.t.a", "text", json!({}))]));
    let at: Key = firm.top("x.t.a");
    let raw = Raw::Part {
        index: 7,
        text: "x".into(),
    };
    firm.session.apply(Event::Answered { at, raw });
    assert_eq!(stored(firm, "x.t.a"), None);
}

#[test]
fn a_page_with_nothing_to_be_seen_is_no_step_and_is_sent() {
    let twice = json!({"computed": {"*": [{"var": ["x.t.n", 0]}, 2]}, "hidden": true});
    let rows = json!({
        "row_label": {"sv": "Rad"},
        "empty_when": {"==": [{"var": ["x.t.n", 0]}, 0]},
        "questions": [question("x.t.rows.a", "text", json!({}))],
    });
    let mut firm = Respondent::new(json!([
        page("a", json!([question("x.t.n", "integer", json!({}))])),
        page("b", json!([question("x.t.twice", "computed", twice)])),
        page("c", json!([question("x.t.rows", "rows", rows)])),
    ]));
    firm.type_in("x.t.n", "0");
    assert_eq!(firm.session.pages().collect::<Vec<_>>(), [0]);
    let body = firm.submit();
    assert_eq!(body.pointer("/x/t/twice"), Some(&json!(0)));
    assert_eq!(body.pointer("/x/t/rows"), Some(&json!([])));
    assert_eq!(review(firm.session.plan(), &body), []);
}
