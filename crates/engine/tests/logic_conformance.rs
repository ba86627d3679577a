//! The json-logic/compat-tables suite, where it lies beside the project
//! (`../shared/conformance/jsonlogic`): every case whose operators are
//! supported must pass. It is not copied into the project; what it proves is
//! proved again by the project's own vectors in `logic_vectors.rs`.

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

use files::{json_files, project};
use run::{alike, run};
use serde_json::{Value, json};

/// Fewer cases than this mean that the files were not read.
const AT_LEAST: usize = 725;

#[test]
fn every_case_of_the_suite_with_supported_operators_passes() {
    let folder = project().join("../shared/conformance/jsonlogic");
    if !folder.exists() {
        println!("no suite beside the project; the project's own vectors still run");
        return;
    }
    let mut passed = 0;
    let mut outside: BTreeMap<String, usize> = BTreeMap::new();
    let mut failed = Vec::new();
    for (path, cases) in json_files(&folder) {
        for case in cases
            .as_array()
            .unwrap()
            .iter()
            .filter(|case| case.is_object())
        {
            let mut rule = case["rule"].clone();
            replace_throw(&mut rule);
            let got = run(&rule, &case["data"], None);
            let as_expected = match (&got, case.get("result"), &case["error"]["type"]) {
                (Ok(got), Some(wanted), _) => alike(got, wanted),
                (Err(got), None, Value::String(wanted)) => got == wanted,
                _ => false,
            };
            match got {
                Err(error) if error.starts_with("rule.unsupported_operator") => {
                    let operator = error.split('`').nth(1).unwrap();
                    *outside.entry(operator.to_owned()).or_default() += 1;
                }
                _ if as_expected => passed += 1,
                got => failed.push(format!("{}: {case}\n  got {got:?}", path.display())),
            }
        }
    }
    let others: usize = outside.values().sum();
    println!("{passed} cases passed, {others} outside the supported operators: {outside:?}");
    assert!(
        failed.is_empty(),
        "{} cases failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(passed >= AT_LEAST, "only {passed} cases ran");
    assert!(
        others < 10,
        "more cases than before are outside: {outside:?}"
    );
}

/// The suite puts `{"throw": …}` where nothing may be evaluated. `throw` is no
/// operator of rules; what always fails for a reason of its own serves as well.
fn replace_throw(rule: &mut Value) {
    match rule {
        Value::Array(list) => list.iter_mut().for_each(replace_throw),
        Value::Object(map) if map.contains_key("throw") => *rule = json!({"/": [1, 0]}),
        Value::Object(map) => map.values_mut().for_each(replace_throw),
        _ => {}
    }
}
