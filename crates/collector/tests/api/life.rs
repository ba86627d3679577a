//! Dates of life to the very second, and answers that are only a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use behov_collector::{Clock, Selection};
use behov_schema::time::moment;
use serde_json::{Value, json};

use crate::app::{TestApp, good, offer};

const OPENS: &str = "2026-11-01T08:00:00+01:00";
const CLOSES: &str = "2026-11-30T16:00:00+01:00";

/// A collector with a clock to set and one questionnaire more.
struct Office {
    app: TestApp,
    clock: Arc<AtomicI64>,
    hash: String,
}

impl Office {
    /// The questionnaire has these fields more, and is version 2.0.0.
    fn with(more: Value) -> Self {
        let clock = Arc::new(AtomicI64::new(0));
        let time = Arc::clone(&clock);
        let mut hash = String::new();
        let app = TestApp::with(|config, _| {
            config.clock = Clock::new(move || {
                let milliseconds = time.load(Ordering::Relaxed).unsigned_abs();
                SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds)
            });
            hash = offer(&config.questionnaires, "2.0.0", |document| {
                let document = document.as_object_mut().unwrap();
                document.extend(more.as_object().unwrap().clone());
            });
        });
        Self { app, clock, hash }
    }

    fn set(&self, time: &str) {
        self.clock.store(moment(time).unwrap(), Ordering::Relaxed);
    }

    /// A good answer to the questionnaire.
    fn answer(&self) -> Value {
        let mut body = good();
        body["meta"]["questionnaire"]["version"] = "2.0.0".into();
        body["meta"]["questionnaire"]["hash"] = self.hash.clone().into();
        body
    }

    /// The status of a new answer at this time.
    fn at(&self, time: &str) -> u16 {
        self.set(time);
        self.app.post(&self.answer().to_string()).status
    }
}

fn dated() -> Office {
    Office::with(json!({ "opens_at": OPENS, "closes_at": CLOSES }))
}

#[test]
fn the_time_of_receipt_decides_to_the_millisecond() {
    let office = dated();
    for (time, status) in [
        ("2026-11-01T06:59:59.999Z", 403),
        ("2026-11-01T07:00:00Z", 201),
        ("2026-11-30T15:00:00Z", 201),
        // A day more for who has begun in time.
        ("2026-12-01T14:59:59Z", 201),
        ("2026-12-01T15:00:00Z", 201),
        ("2026-12-01T15:00:00.001Z", 410),
        ("2026-12-01T15:00:01Z", 410),
    ] {
        assert_eq!(office.at(time), status, "{time}");
    }
    assert_eq!(office.app.rows(), 4);
    assert_eq!(
        office
            .app
            .query("SELECT received_at FROM submission ORDER BY seq LIMIT 1"),
        "2026-11-01T07:00:00.000Z"
    );
}

#[test]
fn a_refusal_says_when() {
    let office = dated();
    for (time, status, kind, title, finding, detail) in [
        (
            "2026-10-01T00:00:00Z",
            403,
            "urn:behov:problem:not-open",
            "The questionnaire has not opened yet",
            json!({"code": "submission.not_open", "pointer": "/meta/questionnaire",
                "params": {"opens_at": OPENS}}),
            format!("it opens at {OPENS}"),
        ),
        (
            "2027-01-01T00:00:00Z",
            410,
            "urn:behov:problem:closed",
            "The questionnaire has closed",
            json!({"code": "submission.closed", "pointer": "/meta/questionnaire",
                "params": {"closes_at": CLOSES}}),
            format!("it closed at {CLOSES}"),
        ),
    ] {
        office.set(time);
        let answer = office.app.post(&office.answer().to_string());
        assert_eq!(answer.status, status);
        let problem = answer.json();
        let expected = json!({"type": kind, "title": title, "status": status,
            "detail": detail, "errors": [finding]});
        assert_eq!(problem, expected);
    }
    assert_eq!(office.app.rows(), 0);
}

#[test]
fn when_a_session_says_it_began_changes_nothing() {
    let office = dated();
    for (time, status) in [("2026-10-01T00:00:00Z", 403), ("2027-01-01T00:00:00Z", 410)] {
        office.set(time);
        let mut body = office.answer();
        body["meta"]["started_at"] = "2026-11-15T10:00:00Z".into();
        assert_eq!(office.app.post(&body.to_string()).status, status);
    }
    office.set("2026-11-15T10:00:00Z");
    let mut body = office.answer();
    body["meta"]["started_at"] = "2020-01-01T00:00:00Z".into();
    assert_eq!(office.app.post(&body.to_string()).status, 201);
}

/// The receipt was lost on its way: the answer is not.
#[test]
fn a_repetition_has_its_receipt_after_the_closing_too() {
    let office = dated();
    office.set("2026-12-01T15:00:00Z");
    let body = office.answer();
    let first = office.app.post(&body.to_string());
    office.set("2026-12-24T00:00:00Z");
    let second = office.app.post(&body.to_string());
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.body, second.body);
    // But not with other content, and nothing that corrects it.
    let mut other = body.clone();
    other["org"]["name"] = "Annat AB".into();
    assert_eq!(office.app.post(&other.to_string()).status, 409);
    let mut correction = office.answer();
    correction["meta"]["replaces"] = body["meta"]["id"].clone();
    assert_eq!(office.app.post(&correction.to_string()).status, 410);
    assert_eq!(office.app.rows(), 1);
}

#[test]
fn what_is_wrong_is_told_before_how_late_it_is() {
    let office = dated();
    office.set("2027-01-01T00:00:00Z");
    let mut body = office.answer();
    body["org"]["name"] = json!(5);
    assert_eq!(
        office.app.post(&body.to_string()).status,
        422,
        "no submission"
    );
    let mut body = office.answer();
    body["org"].as_object_mut().unwrap().remove("name");
    assert_eq!(
        office.app.post(&body.to_string()).status,
        410,
        "not reviewed"
    );
}

#[test]
fn a_test_is_stored_marked_and_left_out() {
    let office = Office::with(json!({ "mode": "test" }));
    office.set("2026-11-21T10:00:00Z");
    let mut test = office.answer();
    test["meta"]["mode"] = "test".into();
    assert_eq!(office.app.post(&test.to_string()).status, 201);
    let real = good();
    assert_eq!(office.app.post(&real.to_string()).status, 201);

    let count = "SELECT count(*) FROM submission
        WHERE status = 'stored' AND amended_by IS NULL AND mode IS NULL";
    assert_eq!(office.app.query(count), "1");
    assert_eq!(
        office
            .app
            .query("SELECT id FROM submission WHERE mode = 'test'"),
        test["meta"]["id"].as_str().unwrap()
    );
    let export = |test| -> Vec<Value> {
        let lines = office.app.export(Selection {
            test,
            ..Selection::default()
        });
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap();
        lines
            .lines()
            .map(|text| line(text)["submission"].clone())
            .collect()
    };
    assert_eq!(export(false), [real]);
    assert_eq!(export(true), [test]);
}

#[test]
fn a_test_is_not_taken_for_real_nor_the_reverse() {
    let office = Office::with(json!({ "mode": "test" }));
    office.set("2026-11-21T10:00:00Z");
    let wrong = [("submission.mode".to_owned(), "/meta/mode".to_owned())];
    let unmarked = office.answer();
    assert_eq!(office.app.post(&unmarked.to_string()).problem(422), wrong);
    let mut marked = good();
    marked["meta"]["mode"] = "test".into();
    assert_eq!(office.app.post(&marked.to_string()).problem(422), wrong);
    assert_eq!(office.app.rows(), 0);
}

/// Neither a clock that is set back nor one that leaps ahead loses or doubles
/// an answer; the order is that of arrival.
#[test]
fn the_clock_may_jump() {
    let office = Office::with(json!({}));
    let mut sent = Vec::new();
    for time in [
        "2026-11-21T10:00:00Z",
        "1970-01-01T00:00:00Z",
        "2099-12-31T23:59:59Z",
        "2026-11-21T09:59:59Z",
    ] {
        office.set(time);
        let body = office.answer().to_string();
        let first = office.app.post(&body);
        office.set("2030-01-01T00:00:00Z");
        let second = office.app.post(&body);
        assert_eq!((first.status, second.status), (201, 200), "{time}");
        assert_eq!(first.body, second.body, "{time}");
        sent.push(serde_json::from_str::<Value>(&body).unwrap());
    }
    let lines = office.app.export(Selection::default());
    let stored: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["submission"].clone())
        .collect();
    assert_eq!(stored, sent);
}
