//! What waits for its questionnaire amends nothing; once the operator adds
//! the file it is reviewed, and counts.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use behov_collector::{Deletable, Purge, Selection};
use serde_json::{Value, json};

use crate::app::{TestApp, good, offer, runtime, submission};
use crate::privacy;

/// What the second version of the questionnaire asks, and the first does not.
fn asks_more(document: &mut Value) {
    let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
    questions.push(json!({ "id": "x.test.more", "type": "text", "label": { "sv": "Mer" } }));
}

/// The hash of the second version.
fn hash() -> String {
    let folder = tempfile::tempdir().unwrap();
    offer(folder.path(), "2.0.0", asks_more)
}

/// A collector on `folder`, with the second version or without it.
fn start(folder: &Path, with_second: bool) -> TestApp {
    TestApp::with(|config, _| {
        config.data = folder.join("data");
        config.respondent_delete = Deletable::All;
        if with_second {
            offer(&config.questionnaires, "2.0.0", asks_more);
        }
    })
}

/// An answer to the second version, which corrects `old`.
fn second(old: Option<&Value>) -> Value {
    let mut body = good();
    body["x"] = json!({ "test": { "more": "Mer" } });
    to_second(&mut body);
    if let Some(old) = old {
        body["meta"]["replaces"] = old["meta"]["id"].clone();
    }
    body
}

fn to_second(body: &mut Value) {
    body["meta"]["questionnaire"]["version"] = "2.0.0".into();
    body["meta"]["questionnaire"]["hash"] = hash().into();
}

/// Sends `body`, which is stored or waits; gives the code of its receipt.
#[track_caller]
fn send(app: &TestApp, body: &Value, status: &str) -> String {
    let answer = app.post(&body.to_string());
    assert_eq!(answer.status, 201);
    let receipt = answer.json();
    assert_eq!(receipt["status"], status);
    receipt["code"].as_str().unwrap().to_owned()
}

/// The status of each in the export, in the order of arrival.
fn statuses(folder: &Path) -> Vec<String> {
    let (data, mut out) = (folder.join("data"), Vec::new());
    let export = behov_collector::export(&data, Selection::default(), &mut out);
    runtime().block_on(export).unwrap();
    let text = String::from_utf8(out).unwrap();
    let line = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let status = |line: Value| line["status"].as_str().unwrap().to_owned();
    text.lines().map(line).map(status).collect()
}

/// Waits until the review has come so far.
#[track_caller]
fn come_to(folder: &Path, expected: &[&str]) {
    let begun = Instant::now();
    while statuses(folder) != expected {
        let told = statuses(folder);
        assert!(begun.elapsed() < Duration::from_secs(20), "{told:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_nobody_has_reviewed_displaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let firm = good();
    let code = send(&app, &firm, "stored");
    // By somebody who knows the id, of a version that nobody knows.
    let mut unknown = submission(json!({ "x": { "test": { "more": "=1" } } }));
    unknown["meta"]["questionnaire"]["version"] = "9.0.0".into();
    unknown["meta"]["replaces"] = firm["meta"]["id"].clone();
    let stranger = send(&app, &unknown, "quarantined");
    assert_eq!(statuses(folder.path()), ["stored", "quarantined"]);
    let ask = |method: &str, code: &str| {
        let value = format!("Bearer {code}");
        let headers = [("authorization", value.as_str())];
        app.client
            .send(method, "/api/v1/answer", &headers, Vec::new())
    };
    assert_eq!(ask("GET", &code).json()["submission"], firm);
    // Nor does its code delete what it has not amended.
    assert_eq!(ask("DELETE", &stranger).status, 200);
    assert_eq!(statuses(folder.path()), ["stored"]);
    assert_eq!(ask("GET", &code).json()["submission"], firm);
    // After that the firm's answer is still known, and can be corrected.
    assert_eq!(app.post(&firm.to_string()).status, 200);
    let mut correction = good();
    correction["meta"]["replaces"] = firm["meta"]["id"].clone();
    send(&app, &correction, "stored");
    assert_eq!(statuses(folder.path()), ["amended", "stored"]);
    // What waited and was deleted stays so.
    assert_eq!(app.post(&unknown.to_string()).status, 410);
}

/// Nor what came to wait before the firm's answer came.
#[test]
fn what_waited_and_was_deleted_displaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let firm = good();
    let value = format!("Bearer {}", send(&app, &second(Some(&firm)), "quarantined"));
    let headers = [("authorization", value.as_str())];
    let deleted = app
        .client
        .send("DELETE", "/api/v1/answer", &headers, Vec::new());
    assert_eq!(deleted.json()["deleted"], "all");
    send(&app, &firm, "stored");
    assert_eq!(statuses(folder.path()), ["stored"]);
}

#[test]
fn it_may_come_before_what_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let firm = good();
    send(&app, &second(Some(&firm)), "quarantined");
    send(&app, &firm, "stored");
    assert_eq!(statuses(folder.path()), ["quarantined", "stored"]);
    // What is reviewed amends what waits, which is older.
    let waits = second(Some(&firm));
    let mut newest = good();
    newest["meta"]["replaces"] = firm["meta"]["id"].clone();
    send(&app, &newest, "stored");
    send(&app, &waits, "quarantined");
    let expected = ["amended", "amended", "stored", "amended"];
    assert_eq!(statuses(folder.path()), expected);
}

#[test]
fn who_deletes_what_waits_deletes_what_waits_of_the_same_draft() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let first = second(None);
    let mut again = second(Some(&first));
    again["x"]["test"]["more"] = "Raderamig".into();
    let last = second(Some(&first));
    for body in [&first, &again] {
        send(&app, body, "quarantined");
    }
    let value = format!("Bearer {}", send(&app, &last, "quarantined"));
    let headers = [("authorization", value.as_str())];
    let answer = app
        .client
        .send("DELETE", "/api/v1/answer", &headers, Vec::new());
    assert_eq!(answer.json()["deleted"], "all");
    assert_eq!(statuses(folder.path()), [""; 0]);
    assert!(!privacy::on_disk(&folder.path().join("data"), "Raderamig"));
}

#[test]
fn it_counts_once_the_operator_adds_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let first = good();
    send(&app, &first, "stored");
    let correction = second(Some(&first));
    send(&app, &correction, "quarantined");
    let alone = second(None);
    send(&app, &alone, "quarantined");
    let mut faulty = second(Some(&first));
    faulty["org"].as_object_mut().unwrap().remove("name");
    faulty["x"]["test"]["more"] = "Hemligfel".into();
    send(&app, &faulty, "quarantined");
    let waits = ["stored", "quarantined", "quarantined", "quarantined"];
    assert_eq!(statuses(folder.path()), waits);
    drop(app);

    // A restart alone is no review.
    drop(start(folder.path(), false));
    let app = start(folder.path(), true);
    let reviewed = ["amended", "stored", "stored", "quarantined"];
    come_to(folder.path(), &reviewed);
    for (body, status) in [
        (&correction, "stored"),
        (&alone, "stored"),
        // What does not pass is not refused afterwards, and displaces nothing.
        (&faulty, "quarantined"),
    ] {
        let again = app.post(&body.to_string());
        assert_eq!(again.status, 200);
        assert_eq!(again.json()["status"], status, "the present one");
    }
    assert_eq!(statuses(folder.path()), reviewed);
    let log = privacy::log();
    let told = |line: &&str| line.contains("it has faults") && line.contains("2.0.0");
    let line = log.lines().find(told).unwrap();
    assert!(
        line.contains("submissions=1") && line.contains("codes=\"required\""),
        "{line}"
    );
    assert!(!log.contains("Hemligfel"));
}

/// More than one step of the review, and of a chain of what waits.
#[test]
fn however_many_wait() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let first = second(None);
    send(&app, &first, "quarantined");
    for _ in 0..49 {
        send(&app, &second(Some(&first)), "quarantined");
    }
    assert_eq!(statuses(folder.path()), ["quarantined"; 50]);
    drop(app);
    let _app = start(folder.path(), true);
    let mut reviewed = ["amended"; 50];
    reviewed[49] = "stored";
    come_to(folder.path(), &reviewed);
}

/// The respondent has done what was asked; what was kept of it counts.
#[test]
fn it_counts_without_its_contact_data_too() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let body = second(None);
    assert_eq!(body["perm"]["contact"], true);
    send(&app, &body, "quarantined");
    drop(app);
    let purge = Purge {
        before: "2999-01-01".to_owned(),
        questionnaire: None,
        all: false,
        dry_run: false,
    };
    let data = folder.path().join("data");
    let purged = runtime().block_on(behov_collector::purge(&data, &purge));
    assert_eq!(purged.unwrap().contacts, 1);
    let _app = start(folder.path(), true);
    come_to(folder.path(), &["stored"]);
}

/// Another collector on the same folder, or an import, may know the file.
#[test]
fn who_sends_it_again_to_where_the_file_is_has_it_reviewed() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(folder.path(), false);
    let known = start(folder.path(), true);
    let first = good();
    send(&app, &first, "stored");
    let correction = second(Some(&first));
    send(&app, &correction, "quarantined");
    let again = known.post(&correction.to_string());
    assert_eq!(
        (again.status, &again.json()["status"]),
        (200, &json!("stored"))
    );
    assert_eq!(statuses(folder.path()), ["amended", "stored"]);
}
