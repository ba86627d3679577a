//! Every fixture submission: the valid ones are read, the invalid ones have
//! exactly the findings that stand beside them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use behov_schema::submission::{self, Submission};
use behov_schema::{Finding, document};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/fixtures/submissions").join(folder);
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".findings.json"))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

fn brief(findings: &[Finding]) -> Value {
    findings
        .iter()
        .map(|finding| json!({ "code": finding.code, "pointer": finding.pointer }))
        .collect()
}

#[test]
fn valid_submissions_are_read_whole() {
    for path in fixtures("valid") {
        let body = fs::read(&path).unwrap();
        let parsed = submission::parse(&body)
            .unwrap_or_else(|findings| panic!("{}: {}", path.display(), brief(&findings)));
        let value: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(parsed.value, value, "{}", path.display());
        let mut known = value;
        for pointer in &parsed.unknown {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            known
                .pointer_mut(parent)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(key)
                .unwrap();
        }
        let printed = serde_json::to_value(&parsed.submission).unwrap();
        assert_eq!(
            printed,
            known,
            "{}: the types hold all that is known",
            path.display()
        );
        let again: Submission = serde_json::from_value(printed).unwrap();
        assert_eq!(again, parsed.submission, "{}", path.display());
    }
}

#[test]
fn a_higher_minor_version_brings_what_is_not_known() {
    let body = fs::read(root().join("tests/fixtures/submissions/valid/higher_minor.json")).unwrap();
    let mut unknown = submission::parse(&body).unwrap().unknown;
    unknown.sort();
    assert_eq!(unknown, ["/later", "/need/0/later", "/org/later"]);
}

#[test]
fn invalid_submissions_have_exactly_their_findings() {
    let mut wrong = Vec::new();
    for path in fixtures("invalid") {
        let expected = fs::read_to_string(path.with_extension("findings.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let found = match submission::parse(&fs::read(&path).unwrap()) {
            Ok(_) => json!("nothing"),
            Err(findings) => brief(&findings),
        };
        if found != expected {
            wrong.push(format!("{}: {found}, expected {expected}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_that_was_typed_is_in_a_finding_or_a_debug_print() {
    let secret = "19000101-0008 expected hemligt";
    for body in [
        json!({ "org": { "number": secret } }),
        json!({ "org": { "sector": secret } }),
        json!({ "org": { "name": secret.repeat(20) } }),
        json!({ "con": { "email": secret, "language": secret } }),
        json!({ "need": [{ "count": { "y1": secret }, "occupation": { "code": secret } }] }),
        json!({ "need": secret }),
        json!({ "perm": { "contact": secret } }),
    ] {
        let mut whole: Value = serde_json::from_slice(
            &fs::read(root().join("tests/fixtures/submissions/valid/least.json")).unwrap(),
        )
        .unwrap();
        whole
            .as_object_mut()
            .unwrap()
            .extend(body.as_object().unwrap().clone());
        let findings = submission::parse(whole.to_string().as_bytes()).unwrap_err();
        let told = format!("{findings:?} {}", serde_json::to_string(&findings).unwrap());
        assert!(
            !told.contains("hemligt") && !told.contains("0101"),
            "{told}"
        );
    }
    let full = fs::read(root().join("tests/fixtures/submissions/valid/full.json")).unwrap();
    let parsed = submission::parse(&full).unwrap().submission;
    let told = format!(
        "{parsed:?} {:?} {:?} {:?}",
        parsed.org, parsed.need, parsed.con
    );
    for typed in [
        "5560360793",
        "Exempelsågen",
        "Skellefteå",
        "private",
        "Private",
        "info@",
        "9999",
    ] {
        assert!(!told.contains(typed), "{typed} in {told}");
    }
}

#[test]
fn answers_to_the_examples_keep_the_shared_schema() {
    for example in fs::read_dir(root().join("public/examples")).unwrap() {
        for file in fs::read_dir(example.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let questionnaire = document::read(&fs::read_to_string(&path).unwrap()).unwrap();
            let findings = submission::fit(&questionnaire);
            assert_eq!(brief(&findings), json!([]), "{}", path.display());
        }
    }
}
