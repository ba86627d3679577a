//! What `behov purge` takes of what came on, before and after a day.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use behov_collector::{Clock, Purge, Purged, Selection, purge};
use behov_schema::time::moment;
use serde_json::Value;

use crate::app::{TestApp, good, runtime};

/// A collector that received an answer at each of these times; the answers.
fn received(times: &[&str]) -> (TestApp, Vec<Value>) {
    let clock = Arc::new(AtomicI64::new(0));
    let time = Arc::clone(&clock);
    let app = TestApp::with(|config, _| {
        config.clock = Clock::new(move || {
            let milliseconds = time.load(Ordering::Relaxed).unsigned_abs();
            SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds)
        });
    });
    let send = |time: &&str| {
        clock.store(moment(time).unwrap(), Ordering::Relaxed);
        let body = good();
        assert_eq!(app.post(&body.to_string()).status, 201, "{time}");
        body
    };
    let bodies = times.iter().map(send).collect();
    (app, bodies)
}

#[test]
fn of_what_came_on_before_and_after_a_day_the_one_before_goes() {
    let (app, bodies) = received(&[
        "2026-11-20T23:59:59.999Z",
        "2026-11-21T00:00:00Z",
        "2026-11-21T23:59:59.999Z",
    ]);
    let purge = |all, dry_run| {
        let what = Purge {
            before: "2026-11-21".to_owned(),
            questionnaire: None,
            all,
            dry_run,
        };
        runtime().block_on(purge(&app.data(), &what)).unwrap()
    };
    let stored = || -> Vec<Value> {
        let lines = app.export(Selection::default());
        let line = |line: &str| serde_json::from_str::<Value>(line).unwrap();
        lines
            .lines()
            .map(|text| line(text)["submission"].clone())
            .collect()
    };
    let contact = Purged {
        contacts: 1,
        ..Purged::default()
    };
    assert_eq!(purge(false, true), contact);
    assert_eq!(stored(), bodies, "it only counts");
    assert_eq!(purge(false, false), contact);
    let mut without = bodies.clone();
    without[0].as_object_mut().unwrap().remove("con");
    assert_eq!(stored(), without);
    let whole = Purged {
        submissions: 1,
        ..Purged::default()
    };
    assert_eq!(purge(true, true), whole);
    assert_eq!(purge(true, false), whole);
    assert_eq!(stored(), bodies[1..]);
    assert_eq!(purge(true, false), Purged::default(), "and nothing more");
}
