//! Codes on their way through: with their zeros, their list and its version.

use std::fs;

use behov_collector::{Config, Selection, Server};
use serde_json::{Value, json};

use crate::app::{QUESTIONNAIRE, TestApp, good, offer, runtime};

/// Asks for the municipality and the occupation by their codes.
fn asks_for_codes(document: &mut Value) {
    let choices = |codes: &[&str]| -> Vec<Value> {
        let choice = |code: &&str| json!({ "code": code, "label": { "sv": "Val" } });
        codes.iter().map(choice).collect()
    };
    let questions = document.pointer_mut("/pages/0/questions").unwrap();
    let occupation = json!({
        "id": "need.occupation", "type": "choice", "label": { "sv": "Yrke" },
        "system": { "system": "ssyk2012", "version": "2012" },
        "choices": choices(&["0110", "7115", "1210"]),
    });
    *questions.pointer_mut("/3/questions/0").unwrap() = occupation;
    let municipality = json!({
        "id": "org.municipality", "type": "choice", "label": { "sv": "Kommun" },
        "system": { "system": "kommun-se", "version": "2024" },
        "choices": choices(&["0114", "1860"]),
    });
    questions.as_array_mut().unwrap().push(municipality);
}

fn coded(system: &str, version: &str, code: impl Into<Value>) -> Value {
    let code: Value = code.into();
    // What was read is kept as it came: it may be of an older edition.
    json!({ "system": system, "version": version, "code": code, "display": "Annat val" })
}

#[test]
fn zeros_at_the_beginning_reach_the_export() {
    let mut hash = String::new();
    let app = TestApp::with(|config, _| {
        hash = offer(&config.questionnaires, "2.0.0", asks_for_codes);
    });
    let answer = |municipality: Value, occupation: Value| {
        let mut body = good();
        body["meta"]["questionnaire"]["version"] = "2.0.0".into();
        body["meta"]["questionnaire"]["hash"] = hash.as_str().into();
        body["org"]["municipality"] = municipality;
        body["need"][0]["occupation"] = occupation;
        body
    };
    let right = answer(
        coded("kommun-se", "2024", "0114"),
        coded("ssyk2012", "2012", "0110"),
    );
    assert_eq!(app.post(&right.to_string()).status, 201);
    let exported = app.export(Selection::default());
    let line: Value = serde_json::from_str(exported.trim()).unwrap();
    assert_eq!(line["submission"]["org"], right["org"]);
    assert_eq!(line["submission"]["need"], right["need"]);
    for code in ["\"code\":\"0114\"", "\"code\":\"0110\""] {
        assert!(exported.contains(code), "{exported}");
    }
    let stored = "SELECT count(*) FROM submission WHERE instr(answers, '\"code\":\"0114\"') > 0";
    assert_eq!(app.query(stored), "1");

    // Without its zero, as a number, of the other country, of another version.
    let occupation = || coded("ssyk2012", "2012", "7115");
    for (municipality, code) in [
        (coded("kommun-se", "2024", "114"), "choice.unknown"),
        (coded("kommun-se", "2024", 114), "json.wrong_type"),
        (coded("kommune-no", "2024", "1860"), "answer.wrong_system"),
        (coded("kommun-se", "2023", "1860"), "answer.wrong_system"),
    ] {
        let body = answer(municipality, occupation());
        let errors = app.post(&body.to_string()).problem(422);
        assert_eq!(errors[0].0, code, "{errors:?}");
        assert!(errors[0].1.starts_with("/org/municipality"), "{errors:?}");
    }
    assert_eq!(app.rows(), 1);
}

/// Who chooses what its list does not have would be refused: the questionnaire
/// is refused in their stead.
#[test]
fn a_choice_that_its_list_does_not_have_keeps_the_collector_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = folder.path().join("behov-test");
    fs::create_dir_all(&shelf).unwrap();
    let start = |code: &str, version: &str| {
        let choice = format!(
            "\"type\": \"choice\", \"choices\": [{{ \"code\": \"{code}\", \"label\": {{ \"sv\": \"Val\" }} }}], \"label\""
        );
        let text = QUESTIONNAIRE
            .replacen(
                "\"type\": \"text\", \"label\": { \"sv\": \"Yrke\" }",
                &format!("{choice}: {{ \"sv\": \"Yrke\" }}"),
                1,
            )
            .replace(
                "\"version\": \"2012\"",
                &format!("\"version\": \"{version}\""),
            );
        fs::write(shelf.join("1.0.0.json"), text).unwrap();
        let config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            data: folder.path().join("data"),
            questionnaires: folder.path().to_owned(),
            ..Config::default()
        };
        let started = runtime().block_on(Server::start(config));
        started.map(drop).map_err(|error| error.to_string())
    };
    // A group, a code of the other country, a zero that was lost.
    for code in ["711", "7541", "110"] {
        let told = start(code, "2012").unwrap_err();
        let sentence = format!("The list `ssyk2012`, version 2012, has no code `{code}`");
        assert!(
            told.contains("behov-test/1.0.0.json:37:") && told.contains("error[code.not_in_list]"),
            "{told}"
        );
        assert!(told.contains(&sentence), "{told}");
    }
    for (code, version) in [("7115", "2012"), ("1210", "2012"), ("1", "1996")] {
        start(code, version).unwrap();
    }
}
