//! What is accepted: new, repeated, corrected, from a later questionnaire.

use std::collections::HashSet;
use std::fs;
use std::thread;

use serde_json::json;

use crate::app::{TestApp, good, new_id, offer, submission};

#[test]
fn a_submission_is_stored_and_has_a_receipt() {
    let app = TestApp::start();
    let body = good();
    let answer = app.post(&body.to_string());
    assert_eq!(
        answer.status,
        201,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let id = body["meta"]["id"].as_str().unwrap();
    assert_eq!(
        answer.header("location"),
        format!("/api/v1/submissions/{id}")
    );
    let receipt = answer.json();
    assert_eq!(receipt["id"], id);
    assert_eq!(receipt["status"], "stored");
    let code = receipt["code"].as_str().unwrap();
    assert_eq!(code.split('-').count(), 7, "{code}");
    let received_at = receipt["received_at"].as_str().unwrap();
    assert!(
        received_at.ends_with('Z') && received_at.len() == 24,
        "{received_at}"
    );
    assert_eq!(app.rows(), 1);
    assert_eq!(app.query("SELECT count(*) FROM contact"), "1");
}

#[test]
fn the_same_body_again_has_the_same_receipt() {
    let app = TestApp::start();
    let body = good().to_string();
    let first = app.post(&body);
    let second = app.post(&body);
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.body, second.body);
    assert_eq!(second.header("location"), "");
    assert_eq!(app.rows(), 1);
}

#[test]
fn the_same_id_with_other_content_is_a_conflict() {
    let app = TestApp::start();
    let mut body = good();
    assert_eq!(app.post(&body.to_string()).status, 201);
    body["org"]["name"] = "Ett annat namn".into();
    let errors = app.post(&body.to_string()).problem(409);
    assert_eq!(errors, [("submission.conflict".into(), "/meta/id".into())]);
    // Not even white space may differ: the body is frozen.
    assert_eq!(app.post(&format!("{:#}", good())).status, 201);
    let body = good();
    assert_eq!(app.post(&body.to_string()).status, 201);
    app.post(&format!("{body} ")).problem(409);
    assert_eq!(app.rows(), 3);
    assert!(
        app.query("SELECT answers FROM submission LIMIT 1")
            .contains("Exempelsågen AB")
    );
}

#[test]
fn sixty_four_at_once_are_stored_once() {
    let app = TestApp::start();
    let body = good().to_string();
    let answers: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..64).map(|_| scope.spawn(|| app.post(&body))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    let repeated = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((created, repeated), (1, 63));
    let receipts: HashSet<_> = answers.into_iter().map(|answer| answer.body).collect();
    assert_eq!(receipts.len(), 1);
    assert_eq!(app.rows(), 1);
}

#[test]
fn the_idempotency_key_repeats_the_id() {
    let app = TestApp::start();
    let post = |key: Option<&str>| {
        let body = good();
        let id = body["meta"]["id"].as_str().unwrap().to_owned();
        let key = key.map(|key| key.replace("ID", &id));
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(key.as_deref().map(|key| ("idempotency-key", key)));
        app.client.post(body.to_string(), &headers)
    };
    for good in [None, Some("ID"), Some("\"ID\"")] {
        assert_eq!(post(good).status, 201, "{good:?}");
    }
    for bad in [
        "",
        "\"\"",
        "\"ID",
        "ID ID",
        "00000000-0000-7000-8000-000000000000",
    ] {
        let errors = post(Some(bad)).problem(400);
        assert_eq!(
            errors,
            [("submission.idempotency_key".into(), "/meta/id".into())],
            "{bad}"
        );
    }
    assert_eq!(app.rows(), 3);
}

#[test]
fn text_plain_is_json_too() {
    let app = TestApp::start();
    for media_type in [
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/json; charset=utf-8",
    ] {
        let answer = app
            .client
            .post(good().to_string(), &[("content-type", media_type)]);
        assert_eq!(answer.status, 201, "{media_type}");
    }
}

#[test]
fn a_correction_marks_what_it_replaces() {
    let app = TestApp::start();
    let old = good();
    let mut new = good();
    new["meta"]["replaces"] = old["meta"]["id"].clone();
    assert_eq!(app.post(&old.to_string()).status, 201);
    let before = app.post(&old.to_string()).json();
    assert_eq!(app.post(&new.to_string()).status, 201);
    let amended = app.query("SELECT amended_by FROM submission WHERE replaces IS NULL");
    assert_eq!(new["meta"]["id"], amended);
    assert_eq!(
        app.post(&old.to_string()).json(),
        before,
        "the old receipt stays what it was"
    );
    assert_eq!(app.rows(), 2);
}

#[test]
fn a_correction_may_come_first_or_alone() {
    let app = TestApp::start();
    let old = good();
    let mut new = good();
    new["meta"]["replaces"] = old["meta"]["id"].clone();
    assert_eq!(app.post(&new.to_string()).status, 201);
    assert_eq!(
        app.query("SELECT count(*) FROM submission WHERE amended_by IS NOT NULL"),
        "0"
    );
    assert_eq!(app.post(&old.to_string()).status, 201);
    let amended = app.query("SELECT id FROM submission WHERE amended_by IS NOT NULL");
    assert_eq!(old["meta"]["id"], amended);
}

#[test]
fn another_version_or_content_waits_in_quarantine() {
    let app = TestApp::with(|config, _| {
        offer(&config.questionnaires, "1.1.0", |_| {});
    });
    // These answers would have findings; nothing known here can tell.
    let answers = json!({ "x": { "test": { "new_question": ["a"] } } });
    for change in [
        json!({ "version": "2.0.0" }),
        json!({ "version": "1.1.0" }),
        json!({ "hash": "0".repeat(64) }),
    ] {
        let mut body = submission(answers.clone());
        let named = body["meta"]["questionnaire"].as_object_mut().unwrap();
        named.extend(change.as_object().unwrap().clone());
        let first = app.post(&body.to_string());
        assert_eq!(first.status, 201, "{change}");
        assert_eq!(first.json()["status"], "quarantined", "{change}");
        let second = app.post(&body.to_string());
        assert_eq!((second.status, second.body), (200, first.body), "{change}");
    }
    assert_eq!(
        app.query("SELECT count(*) FROM submission WHERE status = 'quarantined'"),
        "3"
    );
    // The shared schema holds for them all the same.
    let mut body = submission(json!({ "org": { "number": "0001010008" } }));
    body["meta"]["questionnaire"]["version"] = "2.0.0".into();
    let errors = app.post(&body.to_string()).problem(422);
    assert_eq!(
        errors,
        [(
            "organisation_number.personal_number".into(),
            "/org/number".into()
        )]
    );
    assert_eq!(app.rows(), 3);
}

/// The receipt was lost on its way: the answer is not, whatever the operator
/// has taken away since.
#[test]
fn a_repetition_has_its_receipt_without_its_questionnaire_too() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let body = good();
    let app = TestApp::with(|config, _| config.data.clone_from(&data));
    let first = app.post(&body.to_string());
    assert_eq!(first.status, 201);
    drop(app);
    let app = TestApp::with(|config, _| {
        config.data.clone_from(&data);
        fs::remove_dir_all(&config.questionnaires).unwrap();
    });
    let again = app.post(&body.to_string());
    assert_eq!((again.status, again.body), (200, first.body));
    // But not with other content, and nothing new.
    app.post(&format!("{body} ")).problem(409);
    app.post(&good().to_string()).problem(404);
}

#[test]
fn what_a_higher_minor_version_adds_is_kept() {
    let app = TestApp::start();
    let mut body = good();
    body["meta"]["schema"] = "behov.submission/1.3".into();
    body["org"]["later"] = json!({ "a": [1] });
    body["later"] = "kept".into();
    assert_eq!(app.post(&body.to_string()).status, 201);
    assert_eq!(
        app.query("SELECT answers ->> '$.org.later.a[0]' FROM submission"),
        "1"
    );
    // But not a fault in what is known.
    body["meta"]["id"] = new_id().into();
    body["org"]["name"] = json!(5);
    assert_eq!(app.post(&body.to_string()).problem(422).len(), 1);
    assert_eq!(app.rows(), 1);
}
