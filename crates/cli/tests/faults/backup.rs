//! A copy that is made while many send.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::office::{Office, id};
use crate::sender::post;
use crate::table;

/// How long the first answer may take to be acknowledged.
const PATIENCE: Duration = Duration::from_secs(60);

/// Says that it is done when it goes out of scope, be it by a failure: else
/// those who send would go on for ever.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_copy_under_load_holds_all_that_was_acknowledged_before() {
    let office = Office::new();
    let running = office.serve(&[]);
    let (next, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let acknowledged = Mutex::new(BTreeSet::new());
    let behov = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_behov"));
        let command = command.args(arguments).current_dir(office.folder.path());
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {told}");
    };
    let before: Vec<BTreeSet<String>> = thread::scope(|scope| {
        let _ended = Ended(&done);
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let answer = post(running.address, &office.submission(number)).unwrap();
                    assert_eq!(answer.status, 201, "{}", answer.text);
                    acknowledged.lock().unwrap().insert(id(number));
                }
            });
        }
        let mut before = Vec::new();
        for copy in ["1.copy", "2.copy", "3.copy"] {
            thread::sleep(Duration::from_millis(400));
            // However busy the machine is, there is something to be lost.
            let begun = Instant::now();
            while acknowledged.lock().unwrap().is_empty() && begun.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(20));
            }
            before.push(acknowledged.lock().unwrap().clone());
            behov(&["backup", copy]);
        }
        before
    });
    let sent: BTreeSet<String> = (0..next.load(Ordering::Relaxed)).map(id).collect();
    for (number, before) in (1..).zip(before) {
        let (copy, data) = (format!("{number}.copy"), format!("restored-{number}"));
        behov(&["restore", &copy, "--data", &data]);
        assert!(!before.is_empty());
        table::compare(
            "copied under load",
            1,
            &before,
            &sent,
            &office.stored(&data),
        );
    }
    let stored = office.stored("data");
    table::compare(
        "copying",
        3,
        &acknowledged.into_inner().unwrap(),
        &BTreeSet::new(),
        &stored,
    );
}

/// A second process writes to the database of the first.
#[test]
fn files_are_taken_while_many_send() {
    let office = Office::new();
    let running = office.serve(&[]);
    let files: Vec<String> = (100_000..100_200)
        .map(|number| office.submission(number))
        .collect();
    std::fs::write(office.folder.path().join("files.ndjson"), files.join("\n")).unwrap();
    let done = AtomicBool::new(false);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let ended = Ended(&done);
        for _ in 0..4 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let answer = post(running.address, &office.submission(number)).unwrap();
                    assert_eq!(answer.status, 201, "{}", answer.text);
                }
            });
        }
        let import = Command::new(env!("CARGO_BIN_EXE_behov"))
            .args(["import", "files.ndjson"])
            .current_dir(office.folder.path())
            .output()
            .unwrap();
        drop(ended);
        let told = String::from_utf8_lossy(&import.stdout).into_owned();
        assert!(import.status.success(), "{told}");
        assert_eq!(told.matches(": new ").count(), 200, "{told}");
    });
    let sent = (0..next.load(Ordering::Relaxed)).chain(100_000..100_200);
    let acknowledged: BTreeSet<String> = sent.map(id).collect();
    let stored = office.stored("data");
    table::compare(
        "imported under load",
        1,
        &acknowledged,
        &BTreeSet::new(),
        &stored,
    );
}
