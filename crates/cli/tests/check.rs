//! `behov check` as a process: what it prints, and how it ends.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

fn broken(name: &str) -> PathBuf {
    file(&format!("tests/fixtures/broken/{name}.json"))
}

fn check(arguments: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_behov"))
        .arg("check")
        .args(arguments)
        .args(files)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn every_finding_of_every_file_is_shown_with_its_line() {
    let files = [broken("34-two-at-once"), broken("13-misspelt-fields")];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    let first = format!(
        "{}:27:23: error[json.wrong_type]: `required` must be true or false, not a text.\n  \
         27 |           \"required\": \"ja\"\n     \
            |                       ^^^^ /pages/0/questions/0/required\n",
        files[0].display()
    );
    assert!(told.starts_with(&first), "{told}");
    assert_eq!(told.matches("error[json.unknown_field]").count(), 3);
    assert!(
        told.ends_with("\n2 files: 5 errors, 0 warnings\n"),
        "{told}"
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn warnings_fail_when_asked_to() {
    let files = [broken("28-unguarded-comparisons")];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).ends_with("\n1 file: 0 errors, 2 warnings\n"));
    assert_eq!(check(&["--strict"], &files).status.code(), Some(1));
    let fine = [file("public/examples/kraftsamling-yh/1.0.0.json")];
    let output = check(&["--strict"], &fine);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).ends_with("\n1 file: 0 errors, 0 warnings\n"));
}

#[test]
fn programs_read_one_array() {
    let files = [
        broken("12-type-of-another-tool"),
        broken("01-missing-comma"),
    ];
    let output = check(&["--format", "json"], &files);
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<Value> = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0]["file"], files[0].display().to_string());
    assert_eq!(told[0]["code"], "json.unknown_value");
    assert_eq!(told[0]["pointer"], "/pages/0/questions/1/type");
    assert_eq!(
        (&told[0]["line"], &told[0]["column"]),
        (&31.into(), &19.into())
    );
    assert_eq!(told[0]["severity"], "error");
    assert!(
        told[0]["message"]
            .as_str()
            .unwrap()
            .contains("Did you mean `choice`?")
    );
    assert_eq!(told[0]["params"]["suggestion"], "choice");
    let nothing = check(
        &["--format=json"],
        &[file("public/examples/kraftsamling-yh/1.0.0.json")],
    );
    assert_eq!(printed(&nothing), "[]\n");
}

#[test]
fn a_file_that_cannot_be_read_is_another_failure() {
    let files = [
        PathBuf::from("no/such/file.json"),
        broken("01-missing-comma"),
    ];
    let output = check(&[], &files);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.starts_with("behov: cannot read `no/such/file.json`: "),
        "{told}"
    );
    assert!(printed(&output).contains("error[json.syntax]"));
    assert_eq!(check(&[], &[]).status.code(), Some(2));
}

#[test]
fn a_dash_is_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_behov"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"{\n  'id': 1\n}")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    assert!(told.starts_with("-:2:3: error[json.syntax]: "), "{told}");
}

/// What only the plan of a questionnaire shows.
#[test]
fn an_answer_to_begin_with_is_checked_too() {
    let minimal = file("tests/fixtures/questionnaires/valid/minimal.json");
    let mut document: Value = serde_json::from_slice(&std::fs::read(minimal).unwrap()).unwrap();
    document["pages"][0]["questions"] = serde_json::json!([{
        "id": "x.a.staff", "type": "integer", "label": document["title"], "prefill": -1
    }]);
    let written = std::env::temp_dir().join(format!("behov-prefill-{}.json", std::process::id()));
    std::fs::write(&written, document.to_string()).unwrap();
    let output = check(&[], std::slice::from_ref(&written));
    std::fs::remove_file(&written).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = printed(&output);
    assert!(
        told.contains("error[prefill.invalid]: Nobody could give this answer"),
        "{told}"
    );
    assert!(told.contains("/pages/0/questions/0/prefill"), "{told}");
}

#[test]
fn whatever_the_country_the_core_takes_six_minutes_at_most() {
    let sections = [
        "workplace",
        "situation",
        "recruitment",
        "training",
        "internship",
        "contribution",
        "barriers",
        "contact",
    ];
    let sections = sections.map(|section| json!({ "section": section }));
    let folder = tempfile::tempdir().unwrap();
    for country in ["NO", "SE"] {
        let title = json!({ "sv": "Behov", "nb": "Behov", "nn": "Behov", "en": "Needs" });
        let document = json!({
            "format": "behov.questionnaire/1", "id": "core", "version": "1.0.0",
            "country": country, "languages": ["sv", "nb", "nn", "en"], "title": title, "core": 1,
            "controller": { "name": "A", "contact": "info@example.org", "notice_version": "1" },
            "pages": sections,
        });
        let path = folder.path().join(format!("{country}.json"));
        fs::write(&path, document.to_string()).unwrap();
        let output = check(&[], &[path]);
        let told: Vec<&str> = printed(&output).lines().collect();
        assert_eq!(told.len(), 5, "{told:?}");
        for (line, language) in told.iter().zip(["en", "nb", "nn", "sv"]) {
            let (_, minutes) = line.split_once(": about ").unwrap();
            let (minutes, rest) = minutes.split_once(" minutes in ").unwrap();
            assert!(rest.starts_with(&format!("{language}: ")), "{line}");
            let minutes: f64 = minutes.parse().unwrap();
            assert!(minutes > 4.0 && minutes <= 6.0, "{line}");
        }
    }
}

/// Each choice had cost a walk through the whole file.
#[test]
fn many_choices_that_a_list_lacks_are_no_wait() {
    let minimal = file("tests/fixtures/questionnaires/valid/minimal.json");
    let mut document: Value = serde_json::from_str(&fs::read_to_string(minimal).unwrap()).unwrap();
    let choice = |number: usize| json!({ "code": format!("x{number}"), "label": { "sv": "a" } });
    document["pages"][0]["questions"] = json!([{
        "id": "x.test.job", "type": "choice", "label": { "sv": "Yrke" },
        "system": { "system": "ssyk2012", "version": "2012" },
        "choices": (0..4_000).map(choice).collect::<Vec<_>>(),
    }]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.json");
    fs::write(&path, document.to_string()).unwrap();
    let begun = Instant::now();
    let output = check(&[], &[path]);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    let told = printed(&output);
    assert_eq!(told.matches("error[code.not_in_list]").count(), 200);
    let last = told.rfind("error[").unwrap();
    assert!(
        told.split_at(last).1.starts_with("error[findings.more]"),
        "{told}"
    );
}
