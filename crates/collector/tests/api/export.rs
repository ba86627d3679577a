//! The export gives back what was typed, code point for code point.

use behov_collector::Selection;
use serde_json::{Value, json};

use crate::app::{TestApp, good, offer, runtime, submission};

fn export(app: &TestApp, questionnaire: Option<&str>) -> Vec<Value> {
    let selection = Selection {
        questionnaire: questionnaire.map(str::to_owned),
        ..Selection::default()
    };
    lines(&app.export(selection))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_was_typed_comes_out_again() {
    let app = TestApp::start();
    let mut sent = Vec::new();
    for text in [
        "å ä ö Å Ä Ö æ ø š ŋ ž",
        "a\u{30a} is not \u{e5}",
        "𝄞 😀 👩🏽‍🌾 🇸🇯",
        "\u{202e}right to left\u{202c} العربية",
        "line one\nline two\ttab\u{2028}separator\u{a0}hard space",
        "\"quotes\" 'and' \\back\\ /slash/ <b>&amp;</b> %00 ${x} {{y}} '; DROP TABLE submission; --",
        "\u{fffd}\u{ffff}\u{e000}\u{10ffff}",
    ] {
        let mut body = good();
        body["org"]["name"] = "Exempelsågen AB".into();
        body["x"] = json!({ "test": { "comment": text } });
        body["con"]["name"] = text.replace(['\n', '\t'], " ").into();
        let answer = app.post(&body.to_string());
        assert_eq!(
            answer.status,
            201,
            "{text}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        sent.push(body);
    }
    let lines = export(&app, None);
    assert_eq!(lines.len(), sent.len());
    for (line, body) in lines.iter().zip(&sent) {
        assert_eq!(line["submission"], *body);
        assert_eq!(line["status"], "stored");
        assert!(line["received_at"].as_str().unwrap().ends_with('Z'));
        assert!(line["seq"].as_u64().is_some_and(|seq| seq > 0));
        assert_eq!(line.as_object().unwrap().len(), 4);
    }
    assert_eq!(
        app.query("SELECT count(*) FROM submission WHERE instr(answers, 'info@') > 0"),
        "0",
        "contact lies apart"
    );
}

#[test]
fn statuses_and_the_filter() {
    let app = TestApp::with(|config, _| {
        let other = config.questionnaires.join("other");
        std::fs::create_dir_all(&other).unwrap();
        let mut document: Value = serde_json::from_str(crate::app::QUESTIONNAIRE).unwrap();
        document["id"] = "other".into();
        std::fs::write(other.join("1.0.0.json"), document.to_string()).unwrap();
        offer(&config.questionnaires, "1.0.0", |_| {});
    });
    let old = good();
    let mut new = good();
    new["meta"]["replaces"] = old["meta"]["id"].clone();
    let mut waiting = good();
    waiting["meta"]["questionnaire"]["version"] = "3.0.0".into();
    let mut elsewhere = submission(json!({}));
    elsewhere["meta"]["questionnaire"]["id"] = "other".into();
    for body in [&old, &new, &waiting, &elsewhere] {
        assert_eq!(app.post(&body.to_string()).status, 201);
    }
    let lines = export(&app, Some("behov-test"));
    let statuses: Vec<_> = lines
        .iter()
        .map(|line| line["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["amended", "stored", "quarantined"]);
    assert_eq!(lines[0]["amended_by"], new["meta"]["id"]);
    assert_eq!(export(&app, Some("other")).len(), 1);
    assert_eq!(export(&app, None).len(), 4);
    assert!(export(&app, Some("nobody")).is_empty());
}

#[test]
fn more_than_one_page_of_rows() {
    let app = TestApp::start();
    let bodies: Vec<Value> = (0..1201).map(|_| good()).collect();
    std::thread::scope(|scope| {
        for part in bodies.chunks(100) {
            let app = &app;
            scope.spawn(move || {
                for body in part {
                    assert_eq!(app.post(&body.to_string()).status, 201);
                }
            });
        }
    });
    let mut ids: Vec<String> = export(&app, None)
        .iter()
        .map(|line| line["submission"]["meta"]["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 1201);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 1201);
}

#[test]
fn what_came_after_a_line() {
    let app = TestApp::start();
    let mut sent = Vec::new();
    let mut after = 0;
    for round in 0..3 {
        let bodies = [good(), good()];
        for body in &bodies {
            assert_eq!(app.post(&body.to_string()).status, 201);
        }
        let new = lines(&app.export(Selection {
            after,
            ..Selection::default()
        }));
        assert_eq!(new.len(), 2, "round {round}");
        after = new[1]["seq"].as_u64().unwrap();
        sent.extend(bodies);
        let taken = new.iter().map(|line| &line["submission"]);
        assert!(taken.eq(&sent[2 * round..]), "round {round}");
    }
    for beyond in [after, u64::MAX] {
        let selection = Selection {
            after: beyond,
            ..Selection::default()
        };
        assert_eq!(app.export(selection), "");
    }
}

#[test]
fn no_database_is_an_error_that_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut out = Vec::new();
    let result = runtime().block_on(behov_collector::export(
        folder.path(),
        Selection::default(),
        &mut out,
    ));
    assert!(result.unwrap_err().to_string().contains("behov.db"));
    assert!(out.is_empty());
}
