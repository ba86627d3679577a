//! Rows: each for itself, together one answer.

use behov_engine::Focus;
use serde_json::json;

use crate::support::*;

fn needs(more: serde_json::Value) -> Respondent {
    let mut rows = json!({"row_label": {"sv": "Yrke"}, "questions": [
        question("need.occupation", "text", json!({
            "required": true, "system": {"system": "ssyk2012", "version": "2012"}})),
        question("need.count.now", "integer", json!({})),
        question("need.level", "choice", json!({"choices": choices(&["eqf5", "eqf6"])})),
        question("need.level_scheme", "choice", json!({
            "choices": choices(&["yh", "bachelor"]),
            "visible_when": {"==": [{"var": "need.level"}, "eqf6"]},
            "required_when": {"==": [{"var": "need.level"}, "eqf6"]}})),
    ]});
    for (name, value) in more.as_object().unwrap() {
        rows[name] = value.clone();
    }
    Respondent::new(json!([page(
        "a",
        json!([
            question(
                "out.need",
                "choice",
                json!({"choices": choices(&["yes", "no", "unknown"])})
            ),
            question("need", "rows", rows),
            question(
                "x.a.sum",
                "text",
                json!({"visible_when": {"<=": [5, {"reduce": [
            {"var": "need"}, {"+": [{"var": "accumulator"}, {"var": "current.count.now"}]}, 0]}]}})
            ),
        ])
    )]))
}

#[test]
fn a_rule_in_a_row_sees_its_own_row() {
    let mut firm = needs(json!({}));
    firm.add_row("need");
    firm.add_row("need");
    let changes = firm.write(firm.cell("need", 1, "need.level"), "eqf6");
    let scheme = |index| firm.cell("need", index, "need.level_scheme");
    assert_eq!(
        changes.touched,
        [firm.cell("need", 1, "need.level"), scheme(1)]
    );
    assert!(!firm.session.snapshot(scheme(0)).visible);
    assert!(firm.session.snapshot(scheme(1)).visible);
}

#[test]
fn rows_are_sent_as_they_stand() {
    let mut firm = needs(json!({}));
    firm.add_row("need");
    firm.add_row("need");
    firm.add_row("need");
    for (index, name) in ["Snickare", "Svetsare", "Kock"].into_iter().enumerate() {
        firm.write(firm.cell("need", index, "need.occupation"), name);
    }
    firm.write(firm.cell("need", 0, "need.count.now"), "2");
    firm.write(firm.cell("need", 2, "need.level"), "eqf6");
    firm.write(firm.cell("need", 2, "need.level_scheme"), "yh");
    firm.remove_row("need", 1);
    let sent = firm.submit();
    assert_eq!(
        sent["need"],
        json!([
            {"occupation": {"text": "Snickare"}, "count": {"now": 2}},
            {"occupation": {"text": "Kock"}, "level": "eqf6", "level_scheme": "yh"},
        ])
    );
}

#[test]
fn what_reads_all_rows_follows_each() {
    let mut firm = needs(json!({}));
    firm.add_row("need");
    firm.add_row("need");
    firm.write(firm.cell("need", 0, "need.count.now"), "2");
    assert!(!firm.sees("x.a.sum"));
    firm.write(firm.cell("need", 1, "need.count.now"), "3");
    assert!(firm.sees("x.a.sum"));
    firm.remove_row("need", 0);
    assert!(!firm.sees("x.a.sum"));
}

#[test]
fn focus_follows_the_rows() {
    let mut firm = needs(json!({}));
    let at = firm.top("need");
    let first = firm.add_row("need");
    let row = firm.see("need").rows[0];
    assert_eq!(focus(&first), Some(Focus::Row { at, row }));
    firm.add_row("need");
    let last = firm.see("need").rows[1];
    assert_eq!(
        focus(&firm.remove_row("need", 0)),
        Some(Focus::Row { at, row: last })
    );
    assert_eq!(focus(&firm.remove_row("need", 0)), Some(Focus::AddRow(at)));
}

#[test]
fn there_is_a_least_and_a_most() {
    let mut firm = needs(json!({"min_rows": 1, "max_rows": 2}));
    assert_eq!(
        firm.see("need").rows.len(),
        1,
        "the rows asked for stand open"
    );
    firm.remove_row("need", 0);
    assert_eq!(focus(&firm.next()), Some(Focus::Summary));
    let told = firm.see("need").finding.unwrap();
    assert_eq!(
        (told.code.as_ref(), told.pointer.as_str()),
        ("rows.too_few", "/need")
    );
    for _ in 0..3 {
        firm.add_row("need");
    }
    assert_eq!(firm.see("need").rows.len(), 2, "no more than the most");
}

#[test]
fn no_need_is_a_real_zero() {
    let mut firm = needs(json!({
        "min_rows": 1,
        "visible_when": {"in": [{"var": "out.need"}, ["yes", "no"]]},
        "empty_when": {"==": [{"var": "out.need"}, "no"]}}));
    assert!(!firm.sees("need"));
    firm.type_in("out.need", "yes");
    assert!(firm.sees("need"));
    firm.write(firm.cell("need", 0, "need.occupation"), "Kock");
    firm.type_in("out.need", "no");
    assert!(!firm.sees("need"));
    let mut other = needs(json!({
        "visible_when": {"in": [{"var": "out.need"}, ["yes", "no"]]},
        "empty_when": {"==": [{"var": "out.need"}, "no"]}}));
    other.type_in("out.need", "unknown");
    assert_eq!(other.submit().get("need"), None, "not known is not zero");
    assert_eq!(firm.submit()["need"], json!([]));
    let mut again = needs(json!({"empty_when": {"==": [{"var": "out.need"}, "no"]}}));
    again.add_row("need");
    again.write(again.cell("need", 0, "need.occupation"), "Kock");
    again.type_in("out.need", "no");
    again.type_in("out.need", "yes");
    assert_eq!(
        again.submit()["need"],
        json!([{"occupation": {"text": "Kock"}}]),
        "and it comes back"
    );
}

#[test]
fn findings_of_a_row_lead_to_it() {
    let mut firm = needs(json!({}));
    firm.add_row("need");
    firm.add_row("need");
    firm.write(firm.cell("need", 0, "need.occupation"), "Kock");
    firm.next();
    let summary = firm.session.stage().summary;
    assert_eq!(summary.len(), 1);
    assert_eq!(summary[0].0, firm.cell("need", 1, "need.occupation"));
    assert_eq!(summary[0].1.pointer, "/need/1/occupation");
}

/// The 120th row costs what the 2nd costs: nothing outside it is touched.
#[test]
fn a_row_more_touches_only_itself() {
    let mut firm = needs(json!({"max_rows": 120}));
    firm.add_row("need");
    let second = firm.add_row("need").touched.len();
    let last = (2..120).map(|_| firm.add_row("need").touched.len()).last();
    assert_eq!(last, Some(second));
}
