//! Who sends slowly, or leaves in the middle, is in nobody's way.

use std::collections::BTreeSet;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use crate::office::{Office, id};
use crate::sender::{self, connect, head, post};
use crate::table;

const SLOW: usize = 60;

#[test]
fn slow_senders_stop_nobody() {
    let office = Office::new();
    let running = office.serve(&["--timeout", "3"]);
    let address = running.address;
    let body = office.submission(999);
    let begun = Instant::now();
    let slow: Vec<_> = (0..SLOW)
        .map(|number| {
            let mut stream = connect(address).unwrap();
            // Half of them stop in the head, half in the body.
            let head = head(body.len());
            let part = if number % 2 == 0 { &head[..20] } else { &head };
            stream.write_all(part.as_bytes()).unwrap();
            stream
        })
        .collect();
    let mut acknowledged = BTreeSet::new();
    for number in 0..20 {
        let begun = Instant::now();
        assert_eq!(
            post(address, &office.submission(number)).unwrap().status,
            201
        );
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(2), "{took:?}");
        acknowledged.insert(id(number));
    }
    for (number, mut stream) in slow.into_iter().enumerate() {
        // A drop now and then does not help.
        let _ = stream.write_all(b"x");
        if number % 2 == 1 {
            let answer = sender::read(stream);
            assert!(answer.is_ok_and(|answer| answer.status == 408));
        } else {
            assert!(sender::read(stream).is_err(), "closed without an answer");
        }
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(15), "{took:?}");
    drop(running);
    let stored = office.stored("data");
    table::compare(
        "slow senders",
        SLOW,
        &acknowledged,
        &BTreeSet::new(),
        &stored,
    );
}

#[test]
fn a_connection_that_is_cut_stores_nothing_in_part() {
    let office = Office::new();
    let running = office.serve(&[]);
    let mut acknowledged = BTreeSet::new();
    let mut cuts = 0;
    for number in 0..20 {
        let body = office.submission(number);
        let request = head(body.len()) + &body;
        for cut in [10, request.len() / 2, request.len() - 1] {
            let mut stream = connect(running.address).unwrap();
            stream.write_all(&request.as_bytes()[..cut]).unwrap();
            drop(stream);
            cuts += 1;
        }
        // And one that leaves before its answer: it may be stored.
        if number % 2 == 0 {
            let mut stream = connect(running.address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            drop(stream);
            cuts += 1;
        }
        let answer = post(running.address, &body).unwrap();
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text);
        acknowledged.insert(id(number));
    }
    thread::sleep(Duration::from_millis(100));
    drop(running);
    let stored = office.stored("data");
    table::compare(
        "connections cut",
        cuts,
        &acknowledged,
        &BTreeSet::new(),
        &stored,
    );
}
