//! What is refused, always with a problem and never with anything stored.

use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{TestApp, good, offer, submission};
use crate::client::read_all;

/// The findings of `answers` sent to a collector that stores none of them.
#[track_caller]
fn refused(app: &TestApp, body: &Value) -> Vec<(String, String)> {
    let before = app.rows();
    let errors = app.post(&body.to_string()).problem(422);
    assert_eq!(app.rows(), before, "nothing is stored");
    errors
}

fn one(code: &str, pointer: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), pointer.to_owned())]
}

#[test]
fn wrong_types_unknown_fields_and_duplicate_keys() {
    let app = TestApp::start();
    let mut body = good();
    body["need"][0]["count"]["y1"] = "2".into();
    assert_eq!(
        refused(&app, &body),
        one("json.wrong_type", "/need/0/count/y1")
    );
    let mut body = good();
    body["org"]["website"] = "x".into();
    assert_eq!(
        refused(&app, &body),
        one("json.unknown_field", "/org/website")
    );
    let mut body = good();
    body["x"] = json!({ "test": { "unasked": 1 } });
    assert_eq!(
        refused(&app, &body),
        one("answer.unknown_question", "/x/test/unasked")
    );
    let mut body = good();
    body["org"]["name"] = Value::Null;
    assert_eq!(refused(&app, &body), one("json.wrong_type", "/org/name"));
    let twice = good()
        .to_string()
        .replacen("\"org\":{", "\"org\":{\"name\":\"a\",", 1);
    assert_eq!(
        app.post(&twice).problem(422),
        one("json.duplicate_key", "/org/name")
    );
    assert_eq!(app.rows(), 0);
}

#[test]
fn answers_that_break_the_questionnaire() {
    let app = TestApp::start();
    let nothing = submission(json!({}));
    assert_eq!(refused(&app, &nothing), one("required", "/org/name"));
    let mut hidden = good();
    hidden["out"]["need"] = "unknown".into();
    let errors = refused(&app, &hidden);
    assert!(
        errors.contains(&("choice.unknown".into(), "/out/need".into())),
        "{errors:?}"
    );
    let mut silent = good();
    silent["con"] = json!({ "name": "Platschefen" });
    assert_eq!(refused(&app, &silent), one("required", "/con/email"));
}

#[test]
fn another_questionnaires_id() {
    let app = TestApp::start();
    let mut body = good();
    body["meta"]["questionnaire"]["id"] = "someone-elses".into();
    let errors = app.post(&body.to_string()).problem(404);
    assert_eq!(
        errors,
        one("submission.questionnaire", "/meta/questionnaire/id")
    );
    assert_eq!(app.rows(), 0);
}

#[test]
fn what_is_not_json() {
    let app = TestApp::start();
    for body in ["", "{", "meta=1", "<html>", "{} {}", "\u{feff}{}"] {
        let errors = app.post(body).problem(400);
        assert_eq!(errors[0].0, "json.syntax", "{body}");
    }
    let latin1 = app
        .client
        .post(b"{\"a\":\"\xe5\"}", &[("content-type", "application/json")]);
    assert_eq!(latin1.problem(400), one("json.syntax", ""));
    let deep = app.post(&("[".repeat(100_000) + &"]".repeat(100_000)));
    assert_eq!(deep.problem(400)[0].0, "json.too_deep");
    for body in ["[]", "null", "5", "\"text\"", "{}"] {
        app.post(body).problem(422);
    }
    assert_eq!(app.rows(), 0);
}

#[test]
fn ten_megabytes() {
    let app = TestApp::start();
    let body = format!("{{\"x\":\"{}\"}}", "x".repeat(10 * 1024 * 1024));
    let errors = app.post(&body).problem(413);
    assert_eq!(errors, one("json.too_large", ""));
    // Without a length the limit is met while reading.
    let mut stream = app.client.raw();
    write!(
        stream,
        "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .unwrap();
    for _ in 0..160 {
        write!(stream, "10000\r\n{}\r\n", "x".repeat(0x10000)).unwrap();
    }
    write!(stream, "0\r\n\r\n").unwrap();
    assert!(read_all(stream).starts_with("HTTP/1.1 413 "));
    assert_eq!(app.rows(), 0);
}

#[test]
fn the_limit_itself_is_allowed() {
    let app = TestApp::with(|config, _| config.body_limit = 4096);
    let body = good().to_string();
    let padded = format!("{body}{}", " ".repeat(4096 - body.len()));
    assert_eq!(app.post(&padded).status, 201);
    app.post(&format!("{padded} ")).problem(413);
}

#[test]
fn other_media_types_and_compression() {
    let app = TestApp::start();
    for media_type in [
        "text/html",
        "application/x-www-form-urlencoded",
        "text/plain; charset=latin1",
    ] {
        app.client
            .post(good().to_string(), &[("content-type", media_type)])
            .problem(415);
    }
    app.client.post(good().to_string(), &[]).problem(415);
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    app.client.post(good().to_string(), &headers).problem(415);
    assert_eq!(app.rows(), 0);
}

#[test]
fn other_methods_and_addresses() {
    let app = TestApp::start();
    for (method, path) in [
        ("GET", "/api/v1/submissions"),
        ("PUT", "/api/v1/submissions"),
        ("POST", "/healthz"),
        ("POST", "/q/behov-test.json"),
        ("POST", "/nowhere"),
    ] {
        app.client.send(method, path, &[], Vec::new()).problem(405);
    }
    for path in [
        "/",
        "/nowhere",
        "/api/v2/submissions",
        "/q/other.json",
        "/q/behov-test",
        "/q/behov-test/9.0.0.json",
        "/q/behov-test/1.0.json",
        "/q/%ff.json",
        "/q/behov-test/%ff.json",
        "/q/..%2f..%2fetc%2fpasswd.json",
    ] {
        app.client.get(path, &[]).problem(404);
    }
}

#[test]
fn a_body_that_does_not_come() {
    let app = TestApp::with(|config, _| config.timeout = Duration::from_millis(300));
    let body = good().to_string();
    let mut stream = app.client.begin_post(body.len());
    stream.write_all(&body.as_bytes()[..100]).unwrap();
    let answer = read_all(stream);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(
        answer.contains("application/problem+json") && answer.contains("retry-after: "),
        "{answer}"
    );
    assert_eq!(app.rows(), 0);
    assert_eq!(app.post(&body).status, 201, "the next try is stored");
}

#[test]
fn a_code_that_is_not_in_the_list() {
    let list = json!({
        "format": "behov.codelist/1", "id": "trade", "version": "1", "title": { "sv": "Branscher" },
        "source": "Ingen", "licence": "CC0", "languages": ["sv"],
        "entries": [
            { "code": "0", "label": { "sv": "Alla" }, "abstract": true },
            { "code": "01", "label": { "sv": "Skog" }, "parent": "0", "aliases": ["1"] },
        ],
    });
    let mut hash = String::new();
    let app = TestApp::with(|config, folder| {
        let site = folder.join("site");
        std::fs::create_dir_all(site.join("lists")).unwrap();
        std::fs::write(site.join("lists/trade.json"), list.to_string()).unwrap();
        config.site = Some(site);
        hash = offer(&config.questionnaires, "1.0.0", |document| {
            document["codelists"] = json!({ "trade": "/lists/trade.json?v=1", "other": "o.json" });
            let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
            for (name, list) in [
                ("trade", "trade"),
                ("other", "other"),
                ("place", "kommun-se"),
            ] {
                questions.push(json!({ "id": format!("x.test.{name}"), "type": "code",
                    "label": { "sv": "Bransch" }, "list": list, "free_text": false }));
            }
            // Of an older version, which is the questionnaire's own affair.
            questions.push(json!({ "id": "x.test.job", "type": "choice",
                "label": { "sv": "Yrke" }, "system": { "system": "ssyk2012", "version": "1996" },
                "choices": [{ "code": "1", "label": { "sv": "Ett" } }] }));
        });
    });
    let with = |list: &str, version: &str, code: &str| {
        let answer = json!({ "system": list, "version": version, "code": code });
        let list = match list {
            "kommun-se" => "place",
            "ssyk2012" => "job",
            own => own,
        };
        let mut body = submission(json!({ "org": { "name": "A" }, "out": { "need": "no" } }));
        body["meta"]["questionnaire"]["hash"] = hash.as_str().into();
        body["x"] = json!({ "test": { list: answer } });
        body
    };
    for code in ["02", "0", "001"] {
        let found = refused(&app, &with("trade", "1", code));
        assert_eq!(found, one("code.unknown", "/x/test/trade"), "{code}");
    }
    for (list, version, code, status) in [
        ("trade", "1", "01", "stored"),
        ("trade", "1", "1", "stored"),
        ("kommun-se", "2024", "2480", "stored"),
        // Nothing is known here of another list.
        ("other", "1", "02", "stored"),
        ("ssyk2012", "1996", "1", "stored"),
        // A newer widget may know a newer list: the answer is kept and waits.
        ("trade", "2", "02", "quarantined"),
        ("kommun-se", "1066", "own words", "quarantined"),
    ] {
        let answer = app.post(&with(list, version, code).to_string());
        assert_eq!(answer.status, 201, "{list} {version} {code}");
        assert_eq!(answer.json()["status"], status, "{list} {version} {code}");
    }
}

#[test]
fn of_faults_without_end_the_first_are_told() {
    let app = TestApp::start();
    let mut many = good();
    for number in 0..20_000 {
        many["org"][format!("f{number:05}")] = 1.into();
    }
    let answer = app.post(&many.to_string());
    let errors = answer.problem(422);
    assert_eq!(errors.len(), 200);
    assert_eq!(
        errors[0],
        ("json.unknown_field".into(), "/org/f00000".into())
    );
    let detail = answer.json()["detail"].clone();
    assert_eq!(detail, "20000 faults were found; these are the first 200");
    // Few of them, with a long way to each.
    let coded = json!({ "system": "ssyk2012", "version": "2012", "code": "711" });
    let mut deep = json!(vec![coded; 300]);
    for _ in 0..60 {
        deep = json!({ "n".repeat(90): deep });
    }
    let mut long = good();
    long["x"] = json!({ "test": { "deep": deep } });
    let answer = app.post(&long.to_string());
    let told = answer.problem(422).len();
    assert!(answer.body.len() < 100_000, "{}", answer.body.len());
    let detail = answer.json()["detail"].clone();
    let expected = format!("301 faults were found; these are the first {told}");
    assert_eq!(detail, expected);
    // What is told whole says nothing of it.
    let mut one = good();
    one["org"]["website"] = "x".into();
    let answer = app.post(&one.to_string());
    assert_eq!(answer.problem(422).len(), 1);
    assert!(answer.json().get("detail").is_none());
}
