//! A disk that takes no more.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::office::{Office, Running, id};
use crate::sender::post;
use crate::table;

/// Lets the files of a process grow to so many bytes, or to any size.
fn limit(running: &Running, bytes: Option<u64>) {
    let bytes = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
    let pid = running.child.id().to_string();
    let done = Command::new("prlimit")
        .args(["--pid", &pid, &format!("--fsize={bytes}:unlimited")])
        .status();
    let done = done.unwrap_or_else(|error| panic!("prlimit (of util-linux) is needed: {error}"));
    assert!(done.success());
}

#[test]
fn a_full_disk_acknowledges_nothing_and_works_again() {
    let office = Office::new();
    // A shell that ignores the signal of a file that has grown too large:
    // whoever it starts ignores it as well, and sees the write fail instead.
    let inner = office.command(&["--listen", "127.0.0.1:0"]);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
    command.arg(inner.get_program()).args(inner.get_args());
    command.current_dir(office.folder.path());
    let running = Running::start(command).unwrap();

    let (mut acknowledged, mut refused) = (BTreeSet::new(), Vec::new());
    let mut injected = 0;
    // First some more fits, then not even the head of the log.
    for (round, more) in [40_000, 0, 90_000, 0].into_iter().enumerate() {
        let log = fs::metadata(office.data().join("behov.db-wal")).unwrap();
        let room = if more > 0 { log.len() + more } else { 1000 };
        limit(&running, Some(room));
        for number in round * 100..round * 100 + 30 {
            let answer = post(running.address, &office.submission(number)).unwrap();
            if answer.status == 201 {
                acknowledged.insert(id(number));
                continue;
            }
            injected += 1;
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert!(
                answer.text.contains("urn:behov:problem:store"),
                "{}",
                answer.text
            );
            let lower = answer.text.to_lowercase();
            assert!(lower.contains("retry-after: 10"), "{}", answer.text);
            refused.push(number);
        }
        limit(&running, None);
        for number in refused.drain(..) {
            let answer = post(running.address, &office.submission(number)).unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text);
            acknowledged.insert(id(number));
        }
    }
    assert!(injected >= 40, "the disk was never full: {injected}");
    drop(running);
    let stored = office.stored("data");
    table::compare(
        "disk full",
        injected,
        &acknowledged,
        &BTreeSet::new(),
        &stored,
    );
}
