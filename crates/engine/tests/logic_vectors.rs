//! The project's own vectors, `tests/fixtures/jsonlogic`: what each operator
//! of a rule does, also where the public suite is silent.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where it goes wrong"
)]

#[path = "logic_support/files.rs"]
mod files;
#[path = "logic_support/run.rs"]
mod run;

use std::collections::BTreeMap;

use behov_schema::rule::Operator;
use files::{json_files, project};
use run::{alike, run};
use serde_json::Value;

/// Every case with the operator it stands under.
fn cases() -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (path, file) in json_files(&project().join("tests/fixtures/jsonlogic")) {
        let operators = file
            .as_object()
            .unwrap_or_else(|| panic!("{}", path.display()));
        for (operator, cases) in operators {
            for case in cases.as_array().unwrap() {
                all.push((operator.clone(), case.clone()));
            }
        }
    }
    all
}

#[test]
fn every_vector_holds() {
    let mut failed = Vec::new();
    for (operator, case) in cases() {
        let row = case["rows"].as_str().map(|rows| (rows, &case["row"]));
        let got = run(&case["rule"], &case["data"], row);
        let holds = match (&got, case.get("result"), &case["error"]) {
            (Ok(got), Some(wanted), Value::Null) => alike(got, wanted),
            (Err(got), None, Value::String(wanted)) => got == wanted,
            _ => false,
        };
        if !holds {
            failed.push(format!("{operator}: {case}\n  got {got:?}"));
        }
    }
    assert!(
        failed.is_empty(),
        "{} vectors failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn every_operator_has_vectors_that_use_it() {
    let mut counts: BTreeMap<&str, usize> = Operator::all()
        .map(|operator| (operator.name(), 0))
        .collect();
    for (operator, case) in cases() {
        assert!(
            uses(&case["rule"], &operator),
            "{operator} is not in {case}"
        );
        let count = counts.get_mut(operator.as_str());
        *count.unwrap_or_else(|| panic!("{operator} is no operator")) += 1;
    }
    println!("{} vectors: {counts:?}", counts.values().sum::<usize>());
    let few: Vec<_> = counts.iter().filter(|(_, count)| **count < 6).collect();
    assert!(few.is_empty(), "too few vectors: {few:?}");
}

fn uses(rule: &Value, operator: &str) -> bool {
    match rule {
        Value::Array(list) => list.iter().any(|part| uses(part, operator)),
        Value::Object(map) => {
            map.contains_key(operator) || map.values().any(|part| uses(part, operator))
        }
        _ => false,
    }
}
