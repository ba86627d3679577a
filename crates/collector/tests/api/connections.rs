//! Who neither speaks nor listens is let go in time; who is slow is not.

use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{TestApp, good};

const LIMIT: Duration = Duration::from_millis(800);

/// Longer than any of these tests needs, shorter than the limits of a client.
const BOUND: Duration = Duration::from_secs(10);

fn app() -> TestApp {
    TestApp::with(|config, folder| {
        config.timeout = LIMIT;
        let widget = folder.join("dist");
        std::fs::create_dir_all(&widget).unwrap();
        // More than what lies between two ends of a connection.
        let file = File::create(widget.join("large.bin")).unwrap();
        file.set_len(64 << 20).unwrap();
        config.widget = Some(widget);
    })
}

/// How many bytes come until the other side closes, and how long that took. A
/// connection that is reset has come to its end as well.
fn rest(stream: &mut TcpStream) -> (usize, Duration) {
    let begun = Instant::now();
    let mut length = 0;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => panic!("{error}"),
        }
    }
    (length, begun.elapsed())
}

#[test]
fn a_head_that_does_not_end() {
    let app = app();
    for begin in ["", "GET /hea", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-"] {
        let mut stream = app.client.raw();
        stream.write_all(begin.as_bytes()).unwrap();
        let (length, took) = rest(&mut stream);
        assert_eq!(length, 0, "{begin}");
        assert!(LIMIT / 2 < took && took < BOUND, "{begin}: {took:?}");
    }
}

#[test]
fn a_head_that_comes_in_drops() {
    let app = app();
    let mut stream = app.client.raw();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nX-").unwrap();
    let begun = Instant::now();
    // Each drop comes well before the limit, the end of the head never.
    while stream.write_all(b"x").is_ok() {
        assert!(begun.elapsed() < BOUND, "still open");
        thread::sleep(LIMIT / 8);
    }
    assert!(begun.elapsed() > LIMIT / 2);
}

#[test]
fn a_connection_that_is_kept_open_for_nothing() {
    let app = app();
    let mut stream = app.client.raw();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    let (length, took) = rest(&mut stream);
    assert!(length > 0, "it was answered");
    assert!(LIMIT / 2 < took && took < BOUND, "{took:?}");
    // Within the limit one connection carries one request after the other.
    let mut stream = app.client.raw();
    for _ in 0..12 {
        thread::sleep(LIMIT / 8);
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            .unwrap();
        let mut some = [0; 12];
        stream.read_exact(&mut some).unwrap();
        assert_eq!(&some, b"HTTP/1.1 200");
        let mut left = vec![0; 4096];
        let read = stream.read(&mut left).unwrap();
        assert!(left[..read].ends_with(b"{\"status\":\"ok\"}"));
    }
}

fn begin_large(app: &TestApp) -> TcpStream {
    let mut stream = app.client.raw();
    stream
        .write_all(b"GET /large.bin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    stream
}

#[test]
fn an_answer_that_nobody_takes() {
    let app = app();
    let mut stream = begin_large(&app);
    thread::sleep(LIMIT * 2);
    let (length, took) = rest(&mut stream);
    assert!(length < 64 << 20, "{length}");
    assert!(took < BOUND, "{took:?}");
}

#[test]
fn an_answer_that_is_taken_slowly() {
    let app = app();
    let mut stream = begin_large(&app);
    let begun = Instant::now();
    let mut length = 0;
    let mut buffer = vec![0; 4 << 20];
    while length < 40 << 20 {
        thread::sleep(LIMIT / 8);
        length += stream.read(&mut buffer).unwrap();
    }
    assert!(
        begun.elapsed() > LIMIT,
        "longer than anything may stand still"
    );
    let (rest, _) = rest(&mut stream);
    assert!(length + rest > 64 << 20, "the whole file and its head");
}

#[test]
fn those_who_hold_connections_keep_nobody_out() {
    let app = app();
    let held: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = app.client.raw();
            stream.write_all(b"POST /api/v1/sub").unwrap();
            stream
        })
        .collect();
    assert_eq!(app.post(&good().to_string()).status, 201);
    drop(held);
}
