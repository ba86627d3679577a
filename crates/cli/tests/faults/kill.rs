//! Killed again and again while many send.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::office::{Office, Running, id};
use crate::sender::post;
use crate::{is_long, table};

/// How much is sent, by how many, and how often it is interrupted.
struct Plan {
    submissions: usize,
    clients: usize,
    pause: Duration,
}

/// Every so many submissions one is sent once and given up: nobody knows
/// whether it is stored.
const GIVEN_UP: usize = 10;

/// Every so many are sent by two at a time.
const TWICE: usize = 4;

/// How long one submission may take to be acknowledged, however often the
/// collector is killed meanwhile.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a client knows of a submission.
enum Outcome {
    Acknowledged,
    /// The connection ended before an answer came: it may be stored.
    Unknown,
    /// It was told that it is not stored.
    Refused,
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let plan = if is_long() {
        Plan {
            submissions: 10_000,
            clients: 64,
            pause: Duration::from_secs(3),
        }
    } else {
        Plan {
            submissions: 900,
            clients: 16,
            pause: Duration::from_millis(700),
        }
    };
    let office = Office::new();
    let first = office.serve(&[]);
    let address = first.address;
    let (next, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (acknowledged, under_way) = (Mutex::new(BTreeSet::new()), Mutex::new(BTreeSet::new()));
    let kills = thread::scope(|scope| {
        let killer = scope.spawn(|| keep_killing(&office, first, &plan, &done));
        let clients: Vec<_> = (0..plan.clients)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= plan.submissions {
                            break;
                        }
                        let known = match send(&office, address, number) {
                            Outcome::Acknowledged => &acknowledged,
                            Outcome::Unknown => &under_way,
                            Outcome::Refused => continue,
                        };
                        known.lock().unwrap().insert(id(number));
                    }
                })
            })
            .collect();
        let ended: Vec<_> = clients.into_iter().map(|client| client.join()).collect();
        // Whatever has become of them: else the killing would go on for ever.
        done.store(true, Ordering::Relaxed);
        let kills = killer.join().unwrap();
        ended.into_iter().for_each(|client| client.unwrap());
        kills
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    let under_way = under_way.into_inner().unwrap();
    let stored = office.stored("data");
    assert!(kills >= 3, "killed {kills} times");
    assert!(acknowledged.len() >= plan.submissions - plan.submissions / GIVEN_UP);
    table::compare(
        "kill -9 under load",
        kills,
        &acknowledged,
        &under_way,
        &stored,
    );
}

/// Kills the collector after each pause, and starts another; says how often.
fn keep_killing(office: &Office, first: Running, plan: &Plan, done: &AtomicBool) -> usize {
    let listen = first.address.to_string();
    let mut running = first;
    let mut kills = 0;
    while !done.load(Ordering::Relaxed) {
        thread::sleep(plan.pause);
        running.kill();
        kills += 1;
        running = loop {
            let command = office.command(&["--listen", &listen]);
            if let Some(running) = Running::start(command) {
                break running;
            }
            thread::sleep(Duration::from_millis(50));
        };
    }
    kills
}

/// Sends one until it is acknowledged, or once; says what came of it.
fn send(office: &Office, address: SocketAddr, number: usize) -> Outcome {
    let body = office.submission(number);
    if number % TWICE == 1 {
        thread::scope(|scope| {
            let other = scope.spawn(|| until_acknowledged(address, &body));
            until_acknowledged(address, &body);
            other.join().unwrap();
        });
        return Outcome::Acknowledged;
    }
    if number.is_multiple_of(GIVEN_UP) {
        return once(address, &body);
    }
    until_acknowledged(address, &body);
    Outcome::Acknowledged
}

fn once(address: SocketAddr, body: &str) -> Outcome {
    match post(address, body) {
        Ok(answer) if matches!(answer.status, 200 | 201) => Outcome::Acknowledged,
        // Too many wait, or the database is not there for the moment.
        Ok(answer) => {
            assert!(answer.status >= 500, "{}", answer.text);
            Outcome::Refused
        }
        Err(_) => Outcome::Unknown,
    }
}

fn until_acknowledged(address: SocketAddr, body: &str) {
    let begun = Instant::now();
    while !matches!(once(address, body), Outcome::Acknowledged) {
        assert!(begun.elapsed() < PATIENCE, "never acknowledged: {body}");
        thread::sleep(Duration::from_millis(20));
    }
}
