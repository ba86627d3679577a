//! The 120th row costs what the 2nd costs. How many rules are evaluated for
//! it is counted beside the session (`src/session/cost.rs`).

use std::time::{Duration, Instant};

use behov_engine::{Changes, Event};
use serde_json::json;

use crate::support::*;

/// Rows with a rule in each of them. (A rule outside that reads all rows
/// takes as long as they are many, and is another question's cost.)
fn with_rows(rows: usize) -> Respondent {
    let need = json!({"max_rows": 200, "row_label": {"sv": "Yrke"}, "questions": [
        question("need.occupation", "text", json!({"required": true})),
        question("need.count.now", "integer", json!({})),
        question("need.level", "choice", json!({"choices": choices(&["eqf5", "eqf6"])})),
        question("need.level_scheme", "choice", json!({
            "choices": choices(&["yh", "bachelor"]),
            "visible_when": {"==": [{"var": "need.level"}, "eqf6"]}})),
    ]});
    let mut firm = Respondent::new(json!([page("a", json!([question("need", "rows", need)]))]));
    for _ in 0..rows {
        firm.add_row("need");
    }
    firm
}

#[test]
fn a_row_more_touches_only_itself() {
    let mut firm = with_rows(1);
    let second = firm.add_row("need");
    let own = |changes: &Changes, firm: &Respondent| {
        let row = firm.see("need").rows.last().copied();
        let mut others = changes.touched.iter().filter(|at| at.row != row);
        others.next() == Some(&firm.top("need")) && others.next().is_none()
    };
    assert!(own(&second, &firm));
    assert!(!second.stage, "the steps are as they were");
    for _ in 2..119 {
        firm.add_row("need");
    }
    let last = firm.add_row("need");
    assert_eq!(last.touched.len(), second.touched.len());
    assert!(own(&last, &firm) && !last.stage);
}

/// Adds a row and takes it away again, many times; the time that one adding
/// took, what a view then reads included.
fn time(firm: &mut Respondent) -> Duration {
    let at = firm.top("need");
    let begun = Instant::now();
    let changes = firm.session.apply(Event::RowAdded { at });
    for key in &changes.touched {
        std::hint::black_box(firm.session.snapshot(*key));
    }
    let spent = begun.elapsed();
    let last = firm.see("need").rows.len() - 1;
    firm.remove_row("need", last);
    spent
}

#[test]
fn the_120th_row_takes_as_long_as_the_2nd() {
    let (mut few, mut many) = (with_rows(1), with_rows(119));
    let (mut second, mut last) = (Vec::new(), Vec::new());
    // In turn, so that whatever else the machine does falls on both.
    for _ in 0..2000 {
        second.push(time(&mut few));
        last.push(time(&mut many));
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    let (second, last) = (median(&mut second), median(&mut last));
    let ratio = last.as_secs_f64() / second.as_secs_f64();
    println!("the 2nd row: {second:?}, the 120th: {last:?}, {ratio:.2} times");
    assert!(
        ratio <= 1.5,
        "{second:?} for the 2nd, {last:?} for the 120th"
    );
}
