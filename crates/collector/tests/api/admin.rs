//! What is read with the admin token, and that nothing is without it.

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use behov_collector::Selection;
use serde_json::{Value, json};

use crate::app::{TOKEN, TestApp, good, submission};
use crate::client::{Answer, read_all};
use crate::privacy;

const PATHS: [&str; 2] = ["/api/v1/export", "/api/v1/submissions/nobody"];

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200);
    let text = std::str::from_utf8(&answer.body).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn without_a_token_of_the_operators_nothing_is_read() {
    let app = TestApp::start();
    for path in PATHS {
        for answer in [app.client.get(path, &[]), app.admin(path)] {
            assert!(answer.problem(403).is_empty());
            let detail = answer.json()["detail"].to_string();
            assert!(detail.contains("--admin-token-file"), "{detail}");
        }
    }
}

#[test]
fn only_the_token_opens() {
    let app = TestApp::with_token();
    let longer = format!("{TOKEN}0");
    let values = [
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        &format!("Basic {TOKEN}"),
        &format!("Bearer{TOKEN}"),
        &format!("Bearer {}", &TOKEN[..TOKEN.len() - 1]),
        &format!("Bearer {}", &TOKEN[..16]),
        &format!("Bearer {longer}"),
        &format!("Bearer {}", TOKEN.to_uppercase()),
        &format!("Bearer {TOKEN}, Bearer {TOKEN}"),
        &format!("Bearer \"{TOKEN}\""),
    ];
    for value in values {
        let answer = app.client.get(PATHS[0], &[("authorization", value)]);
        assert!(answer.problem(401).is_empty(), "{value}");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"behov\"");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    for path in PATHS {
        app.client.get(path, &[]).problem(401);
    }
    let good = format!("Bearer {TOKEN}");
    let twice = [("authorization", good.as_str()), ("authorization", &good)];
    app.client.get(PATHS[0], &twice).problem(401);
    for scheme in ["Bearer ", "bearer ", "BEARER   "] {
        let value = format!("{scheme}{TOKEN}");
        let answer = app.client.get(PATHS[0], &[("authorization", &value)]);
        assert_eq!(answer.status, 200, "{scheme}");
    }
}

#[test]
fn a_token_in_the_address_opens_nothing() {
    let app = TestApp::with_token();
    for name in ["access_token", "token", "authorization", "Bearer"] {
        for path in PATHS {
            app.client
                .get(&format!("{path}?{name}={TOKEN}"), &[])
                .problem(401);
        }
    }
    let cookie = format!("token={TOKEN}; access_token={TOKEN}");
    app.client
        .get(PATHS[0], &[("cookie", &cookie)])
        .problem(401);
}

#[test]
fn no_token_is_in_the_log() {
    let app = TestApp::with_token();
    let wrong = "another-token-that-is-wrong.0123456789";
    for path in PATHS {
        app.admin(path);
        let value = format!("Bearer {wrong}");
        app.client
            .get(path, &[("authorization", &value)])
            .problem(401);
        app.client
            .get(&format!("{path}?token={wrong}"), &[])
            .problem(401);
    }
    let log = privacy::log();
    assert!(
        log.contains("no token, or a wrong one"),
        "refusals are told"
    );
    assert!(log.contains("submissions read out"), "readings are told");
    for secret in [TOKEN, wrong] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[test]
fn pages_of_other_origins_read_nothing() {
    let app = TestApp::with(|config, _| {
        config.admin_token = Some(TOKEN.parse().unwrap());
        config.allow_origins = vec!["*".parse().unwrap()];
    });
    let bearer = format!("Bearer {TOKEN}");
    for path in PATHS {
        for headers in [
            &[("origin", "https://www.example.org")][..],
            &[
                ("origin", "https://www.example.org"),
                ("authorization", &bearer),
            ],
        ] {
            let answer = app.client.get(path, headers);
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        }
        let preflight = [
            ("origin", "https://www.example.org"),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "authorization"),
        ];
        let answer = app.client.send("OPTIONS", path, &preflight, Vec::new());
        assert_ne!(answer.status, 200);
        for name in ["origin", "methods", "headers"] {
            let name = format!("access-control-allow-{name}");
            assert_eq!(answer.header(&name), "", "{path}");
        }
    }
}

#[test]
fn one_submission_is_its_line_of_the_export() {
    let app = TestApp::with_token();
    let old = good();
    let mut new = good();
    new["meta"]["replaces"] = old["meta"]["id"].clone();
    let mut waiting = submission(json!({ "x": { "test": { "new": 1 } } }));
    waiting["meta"]["questionnaire"]["version"] = "2.0.0".into();
    let mut locations = Vec::new();
    for body in [&old, &new, &waiting] {
        let answer = app.post(&body.to_string());
        assert_eq!(answer.status, 201);
        locations.push(answer.header("location").to_owned());
    }
    let export = app.export(Selection::default());
    let statuses = ["amended", "stored", "quarantined"];
    for ((location, line), status) in locations.iter().zip(export.lines()).zip(statuses) {
        let answer = app.admin(location);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.body, line.as_bytes(), "byte for byte");
        assert_eq!(answer.json()["status"], status);
    }
    let first = app.admin(&locations[0]).json();
    assert_eq!(first["amended_by"], new["meta"]["id"]);
    assert_eq!(first["submission"], old, "contact is joined again");
}

#[test]
fn ids_that_nobody_has() {
    let app = TestApp::with_token();
    assert_eq!(app.post(&good().to_string()).status, 201);
    for id in [
        "019a9d2e-7b1c-7000-8000-ffffffffffff",
        "%25",
        "%ff",
        "%00",
        "'%20OR%20'1'='1",
        &"x".repeat(5000),
    ] {
        let answer = app.admin(&format!("/api/v1/submissions/{id}"));
        assert!(answer.problem(404).is_empty());
        assert_eq!(
            answer.json()["type"],
            "urn:behov:problem:unknown-submission"
        );
    }
}

#[test]
fn the_export_is_that_of_the_command() {
    let app = TestApp::with_token();
    for _ in 0..130 {
        assert_eq!(app.post(&good().to_string()).status, 201);
    }
    let export = |questionnaire: Option<&str>, after| {
        let questionnaire = questionnaire.map(str::to_owned);
        app.export(Selection {
            questionnaire,
            after,
            test: false,
        })
    };
    for (query, expected) in [
        ("", export(None, 0)),
        ("?format=ndjson", export(None, 0)),
        ("?test=false", export(None, 0)),
        ("?questionnaire=behov-test", export(Some("behov-test"), 0)),
        ("?after=101", export(None, 101)),
        (
            "?after=129&questionnaire=behov-test&format=ndjson",
            export(None, 129),
        ),
    ] {
        let answer = app.admin(&format!("/api/v1/export{query}"));
        assert_eq!(answer.status, 200, "{query}");
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.body, expected.as_bytes(), "{query}");
        assert!(!expected.is_empty());
    }
    assert_eq!(lines(&app.admin("/api/v1/export")).len(), 130);
    for query in [
        "?questionnaire=nobody",
        "?after=130",
        "?test=true",
        "?after=18446744073709551615",
    ] {
        let answer = app.admin(&format!("/api/v1/export{query}"));
        assert_eq!((answer.status, answer.body.len()), (200, 0), "{query}");
    }
}

#[test]
fn a_query_that_is_not_understood() {
    let app = TestApp::with_token();
    for query in [
        "after=-1",
        "after=x",
        "after=",
        "after=18446744073709551616",
        "after=1&after=2",
        "test=yes",
        "test",
        "format=CSV",
        "format=NDJSON",
        "format=ods",
        "format=csv&table=nede",
        "format=csv&table=x.../etc/passwd",
        "format=csv&separator=tab",
        "format=csv&table=need&table=need",
        "format=xlsx&table=need",
        "table=need",
        "separator=comma",
        "questionaire=behov-test",
        "questionnaire=a&questionnaire=b",
        "token=x",
    ] {
        let answer = app.admin(&format!("/api/v1/export?{query}"));
        assert!(answer.problem(400).is_empty(), "{query}");
        let detail = answer.json()["detail"].to_string();
        assert!(detail.contains("`after`"), "{detail}");
    }
}

/// Asks for everything on a connection of its own.
fn begin_export(app: &TestApp) -> std::net::TcpStream {
    let mut stream = app.client.raw();
    write!(
        stream,
        "GET /api/v1/export HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Authorization: Bearer {TOKEN}\r\n\r\n"
    )
    .unwrap();
    stream
}

#[test]
fn an_export_that_fails_breaks_off() {
    let app = TestApp::with_token();
    for _ in 0..120 {
        assert_eq!(app.post(&good().to_string()).status, 201);
    }
    let whole = read_all(begin_export(&app));
    assert!(whole.ends_with("\r\n0\r\n\r\n"), "in chunks, with an end");
    app.tamper("UPDATE submission SET answers = '{' WHERE seq = 110");
    let answer = read_all(begin_export(&app));
    assert!(
        !answer.ends_with("\r\n0\r\n\r\n") && !answer.contains("\"seq\":120,"),
        "nobody takes it for whole"
    );
    // What fails at once says so.
    app.tamper("UPDATE submission SET answers = '{' WHERE seq = 1");
    let answer = app.admin("/api/v1/export");
    assert!(answer.problem(503).is_empty());
    assert_ne!(answer.header("retry-after"), "");
}

#[test]
fn an_export_ends_when_nobody_takes_it() {
    let app = TestApp::with_token();
    let mut large = good();
    large["meta"]["schema"] = "behov.submission/1.1".into();
    large["later"] = "x".repeat(20_000).into();
    for _ in 0..350 {
        large["meta"]["id"] = crate::app::new_id().into();
        assert_eq!(app.post(&large.to_string()).status, 201);
    }
    let mut stream = begin_export(&app);
    let mut some = [0; 1000];
    stream.read_exact(&mut some).unwrap();
    drop(stream);
    let begun = Instant::now();
    while !privacy::log().contains("left before their end") {
        assert!(begun.elapsed() < Duration::from_secs(20), "still reading");
        thread::sleep(Duration::from_millis(10));
    }
}
