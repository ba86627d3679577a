//! What a respondent does with a receipt code.

use std::time::{Duration, Instant};

use behov_collector::Deletable;
use serde_json::Value;

use crate::app::{TestApp, good, submission};
use crate::client::Answer;
use crate::privacy;

const PATH: &str = "/api/v1/answer";

fn with(deletable: Deletable) -> TestApp {
    TestApp::with(|config, _| config.respondent_delete = deletable)
}

fn ask(app: &TestApp, method: &str, code: &str) -> Answer {
    let value = format!("Bearer {code}");
    app.client
        .send(method, PATH, &[("authorization", &value)], Vec::new())
}

/// Sends `body`; gives the code of its receipt.
fn send(app: &TestApp, body: &Value) -> String {
    let answer = app.post(&body.to_string());
    assert_eq!(answer.status, 201);
    answer.json()["code"].as_str().unwrap().to_owned()
}

/// A good answer that corrects `old`.
fn correction(old: &Value) -> Value {
    let mut new = good();
    new["meta"]["replaces"] = old["meta"]["id"].clone();
    new["con"]["email"] = "corrected@example.org".into();
    new
}

fn code_of(answer: &Answer, status: u16) -> Vec<String> {
    let errors = answer.problem(status);
    errors.into_iter().map(|(code, _)| code).collect()
}

#[test]
fn the_code_gives_the_answer_back() {
    for (deletable, word) in [
        (Deletable::Off, "off"),
        (Deletable::Contact, "contact"),
        (Deletable::All, "all"),
    ] {
        let app = with(deletable);
        let body = good();
        let receipt = app.post(&body.to_string()).json();
        assert_eq!(receipt["deletable"], word, "the receipt says so too");
        let code = receipt["code"].as_str().unwrap();
        let answer = ask(&app, "GET", code);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let told = answer.json();
        assert_eq!(told["submission"], body, "contact included");
        assert_eq!(told["status"], "stored");
        assert_eq!(told["received_at"], receipt["received_at"]);
        assert_eq!(told["deletable"], word);
        for typed in [
            code.to_lowercase(),
            code.replace('-', ""),
            code.replace('-', " "),
            code.replace('0', "O").replace('1', "l"),
        ] {
            assert_eq!(ask(&app, "GET", &typed).status, 200, "{typed}");
            assert!(!privacy::log().contains(&typed), "{typed} is in the log");
        }
    }
}

#[test]
fn wrong_codes_are_refused_alike() {
    let app = with(Deletable::All);
    let code = send(&app, &good());
    let mut other = code.clone();
    let last = if other.pop() == Some('0') { '1' } else { '0' };
    other.push(last);
    let mut bodies = Vec::new();
    for method in ["GET", "DELETE"] {
        for wrong in [other.as_str(), "abc", "'; --", &"Z".repeat(5000)] {
            let begun = Instant::now();
            let answer = ask(&app, method, wrong);
            assert!(begun.elapsed() > Duration::from_millis(240), "{wrong}");
            assert!(answer.problem(404).is_empty(), "{wrong}");
            bodies.push(answer.body);
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "each says the same");
    for headers in [&[][..], &[("authorization", "Basic x")]] {
        let answer = app.client.get(PATH, headers);
        answer.problem(401);
        assert_ne!(answer.header("www-authenticate"), "");
    }
    // In an address a code would be in histories and logs.
    app.client
        .get(&format!("{PATH}?code={code}"), &[])
        .problem(401);
    app.client.get(&format!("{PATH}/{code}"), &[]).problem(404);
    assert_eq!(app.rows(), 1);
}

#[test]
fn a_code_opens_the_one_body_that_it_was_given_for() {
    let app = TestApp::start();
    let old = good();
    let first = send(&app, &old);
    let new = correction(&old);
    let second = send(&app, &new);
    for method in ["GET", "DELETE"] {
        assert_eq!(code_of(&ask(&app, method, &first), 410), ["answer.amended"]);
    }
    assert_eq!(ask(&app, "GET", &second).json()["submission"], new);
}

#[test]
fn a_waiting_answer_is_shown_as_such() {
    let app = TestApp::start();
    let mut body = submission(serde_json::json!({ "org": { "name": "Exempelsågen AB" } }));
    body["meta"]["questionnaire"]["version"] = "9.0.0".into();
    let code = send(&app, &body);
    let told = ask(&app, "GET", &code).json();
    assert_eq!(
        (&told["status"], &told["submission"]),
        (&"quarantined".into(), &body)
    );
}

#[test]
fn contact_is_deleted_with_that_of_every_earlier_answer() {
    let app = with(Deletable::Contact);
    let old = good();
    send(&app, &old);
    let new = correction(&old);
    let code = send(&app, &new);
    let other = good();
    send(&app, &other);
    for _ in 0..2 {
        let answer = ask(&app, "DELETE", &code);
        assert_eq!(
            (answer.status, answer.json()["deleted"].as_str()),
            (200, Some("contact"))
        );
    }
    assert_eq!(
        app.query("SELECT group_concat(submission_id) FROM contact"),
        other["meta"]["id"].as_str().unwrap()
    );
    let mut left = new;
    left.as_object_mut().unwrap().remove("con");
    assert_eq!(ask(&app, "GET", &code).json()["submission"], left);
    assert!(!privacy::on_disk(&app.data(), "corrected@example.org"));
}

#[test]
fn what_is_deleted_does_not_come_back() {
    let app = with(Deletable::All);
    let mut old = good();
    old["x"] = serde_json::json!({ "test": { "comment": "Raderamig" } });
    let replaced = send(&app, &old);
    let mut new = correction(&old);
    new["org"]["name"] = "Raderamigav AB".into();
    let code = send(&app, &new);
    assert!(privacy::on_disk(&app.data(), "Raderamig"));
    assert_eq!(ask(&app, "DELETE", &code).json()["deleted"], "all");
    assert!(
        !privacy::on_disk(&app.data(), "Raderamig"),
        "not in the files"
    );
    assert_eq!(app.rows(), 0);

    for code in [&code, &replaced] {
        for method in ["GET", "DELETE"] {
            assert_eq!(code_of(&ask(&app, method, code), 410), ["answer.deleted"]);
        }
    }
    for body in [&old, &new] {
        let again = app.post(&body.to_string());
        assert_eq!(code_of(&again, 410), ["submission.deleted"]);
    }
    assert_eq!(app.rows(), 0);
    // Its number is not given to another: a nightly job would pass over that.
    send(&app, &good());
    assert_eq!(app.query("SELECT seq FROM submission"), "3");
}

#[test]
fn what_comes_late_of_a_deleted_draft_stays_away() {
    let app = with(Deletable::All);
    let first = good();
    let [second, third, fourth] = [(); 3].map(|()| correction(&first));
    let code = send(&app, &third);
    assert_eq!(ask(&app, "DELETE", &code).status, 200);
    for late in [&first, &second] {
        let answer = app.post(&late.to_string());
        assert_eq!(code_of(&answer, 410), ["submission.deleted"]);
    }
    assert_eq!(app.rows(), 0);
    // But whoever answers anew has answered.
    send(&app, &fourth);
    assert_eq!(app.rows(), 1);
}

#[test]
fn the_operator_may_keep_everything() {
    let app = with(Deletable::Off);
    let code = send(&app, &good());
    let answer = ask(&app, "DELETE", &code);
    answer.problem(403);
    assert!(answer.json()["detail"].to_string().contains("archives"));
    assert_eq!(app.query("SELECT count(*) FROM contact"), "1");
}

#[test]
fn pages_of_allowed_origins_may_use_it_and_no_other() {
    let app = TestApp::with(|config, _| {
        config.allow_origins = vec!["https://www.example.org".parse().unwrap()];
    });
    let code = format!("Bearer {}", send(&app, &good()));
    for (origin, status) in [
        ("https://www.example.org", 200),
        ("https://evil.example", 403),
    ] {
        for method in ["GET", "DELETE"] {
            let headers = [("authorization", code.as_str()), ("origin", origin)];
            let answer = app.client.send(method, PATH, &headers, Vec::new());
            assert_eq!(answer.status, status, "{origin}");
            assert_eq!(answer.header("access-control-allow-origin"), "*");
        }
        for method in ["GET", "DELETE", "POST"] {
            let asks = [
                ("origin", origin),
                ("access-control-request-method", method),
                ("access-control-request-headers", "authorization"),
            ];
            let answer = app.client.send("OPTIONS", PATH, &asks, Vec::new());
            let allowed = answer.header("access-control-allow-methods").to_owned();
            assert!(allowed.contains(method), "{allowed}");
            let allowed = answer.header("access-control-allow-headers");
            assert!(
                allowed.to_lowercase().contains("authorization"),
                "{allowed}"
            );
        }
    }
}
