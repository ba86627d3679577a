//! Rows: each for itself, together one answer.

use behov_engine::{Changes, Focus};
use serde_json::json;

use crate::support::*;

pub fn needs(more: serde_json::Value) -> Respondent {
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
    let added = firm.add_row("need");
    let row = firm.see("need").rows[0];
    assert_eq!(focus(&added), Some(Focus::NewRow { at, row }));
    assert_eq!(focus(&firm.remove_row("need", 0)), Some(Focus::Undo(at)));
    assert_eq!(
        focus(&firm.restore_row("need")),
        Some(Focus::Row { at, row })
    );
}

#[test]
fn there_is_a_least_and_a_most() {
    let mut firm = needs(json!({"min_rows": 1, "max_rows": 2}));
    assert_eq!(
        firm.see("need").rows.len(),
        1,
        "the rows asked for stand open"
    );
    assert_eq!(firm.remove_row("need", 0), Changes::default());
    assert_eq!(firm.see("need").rows.len(), 1, "no fewer than the least");
    for _ in 0..3 {
        firm.add_row("need");
    }
    assert_eq!(firm.see("need").rows.len(), 2, "no more than the most");
    assert_ne!(firm.remove_row("need", 0), Changes::default());
}

/// How many rows there are may be what a rule in each of them reads.
#[test]
fn what_reads_all_rows_from_inside_follows_each() {
    let mut firm = needs(json!({"questions": [
        question("need.occupation", "text", json!({})),
        question("need.certainty", "choice", json!({
            "choices": choices(&["decided", "possible"]),
            "required_when": {"<": [1, {"reduce": [
                {"var": "need"}, {"+": [{"var": "accumulator"}, 1]}, 0]}]}})),
    ]}));
    firm.add_row("need");
    let needed = |firm: &Respondent, index| {
        let at = firm.cell("need", index, "need.certainty");
        firm.session.snapshot(at).required
    };
    assert!(!needed(&firm, 0));
    let changes = firm.add_row("need");
    assert!(needed(&firm, 0) && needed(&firm, 1));
    let first = firm.cell("need", 0, "need.certainty");
    assert!(changes.touched.contains(&first));
    firm.remove_row("need", 1);
    assert!(!needed(&firm, 0));
    firm.restore_row("need");
    assert!(needed(&firm, 0) && needed(&firm, 1));
}

/// A row that goes takes its entry out of the summary, and those after it
/// have another number there.
#[test]
fn a_summary_follows_the_rows() {
    let mut firm = needs(json!({}));
    for _ in 0..3 {
        firm.add_row("need");
    }
    firm.next();
    let pointers = |firm: &Respondent| -> Vec<String> {
        let summary = firm.session.stage().summary;
        summary
            .into_iter()
            .map(|(_, found)| found.pointer)
            .collect()
    };
    let all = [
        "/need/0/occupation",
        "/need/1/occupation",
        "/need/2/occupation",
    ];
    assert_eq!(pointers(&firm), all);
    assert!(firm.remove_row("need", 1).stage);
    assert_eq!(pointers(&firm), all[..2]);
    assert!(firm.restore_row("need").stage);
    assert_eq!(pointers(&firm), all);
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
