//! Nothing that was typed reaches the log, and no personal number the disk.

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use behov_collector::{Clock, Selection};

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::app::{TestApp, good, new_id, runtime, submission};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Collects the log of every test in this process, down to the finest level.
pub fn capture_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            // The digits of a time may be those of an answer.
            .without_time()
            .with_writer(Lines)
            .init();
    });
}

struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

/// Everything that was logged so far.
pub fn log() -> String {
    String::from_utf8(LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap()
}

/// Whether any file of the folder holds `text`.
pub fn on_disk(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

#[test]
fn the_log_tells_ids_and_codes_only() {
    let app = TestApp::start();
    let accepted = submission(json!({
        "org": { "name": "Hemlignamn AB", "number": "5560360793" },
        "out": { "need": "yes" },
        "need": [{ "occupation": { "text": "Hemligyrke" }, "count": { "y1": 7531 } }],
        "x": { "test": { "comment": "Hemligkommentar", "owner": "2120000142" } },
        "perm": { "contact": true },
        "con": { "name": "Hemligkontakt", "email": "hemlig@example.org" },
    }));
    let answer = app.post(&accepted.to_string());
    assert_eq!(answer.status, 201);
    let code = answer.json()["code"].as_str().unwrap().to_owned();
    let mut conflict = accepted.clone();
    conflict["org"]["name"] = "Hemligtvå AB".into();
    app.post(&conflict.to_string()).problem(409);
    let mut refused = good();
    refused["meta"]["id"] = new_id().into();
    refused["org"]["name"] = json!({ "Hemlignyckel": "Hemligvärde" });
    app.post(&refused.to_string()).problem(422);
    let mut unknown = good();
    unknown["org"]["Hemligfält"] = "Hemligvärde".into();
    app.post(&unknown.to_string()).problem(422);
    app.post("{\"Hemligtrasig").problem(400);
    let log = log();
    assert!(
        log.contains(accepted["meta"]["id"].as_str().unwrap()),
        "ids are told"
    );
    assert!(
        log.contains("json.wrong_type") && log.contains("conflict"),
        "codes are told"
    );
    // Times, ports and ids hold any four digits now and then; an answer would
    // stand by itself.
    let mut words = log.split(|c: char| !c.is_alphanumeric() && c != '-');
    assert!(!words.any(|word| word == "7531"), "the count is in the log");
    for typed in [
        "emlig",
        "5560360793",
        "2120000142",
        &code,
        &code.replace('-', ""),
    ] {
        assert!(!log.contains(typed), "{typed} is in the log");
    }
    // Within an id, a time or a port these digits may stand by chance.
    let numbers: Vec<&str> = log
        .split(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c)))
        .collect();
    assert!(!numbers.contains(&"7531"), "7531 is in the log");
    assert!(
        on_disk(&app.data(), "Hemligyrke"),
        "the search does find what is stored"
    );
    assert!(!on_disk(&app.data(), &code) && !on_disk(&app.data(), &code.replace('-', "")));
}

#[test]
fn a_personal_number_is_nowhere() {
    let app = TestApp::start();
    // The check digit of 000101-0008 fits; it is nobody's.
    for number in ["0001010008", "000101-0008", "190001010008", "01010012345"] {
        for answers in [
            json!({ "org": { "name": "Enskild firma", "number": number } }),
            json!({ "org": { "name": "Enskild firma" }, "x": { "test": { "owner": number } } }),
        ] {
            let errors = app.post(&submission(answers).to_string()).problem(422);
            assert_eq!(errors.len(), 1, "{number}: {errors:?}");
            assert_eq!(
                errors[0].0, "organisation_number.personal_number",
                "{number}"
            );
        }
        let body = submission(json!({ "org": { "name": "Enskild firma", "number": number } }));
        let told = String::from_utf8(app.post(&body.to_string()).body).unwrap();
        assert!(!told.contains(number), "{told}");
        assert!(!log().contains(number), "{number} is in the log");
        assert!(!on_disk(&app.data(), number), "{number} is on the disk");
    }
    assert_eq!(app.rows(), 0);
}

#[test]
fn contact_data_go_when_their_time_has_come() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let now = SystemTime::now();
    let start = |days: u64, keep: Option<u32>| {
        TestApp::with(|config, _| {
            config.data.clone_from(&data);
            config.clock = Clock::new(move || now + Duration::from_hours(24 * days));
            config.contact_days = keep.and_then(NonZeroU32::new);
        })
    };
    let mut body = good();
    body["con"]["name"] = "Bortglömda Kontakten".into();
    let app = start(0, Some(30));
    assert_eq!(app.post(&body.to_string()).status, 201);
    drop(app);
    let is_kept = || {
        let mut lines = Vec::new();
        let export = behov_collector::export(&data, Selection::default(), &mut lines);
        runtime().block_on(export).unwrap();
        let line: Value = serde_json::from_slice(&lines).unwrap();
        line["submission"]["con"].is_object()
    };
    for (days, keep, kept) in [
        (31, None, true),
        (29, Some(30), true),
        (31, Some(30), false),
    ] {
        let app = start(days, keep);
        let begun = Instant::now();
        // What would be deleted by mistake is deleted at the start.
        thread::sleep(Duration::from_millis(200));
        while is_kept() != kept {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "after {days} days"
            );
            thread::sleep(Duration::from_millis(20));
        }
        drop(app);
    }
    assert!(!on_disk(&data, "Bortglömda"));
}
