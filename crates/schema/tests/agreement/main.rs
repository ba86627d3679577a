//! The published JSON Schemas and our own reader agree on what is well formed,
//! judged by an independent validator; and what is read is what was written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod generate;
mod judge;
mod mutate;

use std::fs;
use std::path::{Path, PathBuf};

use behov_schema::submission::{Problem, Receipt, SCHEMA, Submission};
use behov_schema::{Questionnaire, json};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use generate::Generator;
use judge::{Verdict, questionnaire, submission};
use mutate::mutate;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema(name: &str) -> Value {
    let path = root().join("public/schemas").join(format!("{name}-1.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn texts(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        let mut open = vec![root().join(folder)];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.to_string_lossy();
                if path.is_dir() {
                    open.push(path);
                } else if name.ends_with(".json") && !name.ends_with(".findings.json") {
                    found.push((path.clone(), fs::read_to_string(&path).unwrap_or_default()));
                }
            }
        }
    }
    found.sort();
    found
}

/// Each file that is JSON without a key that stands twice, which no JSON
/// Schema can see; how many of them each way.
fn every_file(folders: &[&str], schema: &Value, judge: fn(&str) -> Verdict) -> (usize, usize) {
    let validator = jsonschema::draft202012::new(schema).unwrap();
    let (mut counts, mut wrong) = ((0, 0), Vec::new());
    for (path, text) in texts(folders) {
        let Ok(tree) = json::parse(&text) else {
            continue;
        };
        // A JSON Schema speaks of its own minor version alone.
        let minor = tree.pointer("/meta/schema").and_then(Value::as_str);
        if minor.is_some_and(|minor| minor.starts_with("behov.submission/1.") && minor != SCHEMA) {
            continue;
        }
        let valid = validator.is_valid(&tree);
        let verdict = judge(&text);
        if !verdict.agrees(valid) {
            wrong.push(format!("{}: {valid}, {verdict:?}", path.display()));
        }
        *(if valid { &mut counts.0 } else { &mut counts.1 }) += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    counts
}

#[test]
fn every_questionnaire_of_the_fixtures() {
    let folders = ["tests/fixtures/questionnaires", "public/examples"];
    let (valid, invalid) = every_file(&folders, &schema("questionnaire"), questionnaire);
    assert!(valid >= 10 && invalid >= 10, "{valid} valid, {invalid} not");
}

#[test]
fn every_submission_of_the_fixtures() {
    let folders = ["tests/fixtures/submissions"];
    let (valid, invalid) = every_file(&folders, &schema("submission"), submission);
    assert!(valid >= 3 && invalid >= 10, "{valid} valid, {invalid} not");
}

/// parse(print(x)) = x, for what `value` is read as.
fn survives<T: DeserializeOwned + Serialize>(value: &Value) -> Result<(), TestCaseError> {
    let text = value.to_string();
    if let Ok(read) = json::read::<T>(&text) {
        let printed = serde_json::to_value(&read).unwrap();
        let again: T = json::read(&printed.to_string()).expect("what we print we read");
        prop_assert_eq!(serde_json::to_value(&again).unwrap(), printed);
    }
    Ok(())
}

fn dice() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_questionnaire(dice in dice(), slip in prop::option::of(any::<(u32, u32)>())) {
        let schema = schema("questionnaire");
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let mut document = Generator::new(&schema, &dice).instance();
        prop_assert!(validator.is_valid(&document), "what the schema gives is valid");
        if let Some((at, change)) = slip {
            mutate(&mut document, at, change);
        }
        let valid = validator.is_valid(&document);
        let verdict = questionnaire(&document.to_string());
        prop_assert!(verdict.agrees(valid), "{valid}, {verdict:?}: {document}");
        survives::<Questionnaire>(&document)?;
    }

    #[test]
    fn any_submission(dice in dice(), slip in prop::option::of(any::<(u32, u32)>())) {
        let schema = schema("submission");
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let mut body = Generator::new(&schema, &dice).instance();
        if let Some((at, change)) = slip {
            mutate(&mut body, at, change);
        }
        let valid = validator.is_valid(&body);
        let verdict = submission(&body.to_string());
        prop_assert!(verdict.agrees(valid), "{valid}, {verdict:?}: {body}");
        survives::<Submission>(&body)?;
    }

    #[test]
    fn any_reply(dice in dice()) {
        survives::<Receipt>(&Generator::new(&schema("receipt"), &dice).instance())?;
        survives::<Problem>(&Generator::new(&schema("problem"), &dice).instance())?;
    }
}
