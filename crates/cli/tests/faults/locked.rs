//! Somebody else holds the database for longer than anybody waits.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::office::{Office, id};
use crate::sender::post;
use crate::table;

/// How many send meanwhile.
const SENDERS: usize = 8;

#[test]
fn a_locked_database_is_told_and_waited_for() {
    let office = Office::new();
    let running = office.serve(&[]);
    assert_eq!(
        post(running.address, &office.submission(0)).unwrap().status,
        201
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut other = runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(office.data().join("behov.db"));
        let mut other = options.connect().await.unwrap();
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut other)
            .await
            .unwrap();
        other
    });
    let begun = Instant::now();
    let (office, address) = (&office, running.address);
    thread::scope(|scope| {
        let senders: Vec<_> = (1..=SENDERS)
            .map(|number| {
                let body = office.submission(number);
                scope.spawn(move || post(address, &body).unwrap())
            })
            .collect();
        for sender in senders {
            let answer = sender.join().unwrap();
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert!(
                answer.text.to_lowercase().contains("retry-after"),
                "{}",
                answer.text
            );
        }
    });
    // All who wait are told together, not each after a wait of its own.
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(28), "{took:?}");
    runtime.block_on(async {
        sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
    });
    for number in 1..=SENDERS {
        assert_eq!(
            post(address, &office.submission(number)).unwrap().status,
            201
        );
    }
    let acknowledged: BTreeSet<_> = (0..=SENDERS).map(id).collect();
    let stored = office.stored("data");
    table::compare(
        "database locked",
        SENDERS,
        &acknowledged,
        &BTreeSet::new(),
        &stored,
    );
}
