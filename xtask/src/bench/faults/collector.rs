//! The collector as a process: killed, cut off, starved.

use std::process::Command;

use crate::cargo;
use crate::place::Place;

/// How many lines of the table they write: copies 4, imports, the disk, kills,
/// the lock, slow senders, cut connections and the trace 1 each.
pub(super) const ROWS: usize = 11;

/// The tests, one by one: each has the machine for itself.
pub(super) fn command(place: &Place) -> Command {
    let mut command = cargo::cargo(place);
    command
        .args(["test", "--package", "behov-cli", "--test", "faults"])
        .args(["--", "--nocapture", "--test-threads", "1"]);
    command
}
