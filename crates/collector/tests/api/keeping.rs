//! What is stored survives: a stop, a restart, requests under way.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{TOKEN, TestApp, good};
use crate::client::read_all;

#[test]
fn a_request_under_way_is_finished_before_the_stop() {
    let mut app = TestApp::start();
    let body = good().to_string();
    let mut stream = app.client.begin_post(body.len());
    let (head, tail) = body.split_at(body.len() / 2);
    stream.write_all(head.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(100));
    app.begin_stop();
    thread::sleep(Duration::from_millis(100));
    stream.write_all(tail.as_bytes()).unwrap();
    let answer = read_all(stream);
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    app.stop();
    assert_eq!(app.rows(), 1);
}

#[test]
fn every_receipt_stands_for_a_row_after_a_stop_in_the_middle() {
    let mut app = TestApp::start();
    let client = app.client.clone();
    let count = Arc::new(AtomicUsize::new(0));
    let senders: Vec<_> = (0..8)
        .map(|_| {
            let (address, count) = (client.address, count.clone());
            thread::spawn(move || {
                let mut receipts = HashSet::new();
                for _ in 0..200 {
                    let body = good();
                    let Some(answer) = try_post(address, &body.to_string()) else {
                        break;
                    };
                    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
                    receipts.insert(body["meta"]["id"].as_str().unwrap().to_owned());
                    count.fetch_add(1, Ordering::Relaxed);
                }
                receipts
            })
        })
        .collect();
    // In the middle, however busy the machine is.
    while count.load(Ordering::Relaxed) < 16 {
        thread::sleep(Duration::from_millis(5));
    }
    app.begin_stop();
    let receipts: HashSet<_> = senders
        .into_iter()
        .flat_map(|s| s.join().unwrap())
        .collect();
    app.stop();
    assert!(!receipts.is_empty());
    assert!(
        receipts.len() < 1600,
        "the stop came too late to be in the middle"
    );
    let stored: HashSet<String> = app
        .export(behov_collector::Selection::default())
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| {
            line["submission"]["meta"]["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(stored, receipts);
}

/// The answer, or nothing when the collector takes no connection any more.
fn try_post(address: std::net::SocketAddr, body: &str) -> Option<String> {
    let mut stream = std::net::TcpStream::connect(address).ok()?;
    write!(
        stream,
        "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    (!answer.is_empty()).then_some(answer)
}

#[test]
fn a_silent_connection_does_not_hold_the_stop() {
    let mut app = TestApp::with(|config, _| config.timeout = Duration::from_millis(200));
    let silent = app.client.raw();
    assert_eq!(app.post(&good().to_string()).status, 201);
    app.begin_stop();
    app.stop();
    drop(silent);
    assert_eq!(app.rows(), 1);
}

/// Makes 400 answers of 150 KB out of the one that is there: more than what
/// lies between two ends of a connection.
const MANY: &str = "
    WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 400)
    INSERT INTO submission (seq, id, questionnaire_id, questionnaire_version, questionnaire_hash,
                            status, received_at, body_sha256, receipt_sha256, answers)
    SELECT n, 'many-' || n, questionnaire_id, questionnaire_version, questionnaire_hash,
           status, received_at, body_sha256, receipt_sha256,
           json_set(answers, '$.x', json_object('long', printf('%.*c', 150000, 'x')))
    FROM submission, number WHERE seq = 1";

#[test]
fn a_slow_reader_does_not_hold_the_stop() {
    let limit = Duration::from_secs(3);
    let mut app = TestApp::with(|config, _| {
        config.timeout = limit;
        config.admin_token = Some(TOKEN.parse().unwrap());
    });
    assert_eq!(app.post(&good().to_string()).status, 201);
    app.tamper(MANY);
    let mut stream = app.client.raw();
    write!(
        stream,
        "GET /api/v1/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    )
    .unwrap();
    // Never still for as long as `limit`, and at this pace far from its end
    // when the collector must have stopped.
    let reader = thread::spawn(move || {
        let mut piece = vec![0; 256 << 10];
        let (mut length, begun) = (0, Instant::now());
        while let Ok(read @ 1..) = stream.read(&mut piece) {
            length += read;
            if begun.elapsed() < Duration::from_secs(30) {
                thread::sleep(Duration::from_millis(200));
            }
        }
        length
    });
    thread::sleep(Duration::from_millis(500));
    let last = good();
    assert_eq!(app.post(&last.to_string()).status, 201);
    app.begin_stop();
    let begun = Instant::now();
    app.stop();
    let took = begun.elapsed();
    assert!(limit < took, "the reader was there to the end: {took:?}");
    assert!(took < limit * 3, "{took:?}");
    assert_eq!(app.rows(), 401, "what was acknowledged is there");
    let length = reader.join().unwrap();
    assert!(length < 400 * 150_000, "it broke off: {length}");
}

#[test]
fn a_restart_knows_what_came_before() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("deep/data");
    let body = good().to_string();
    let receipt = {
        let app = TestApp::with(|config, _| config.data.clone_from(&data));
        app.post(&body)
    };
    assert_eq!(receipt.status, 201);
    let app = TestApp::with(|config, _| config.data.clone_from(&data));
    let again = app.post(&body);
    assert_eq!(again.status, 200);
    assert_eq!(again.body, receipt.body, "the receipt code too");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode();
    let app = TestApp::start();
    assert_eq!(app.post(&good().to_string()).status, 201);
    assert_eq!(mode(&app.data()) & 0o777, 0o700);
    for name in ["behov.db", "behov.db-wal", "behov.db-shm", "receipt.key"] {
        assert_eq!(mode(&app.data().join(name)) & 0o777, 0o600, "{name}");
    }
    // What the operator has decided stays so.
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for readers in [0o755, 0o750] {
        std::fs::create_dir_all(&data).unwrap();
        let readers = std::fs::Permissions::from_mode(readers);
        std::fs::set_permissions(&data, readers.clone()).unwrap();
        drop(TestApp::with(|config, _| config.data.clone_from(&data)));
        assert_eq!(mode(&data) & 0o777, readers.mode() & 0o777);
    }
}

#[test]
fn it_writes_ahead_and_is_healthy() {
    let app = TestApp::start();
    assert_eq!(app.query("PRAGMA journal_mode"), "wal");
    let health = app.client.get("/healthz", &[]);
    assert_eq!(
        (health.status, health.json()),
        (200, serde_json::json!({ "status": "ok" }))
    );
}
