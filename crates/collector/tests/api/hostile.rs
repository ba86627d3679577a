//! Strings that have broken programs go in and come out again, code point for
//! code point, or are refused with a finding.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use behov_collector::Selection;
use behov_schema::answer::text::parse_lines;
use serde_json::{Value, json};

use crate::app::{TestApp, submission};
use crate::privacy;

/// As long as an answer of several lines may be.
const LONGEST: usize = 2000;

/// Those of our own, and those that lie beside the project where they do.
fn strings() -> Vec<String> {
    let own = include_str!("../fixtures/hostile-strings.json");
    let mut strings: Vec<String> = serde_json::from_str(own).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("../shared/conformance/naughty-strings.json");
    match fs::read_to_string(&file) {
        Ok(text) => strings.extend(serde_json::from_str::<Vec<String>>(&text).unwrap()),
        // Not by `println!`, which is caught where a test passes; on a line of
        // its own.
        Err(_) => {
            let said = b"\nnot checked: the naughty strings, which are not here\n";
            io::stdout().write_all(said).unwrap();
        }
    }
    strings
}

fn body(text: &str) -> Value {
    submission(json!({
        "org": { "name": "Exempelsågen AB" },
        "x": { "test": { "comment": text } },
    }))
}

/// What the schema makes of a text: its stored form.
fn stored_form(text: &str) -> Option<String> {
    parse_lines(text, LONGEST)
        .ok()
        .filter(|text| !text.is_empty())
}

/// Stores every string that can be, each as the answer to `x.test.comment`;
/// gives them in their order.
pub fn stored(app: &TestApp) -> Vec<String> {
    let mut texts = Vec::new();
    for text in strings().iter().filter_map(|text| stored_form(text)) {
        let answer = app.post(&body(&text).to_string());
        assert_eq!(answer.status, 201, "{text:?}");
        texts.push(text);
    }
    assert!(texts.len() > 40, "{}", texts.len());
    texts
}

#[test]
fn every_string_comes_out_as_it_went_in_or_is_refused() {
    let app = TestApp::start();
    let strings = strings();
    let mut sent = Vec::new();
    for text in &strings {
        let canonical = stored_form(text);
        let whole = body(text);
        let answer = app.post(&whole.to_string());
        if canonical.as_ref() == Some(text) {
            assert_eq!(answer.status, 201, "{text:?}");
            sent.push(whole);
            continue;
        }
        // It is told which form is stored, and that form is taken.
        let errors = answer.problem(422);
        let pointers: Vec<&str> = errors.iter().map(|(_, pointer)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/x/test/comment"], "{text:?}");
        if text.contains('\0') {
            assert_eq!(errors[0].0, "text.control", "{text:?}");
        }
        if let Some(text) = canonical {
            let whole = body(&text);
            assert_eq!(app.post(&whole.to_string()).status, 201, "{text:?}");
            sent.push(whole);
        }
    }
    assert!(sent.len() > 60, "{}", sent.len());
    let lines = app.export(Selection::default());
    let stored: Vec<Value> = lines
        .split('\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["submission"].clone())
        .collect();
    assert_eq!(stored.len(), sent.len(), "no string ends a line");
    for (stored, sent) in stored.iter().zip(&sent) {
        let text = |body: &Value| body["x"]["test"]["comment"].as_str().unwrap().to_owned();
        let points = |body: &Value| text(body).chars().map(u32::from).collect::<Vec<_>>();
        assert_eq!(points(stored), points(sent), "{:?}", text(sent));
        assert_eq!(stored, sent);
    }
    // None is in the log; short ones stand in any text by chance.
    let log = privacy::log();
    for text in strings.iter().filter(|text| text.chars().count() > 12) {
        assert!(!log.contains(text.as_str()), "{text:?} is in the log");
    }
}

#[test]
fn crlf_is_one_line_break() {
    assert_eq!(stored_form("a\r\nb\rc").as_deref(), Some("a\nb\nc"));
    assert_eq!(stored_form("a\0b"), None);
}

/// Keys, ids and headers of the same kind are refused, and nothing breaks.
#[test]
fn hostile_names_are_refused() {
    let app = TestApp::start();
    let mut names = 0;
    for text in strings() {
        let mut key = body("a");
        key["x"] = json!({ text.clone(): { text.clone(): 1 } });
        assert_eq!(app.post(&key.to_string()).status, 422, "{text:?}");
        let mut id = body("a");
        id["meta"]["id"] = text.clone().into();
        assert_eq!(app.post(&id.to_string()).status, 422, "{text:?}");
        let mut questionnaire = body("a");
        questionnaire["meta"]["questionnaire"]["id"] = text.clone().into();
        let answer = app.post(&questionnaire.to_string());
        assert!(matches!(answer.status, 404 | 422), "{text:?}");
        names += 1;
    }
    assert!(names > 60);
    assert_eq!(app.rows(), 0);
    assert_eq!(app.client.get("/healthz", &[]).status, 200);
}
