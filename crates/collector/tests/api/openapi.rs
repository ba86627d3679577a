//! The OpenAPI document is valid, whole and true.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::Duration;

use behov_collector::Deletable;
use serde_json::{Value, json};

use crate::app::{TOKEN, TestApp, good, offer};
use crate::client::Answer;
use crate::contract::{self, DOCUMENT, Said};

#[test]
fn it_is_an_openapi_3_1_document() {
    // https://spec.openapis.org/oas/3.1/schema/2022-10-07, by the OpenAPI
    // Initiative, under the Apache License 2.0.
    let meta: Value = serde_json::from_str(include_str!("../fixtures/openapi-3.1.json")).unwrap();
    let validator = jsonschema::validator_for(&meta).unwrap();
    let faults: Vec<_> = validator
        .iter_errors(&DOCUMENT)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(!validator.is_valid(&json!({ "openapi": "3.1.0", "info": {}, "paths": {} })));
    for (name, schema) in DOCUMENT["components"]["schemas"].as_object().unwrap() {
        jsonschema::draft202012::meta::validate(schema)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    references(&DOCUMENT, &mut found);
    assert!(found.contains("#/components/schemas/Problem"), "{found:?}");
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(DOCUMENT.pointer(pointer).is_some(), "{reference}");
    }
    // Everything that is described is used, or the frame of something used.
    let security = DOCUMENT["paths"]["/api/v1/export"]["get"]["security"][0].as_object();
    let scheme = security.unwrap().keys().next().unwrap();
    assert!(DOCUMENT["components"]["securitySchemes"][scheme].is_object());
}

#[test]
fn it_is_served_for_every_origin() {
    let app = TestApp::start();
    let origin = [("origin", "https://editor.example.org")];
    let answer = app.client.get("/api/v1/openapi.json", &origin);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, behov_collector::openapi().into_bytes());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
}

/// The answers that have been had, each held against the document.
#[derive(Default)]
struct Had(BTreeSet<Said>);

impl Had {
    fn add(&mut self, method: &str, path: &str, answer: &Answer) {
        self.0
            .insert(contract::check(method, path, answer).unwrap());
    }

    fn get(&mut self, app: &TestApp, path: &str, headers: &[(&str, &str)]) {
        self.add("GET", path, &app.client.get(path, headers));
    }

    fn admin(&mut self, app: &TestApp, path: &str) {
        self.add("GET", path, &app.admin(path));
    }

    fn answer(&mut self, app: &TestApp, method: &str, headers: &[(&str, &str)]) {
        let path = "/api/v1/answer";
        let answer = app.client.send(method, path, headers, Vec::new());
        self.add(method, path, &answer);
    }

    fn post(&mut self, app: &TestApp, body: &str, headers: &[(&str, &str)]) {
        let mut headers = headers.to_vec();
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            headers.push(("content-type", "application/json"));
        }
        let answer = app.client.post(body, &headers);
        self.add("POST", "/api/v1/submissions", &answer);
    }
}

#[test]
fn every_documented_answer_is_given_and_no_other() {
    let mut had = Had::default();
    let mut closed = good();
    let app = TestApp::with(|config, _| {
        config.admin_token = Some(TOKEN.parse().unwrap());
        config.body_limit = 4096;
        let hash = offer(&config.questionnaires, "0.9.0", |document| {
            document["closes_at"] = "2020-01-01T00:00:00Z".into();
        });
        let named = &mut closed["meta"]["questionnaire"];
        (named["version"], named["hash"]) = ("0.9.0".into(), hash.into());
    });
    let body = good();
    let id = body["meta"]["id"].as_str().unwrap();
    let one = format!("/api/v1/submissions/{id}");
    submitting(&mut had, &app, &body);
    had.post(&app, &closed.to_string(), &[]);
    for path in ["/q/behov-test.json", "/q/behov-test/1.0.0.json"] {
        had.get(&app, path, &[]);
        had.get(&app, path, &[("if-none-match", "*")]);
    }
    had.get(&app, "/q/nobody.json", &[]);
    had.get(&app, "/q/behov-test/9.9.9.json", &[]);
    had.get(&app, "/healthz", &[]);
    had.get(&app, "/api/v1/openapi.json", &[]);
    answering(&mut had, &body);
    limited(&mut had);
    had.admin(&app, &one);
    had.admin(&app, "/api/v1/submissions/nobody");
    had.admin(&app, "/api/v1/export");
    had.admin(&app, "/api/v1/export?format=csv");
    had.admin(&app, "/api/v1/export?format=xlsx");
    had.admin(&app, "/api/v1/export?format=ods");
    for path in [&one, "/api/v1/export"] {
        had.get(&app, path, &[]);
        had.get(&TestApp::start(), path, &[]);
    }

    // The answer to a wrong token waits longer than this collector does.
    let hasty = TestApp::with(|config, _| {
        config.admin_token = Some(TOKEN.parse().unwrap());
        config.timeout = Duration::from_millis(100);
    });
    had.get(&hasty, &one, &[]);
    had.get(&hasty, "/api/v1/export", &[]);
    for method in ["GET", "DELETE"] {
        had.answer(&hasty, method, &[("authorization", "Bearer wrong")]);
    }
    let mut stream = hasty.client.begin_post(1000);
    stream.write_all(b"{").unwrap();
    had.add("POST", "/api/v1/submissions", &Answer::read(stream));

    app.tamper("ALTER TABLE submission RENAME TO lost");
    had.post(&app, &good().to_string(), &[]);
    let code = format!("Bearer {}", "0".repeat(28));
    for method in ["GET", "DELETE"] {
        had.answer(&app, method, &[("authorization", &code)]);
    }
    had.admin(&app, &one);
    had.admin(&app, "/api/v1/export");

    // Only a collector that has lost its writer is unwell: nothing from
    // outside does that.
    had.0.insert(("health".to_owned(), "503".to_owned()));
    assert_eq!(had.0, contract::documented());
}

fn submitting(had: &mut Had, app: &TestApp, body: &Value) {
    had.post(app, &body.to_string(), &[]);
    had.post(app, &body.to_string(), &[]);
    had.post(app, "{", &[]);
    had.post(
        app,
        &body.to_string(),
        &[("origin", "https://evil.example")],
    );
    had.post(app, &body.to_string(), &[("content-type", "text/html")]);
    had.post(app, &" ".repeat(5000), &[]);
    had.post(app, "{}", &[]);
    let mut other = body.clone();
    other["org"]["name"] = "Exempelbruket AB".into();
    had.post(app, &other.to_string(), &[]);
    let mut unknown = good();
    unknown["meta"]["questionnaire"]["id"] = "nobody".into();
    had.post(app, &unknown.to_string(), &[]);
}

/// Too often, and without the work that is asked for.
fn limited(had: &mut Had) {
    let app = TestApp::with(|config, _| {
        config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        config.rate_limit = "2/1".parse().unwrap();
        config.work = Some("1".parse().unwrap());
    });
    let from = ("x-forwarded-for", "198.51.100.7");
    for _ in 0..3 {
        had.post(&app, &good().to_string(), &[from]);
    }
    for method in ["GET", "DELETE"] {
        for _ in 0..40 {
            had.answer(&app, method, &[from]);
        }
    }
}

/// What can be done with a receipt code.
fn answering(had: &mut Had, body: &Value) {
    for deletable in [Deletable::Off, Deletable::Contact, Deletable::All] {
        let app = TestApp::with(|config, _| config.respondent_delete = deletable);
        let receipt = app.post(&body.to_string()).json();
        let code = format!("Bearer {}", receipt["code"].as_str().unwrap());
        let shown = ("authorization", code.as_str());
        for method in ["GET", "DELETE", "GET", "DELETE"] {
            had.answer(&app, method, &[shown]);
            had.answer(&app, method, &[shown, ("origin", "https://evil.example")]);
            had.answer(&app, method, &[]);
            had.answer(&app, method, &[("authorization", "Bearer wrong")]);
        }
        // Deleted, or known.
        had.post(&app, &body.to_string(), &[]);
    }
}
