//! What the program writes to its log holds no value that anybody typed, no
//! token and no receipt code, whatever is asked of it; and its data folder
//! nothing of who asked, and from where.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const TOKEN: &str = "HemligTokenForAdmin0123456789abcdef";

/// What no log may hold; everything else that is typed begins with it.
const MARK: &str = "emlig";

const NUMBERS: [&str; 5] = ["5560360793", "2120000142", "7531", "8642", "0701740605"];

/// What the headers of every request hold, beside what is asked: none of it is
/// anybody's to keep.
const HEADERS: [&str; 4] = [
    "HemligBrowser",
    "HemligKaka",
    "Hemligsida.example",
    "203.0.113.77",
];

/// Sends a request with a header of the browser's and a proxy's each; gives
/// status and body.
fn ask(address: &str, method: &str, path: &str, more: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         User-Agent: HemligBrowser/1.0\r\nCookie: a=HemligKaka\r\nReferer: https://Hemligsida.example/\r\n\
         X-Forwarded-For: 203.0.113.77\r\nContent-Type: application/json\r\n{more}\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    (status, body.to_owned())
}

fn submission(hash: &str, version: &str, number: u32) -> Value {
    json!({
        "meta": {
            "schema": "behov.submission/1.0",
            "id": format!("019a9d2e-7b1c-7000-8000-{number:012x}"),
            "questionnaire": { "id": "behov-test", "version": version, "hash": hash },
            "campaign": "hemligkampanj", "region": "hemligregion",
            "locale": "sv", "channel": "self", "today": "2026-11-21",
            "started_at": "2026-11-21T10:00:00Z", "submitted_at": "2026-11-21T10:05:00Z",
            "notice": { "version": "1", "shown_at": "2026-11-21T10:00:00Z" },
        },
        "org": { "country": "SE", "name": "Hemlignamn AB", "number": NUMBERS[0] },
        "out": { "need": "yes" },
        "need": [{ "occupation": { "text": "Hemligyrke" }, "count": { "y1": 7531 } }],
        "x": { "test": { "comment": "Hemligkommentar", "owner": NUMBERS[1] } },
        "perm": { "contact": true },
        "con": { "name": "Hemligkontakt", "email": "hemlig@example.org" },
    })
}

/// With fields that the test questionnaire does not ask: it waits for another.
fn waiting() -> Value {
    let mut body = submission(&"0".repeat(64), "9.0.0", 2);
    body["org"]["municipality"] = json!({ "text": "Hemligkommun" });
    body["org"]["industry"] = json!({ "text": "Hemligbransch" });
    body["org"]["employees_exact"] = json!(8642);
    body["trn"] = json!([{ "topic": { "text": "Hemligkurs" } }]);
    body["int"] = json!([{ "area": { "text": "Hemligpraktik" } }]);
    body["con"]["role"] = "Hemligroll".into();
    body["con"]["phone"] = NUMBERS[4].into();
    body["x"]["test"]["more"] = json!({ "Hemlignyckel": ["Hemligvärde"] });
    body
}

/// The bytes of every file of a folder and of those in it, the log of the
/// database among them.
fn files(folder: &Path) -> Vec<u8> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let bytes = paths.map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            fs::read(path).unwrap()
        }
    });
    bytes.collect::<Vec<_>>().concat()
}

#[test]
fn no_value_no_token_and_no_code_is_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let text = include_str!("../../collector/tests/api/questionnaire.json");
    let shelf = folder.path().join("questionnaires/behov-test");
    fs::create_dir_all(&shelf).unwrap();
    fs::write(shelf.join("1.0.0.json"), text).unwrap();
    fs::write(folder.path().join("token"), TOKEN).unwrap();
    let hash = behov_engine::Plan::read(text).unwrap().hash().to_owned();
    let log = folder.path().join("log");
    let mut child = Command::new(env!("CARGO_BIN_EXE_behov"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--admin-token-file",
            "token",
        ])
        .args(["--trusted-proxy", "127.0.0.1", "--rate-limit", "8/1"])
        .args(["--respondent-delete", "all", "--contact-days", "30"])
        .current_dir(folder.path())
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let address = line
        .split_once("http://")
        .unwrap()
        .1
        .split_once(',')
        .unwrap()
        .0;
    let path = "/api/v1/submissions";
    let post = |body: &str| ask(address, "POST", path, "", body);

    let body = submission(&hash, "1.0.0", 1);
    let (status, receipt) = post(&body.to_string());
    assert_eq!(status, 201, "{receipt}");
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    let code = receipt["code"].as_str().unwrap();
    assert_eq!(post(&waiting().to_string()).0, 201);
    let mut conflict = body.clone();
    conflict["org"]["name"] = "Hemligtvå AB".into();
    assert_eq!(post(&conflict.to_string()).0, 409);
    let mut refused = submission(&hash, "1.0.0", 3);
    refused["org"]["Hemligfält"] = json!({ "Hemlignyckel": "Hemligvärde" });
    assert_eq!(post(&refused.to_string()).0, 422);
    assert_eq!(post("{\"Hemligtrasig").0, 400);
    let key = "Idempotency-Key: Hemlignyckel\r\nBehov-Work: Hemligarbete\r\n";
    assert_eq!(ask(address, "POST", path, key, &body.to_string()).0, 400);
    let too_often: Vec<u16> = (0..9).map(|_| post("{\"Hemligtrasig").0).collect();
    assert!(too_often.contains(&429), "{too_often:?}");

    for (shown, status) in [(TOKEN, 200), ("Hemligfel", 401)] {
        let header = format!("Authorization: Bearer {shown}\r\n");
        let one = "/api/v1/submissions/019a9d2e-7b1c-7000-8000-000000000001";
        for path in ["/api/v1/export?questionnaire=behov-test", one] {
            assert_eq!(ask(address, "GET", path, &header, "").0, status);
        }
    }
    let in_address = format!("/api/v1/export?token={TOKEN}");
    assert_eq!(ask(address, "GET", &in_address, "", "").0, 401);
    for path in [
        "/Hemligsida",
        "/q/Hemligfil.json",
        "/api/v1/answer/Hemligkod",
    ] {
        assert_eq!(ask(address, "GET", path, "", "").0, 404, "{path}");
    }
    for (method, shown, status) in [
        ("GET", code, 200),
        ("GET", "Hemligkod", 404),
        ("DELETE", "Hemligkod", 404),
        ("DELETE", code, 200),
        ("GET", code, 410),
    ] {
        let header = format!("Authorization: Bearer {shown}\r\n");
        assert_eq!(
            ask(address, method, "/api/v1/answer", &header, "").0,
            status
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let kept = files(&folder.path().join("data"));
    let holds = |text: &str| {
        let text = text.as_bytes();
        kept.windows(text.len()).any(|window| window == text)
    };
    assert!(holds("Hemligkommun"), "the search does find what is stored");
    for header in HEADERS {
        assert!(!holds(header), "{header} is in the data folder");
    }
    for told in [code, &code.replace('-', ""), TOKEN] {
        assert!(!holds(told), "{told} is in the data folder");
    }
    let log = fs::read_to_string(log).unwrap();
    assert!(
        log.contains("019a9d2e-7b1c-7000-8000-000000000001"),
        "ids are told: {log}"
    );
    assert!(
        log.contains("json.unknown_field") && log.contains("conflict"),
        "codes are told"
    );
    assert!(!log.to_lowercase().contains(MARK), "{log}");
    for told in [code, &code.replace('-', ""), TOKEN, "203.0.113.77"] {
        assert!(!log.contains(told), "{told} is in the log");
    }
    // Within an id, a time or a port these digits may stand by chance.
    let mut words = log.split(|c: char| !(c.is_alphanumeric() || "-.".contains(c)));
    assert!(!words.any(|word| NUMBERS.contains(&word)), "{log}");
}
