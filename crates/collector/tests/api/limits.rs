//! What one client may take of the collector: requests, connections, work.

use std::io::{Read, Write};
use std::thread;
use std::time::Duration;

use behov_collector::{Config, Selection};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::app::{TestApp, good};
use crate::client::Answer;
use crate::privacy;

/// A collector behind a proxy on this machine, so that a test may come from
/// any address.
fn behind_a_proxy(rate: &str, change: impl FnOnce(&mut Config)) -> TestApp {
    TestApp::with(|config, _| {
        config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        config.rate_limit = rate.parse().unwrap();
        change(config);
    })
}

fn post_from(app: &TestApp, address: &str) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", address),
    ];
    app.client.post(good().to_string(), &headers)
}

#[test]
fn a_hundred_firms_behind_one_address_are_not_kept_waiting() {
    let app = behind_a_proxy("120/1", |_| {});
    for _ in 0..100 {
        assert_eq!(post_from(&app, "198.51.100.7").status, 201);
    }
}

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let app = behind_a_proxy("5/1", |_| {});
    let statuses: Vec<u16> = (0..5)
        .map(|_| post_from(&app, "198.51.100.7").status)
        .collect();
    assert_eq!(statuses, [201; 5]);
    let refused = post_from(&app, "198.51.100.7");
    assert!(refused.problem(429).is_empty());
    assert_eq!(refused.json()["type"], "urn:behov:problem:too-many");
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=5).contains(&seconds), "{seconds}");
    // Nobody else is; and it is no use to write another address before.
    assert_eq!(post_from(&app, "198.51.100.8").status, 201);
    assert_eq!(post_from(&app, "192.0.2.1, 198.51.100.7").status, 429);
    assert_eq!(post_from(&app, "2001:db8::1").status, 201);
    assert_eq!(
        app.post(&good().to_string()).status,
        201,
        "a program of this machine"
    );
    thread::sleep(Duration::from_secs(seconds));
    assert_eq!(post_from(&app, "198.51.100.7").status, 201);
    let log = privacy::log();
    assert!(!log.contains("198.51.100.7") && !log.contains("192.0.2.1"));
}

#[test]
fn a_network_of_ipv6_is_one_client() {
    let app = behind_a_proxy("3/1", |_| {});
    let from = |host: u32| post_from(&app, &format!("2001:db8:1:2::{host:x}")).status;
    let statuses: Vec<u16> = (1..=5).map(from).collect();
    assert_eq!(statuses, [201, 201, 201, 429, 429]);
    assert_eq!(post_from(&app, "2001:db8:1:3::1").status, 201);
}

#[test]
fn receipt_codes_cannot_be_tried_without_end() {
    let app = behind_a_proxy("120/1", |_| {});
    let code = post_from(&app, "198.51.100.7").json()["code"].clone();
    let code = format!("Bearer {}", code.as_str().unwrap());
    let ask = |code: &str, address: &str| {
        let headers = [("authorization", code), ("x-forwarded-for", address)];
        app.client.get("/api/v1/answer", &headers)
    };
    let wrong = format!("Bearer {}", "0".repeat(28));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..60)
            .map(|_| scope.spawn(|| ask(&wrong, "203.0.113.9").status))
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let refused = statuses.iter().filter(|status| **status == 429).count();
    assert!(refused >= 20, "{statuses:?}");
    // A busy machine may take so long that another one is allowed by now.
    let mut late = (0..5).map(|_| ask(&code, "203.0.113.9"));
    let late = late.find(|late| late.status != 200).unwrap();
    late.problem(429);
    assert_ne!(late.header("retry-after"), "");
    assert_eq!(ask(&code, "198.51.100.7").status, 200, "nobody else waits");
}

#[test]
fn without_a_limit_nobody_is_refused() {
    let app = behind_a_proxy("off", |_| {});
    for _ in 0..150 {
        assert_eq!(post_from(&app, "198.51.100.7").status, 201);
    }
}

#[test]
fn more_connections_than_there_is_room_for_wait() {
    let app = TestApp::with(|config, _| {
        config.connections = 4;
        config.timeout = Duration::from_secs(2);
    });
    let held: Vec<_> = (0..8)
        .map(|_| {
            let mut stream = app.client.raw();
            stream.write_all(b"POST /api/v1/sub").unwrap();
            stream
        })
        .collect();
    // Theirs are closed in time, and then there is room.
    let mut late = app.client.raw();
    late.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    late.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(held);
}

#[test]
fn data_is_shut_and_pages_are_not() {
    let app = TestApp::with(|config, folder| {
        let (widget, site) = (folder.join("dist"), folder.join("site"));
        for folder in [&widget, &site] {
            std::fs::create_dir_all(folder).unwrap();
        }
        std::fs::write(widget.join("sv.json"), "{}").unwrap();
        std::fs::write(site.join("index.html"), "<p>").unwrap();
        config.widget = Some(widget);
        config.site = Some(site);
    });
    let policy = "default-src 'none'; frame-ancestors 'none'";
    for path in [
        "/healthz",
        "/api/v1/export",
        "/q/behov-test.json",
        "/nowhere",
        "/sv.json",
    ] {
        let answer = app.client.get(path, &[]);
        assert_eq!(answer.header("content-security-policy"), policy, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    let page = app.client.get("/index.html", &[]);
    let page = page.header("content-security-policy");
    assert!(
        page.contains("script-src 'self' 'wasm-unsafe-eval'"),
        "{page}"
    );
    for (path, expected) in [
        ("/sv.json", "cross-origin"),
        ("/q/behov-test.json", "cross-origin"),
        ("/api/v1/export", "same-origin"),
    ] {
        let answer = app.client.get(path, &[]);
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            expected,
            "{path}"
        );
    }
}

/// A nonce for `bits`, found as a widget would.
fn nonce(id: &str, bits: u32) -> String {
    let zeros = |nonce: &String| {
        let hash = Sha256::digest(format!("{id}:{nonce}"));
        u32::from_be_bytes(hash[..4].try_into().unwrap()).leading_zeros()
    };
    let mut all = (0..).map(|number: u64| number.to_string());
    all.find(|nonce| zeros(nonce) >= bits).unwrap()
}

#[test]
fn work_is_asked_for_and_checked() {
    let app = TestApp::with(|config, _| config.work = Some("12".parse().unwrap()));
    let body = good();
    let id = body["meta"]["id"].as_str().unwrap();
    let post = |nonces: &[&str]| {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(nonces.iter().map(|nonce| ("behov-work", *nonce)));
        app.client.post(body.to_string(), &headers)
    };
    let right = nonce(id, 12);
    let of_another = nonce("019a9d2e-7b1c-7000-8000-ffffffffffff", 12);
    let too_long = "1".repeat(65);
    for wrong in [
        &[][..],
        &[""],
        &["no work"],
        &[&of_another],
        &[&too_long],
        &[&right, &right],
    ] {
        let refused = post(wrong);
        let errors = refused.problem(428);
        assert_eq!(
            errors,
            [("work.required".to_owned(), String::new())],
            "{wrong:?}"
        );
        assert_eq!(refused.json()["errors"][0]["params"]["bits"], "12");
    }
    assert_eq!(app.rows(), 0);
    assert_eq!(post(&[&right]).status, 201);
    assert_eq!(post(&[&right]).status, 200, "the same work for every try");
    // What is no submission is told first.
    app.post("{").problem(400);
}

#[test]
fn what_was_written_where_no_human_sees_a_field_is_marked_and_kept() {
    let app = TestApp::start();
    for honeypot in [true, false] {
        let mut body = good();
        body["meta"]["honeypot"] = honeypot.into();
        assert_eq!(app.post(&body.to_string()).status, 201);
        let lines = app.export(Selection::default());
        let line: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        assert_eq!(line["status"], "stored");
        assert_eq!(line.get("suspect"), honeypot.then_some(&Value::Bool(true)));
    }
}

#[test]
fn what_was_written_in_no_time_is_marked_and_kept() {
    let app = TestApp::with(|config, _| config.least_seconds = 30);
    let marks: Vec<Value> = ["10:00:29", "10:00:30", "09:59:00"]
        .iter()
        .map(|time| {
            let mut body = good();
            body["meta"]["submitted_at"] = format!("2026-11-21T{time}Z").into();
            assert_eq!(app.post(&body.to_string()).status, 201, "{time}");
            let lines = app.export(Selection::default());
            let line: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
            assert_eq!(line["status"], "stored");
            line["suspect"].clone()
        })
        .collect();
    assert_eq!(marks, [true.into(), Value::Null, true.into()]);
}
