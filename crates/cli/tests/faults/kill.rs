//! Killed again and again while many send.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

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
    let acknowledged = Mutex::new(BTreeSet::new());
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
                        if send(&office, address, number) {
                            acknowledged.lock().unwrap().insert(id(number));
                        }
                    }
                })
            })
            .collect();
        for client in clients {
            client.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        killer.join().unwrap()
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    let under_way = (0..plan.submissions).map(id).collect();
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

/// Sends one until it is acknowledged, or once; says whether it was.
fn send(office: &Office, address: SocketAddr, number: usize) -> bool {
    let body = office.submission(number);
    if number % TWICE == 1 {
        return thread::scope(|scope| {
            let other = scope.spawn(|| until_acknowledged(address, &body));
            until_acknowledged(address, &body) & other.join().unwrap()
        });
    }
    if number.is_multiple_of(GIVEN_UP) {
        return post(address, &body).is_ok_and(|answer| matches!(answer.status, 200 | 201));
    }
    until_acknowledged(address, &body)
}

fn until_acknowledged(address: SocketAddr, body: &str) -> bool {
    loop {
        match post(address, body) {
            Ok(answer) if matches!(answer.status, 200 | 201) => return true,
            // Too many wait, or it has just been killed.
            Ok(answer) => assert!(answer.status >= 500, "{}", answer.text),
            Err(_) => {}
        }
        thread::sleep(Duration::from_millis(20));
    }
}
