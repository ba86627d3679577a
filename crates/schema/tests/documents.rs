//! Every fixture document: the valid ones are read, the invalid ones have
//! exactly the findings that stand beside them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use behov_schema::{Finding, Questionnaire, document};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn documents(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".json") && !name.ends_with(".findings.json")
        })
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} is empty");
    found
}

fn brief(findings: &[Finding]) -> Vec<Value> {
    let brief = |finding: &Finding| {
        let place = finding.place.map(|place| (place.line, place.column));
        json!({"code": finding.code, "pointer": finding.pointer, "place": place})
    };
    findings.iter().map(brief).collect()
}

#[test]
fn valid_documents_are_read() {
    let mut paths = documents("tests/fixtures/questionnaires/valid");
    for example in fs::read_dir(root().join("public/examples")).unwrap() {
        paths.extend(documents(&format!(
            "public/examples/{}",
            example.unwrap().file_name().to_string_lossy()
        )));
    }
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        document::read(&text)
            .unwrap_or_else(|findings| panic!("{}: {:#?}", path.display(), brief(&findings)));
        // parse(print(x)) = x, before sections of the core become questions.
        let questionnaire: Questionnaire = behov_schema::json::read(&text).unwrap();
        let printed = serde_json::to_string(&questionnaire).unwrap();
        assert_eq!(
            behov_schema::json::read::<Questionnaire>(&printed).unwrap(),
            questionnaire,
            "{}",
            path.display()
        );
    }
}

#[test]
fn invalid_documents_have_exactly_their_findings() {
    let mut wrong = Vec::new();
    for path in documents("tests/fixtures/questionnaires/invalid") {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let expected = fs::read_to_string(path.with_extension("findings.json")).unwrap();
        let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
        let found = document::read(&text).err().unwrap_or_default();
        let same = found.len() == expected.len()
            && expected.iter().all(|wanted| {
                found.iter().any(|finding| {
                    let given = |name: &str| wanted.get(name).cloned();
                    finding.code == wanted["code"].as_str().unwrap()
                        && finding.pointer == wanted["pointer"].as_str().unwrap()
                        && finding.place.is_some_and(|place| {
                            given("line").is_none_or(|line| line == place.line)
                                && given("column").is_none_or(|column| column == place.column)
                        })
                })
            });
        if !same {
            let name = path.file_name().unwrap().to_string_lossy();
            wrong.push(format!(
                "{name}\n  wanted {expected:?}\n  found  {:?}",
                brief(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_has_an_end() {
    let path = root().join("tests/fixtures/questionnaires/valid/inline_sv.json");
    let valid: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for (characters, refused) in [(10_000, false), (10_001, true)] {
        for pointer in [
            "/title/sv",
            "/pages/0/title/sv",
            "/pages/0/questions/0/label/sv",
        ] {
            let mut document = valid.clone();
            *document.pointer_mut(pointer).unwrap() = "å".repeat(characters).into();
            let findings = document::read(&document.to_string()).err();
            let codes = findings.iter().flatten().map(|finding| &*finding.code);
            let expected: &[&str] = if refused { &["text.too_long"] } else { &[] };
            assert_eq!(codes.collect::<Vec<_>>(), expected, "{pointer}");
        }
    }
}

/// Anything at all is answered with a value or a finding.
#[test]
fn every_cut_of_a_document_is_refused_with_a_place() {
    let text =
        fs::read_to_string(root().join("tests/fixtures/questionnaires/valid/inline_sv.json"))
            .unwrap();
    let body = text.trim_end();
    for (end, _) in body.char_indices().step_by(97) {
        let findings = document::read(&body[..end]).unwrap_err();
        assert_eq!(findings[0].code, "json.syntax", "cut at {end}");
        assert!(findings[0].place.is_some());
    }
}

/// The questionnaire that coordinators copy from the manual is a valid one.
#[test]
fn the_manual_shows_the_minimal_fixture() {
    let manual = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let minimal = root().join("tests/fixtures/questionnaires/valid/minimal.json");
    assert!(manual.contains(fs::read_to_string(minimal).unwrap().trim_end()));
}

#[test]
fn the_readme_shows_a_whole_questionnaire() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let begins = readme.find("{ \"format\"").unwrap();
    let document = readme[begins..].split("```").next().unwrap();
    assert_eq!(document::read(document).unwrap().id, "my-survey");
    assert_eq!(
        document.trim_end().lines().count(),
        10,
        "ten lines, as it says"
    );
}
