//! The collector as a process: killed, cut off, starved.

use std::process::Command;

use crate::cargo;
use crate::place::Place;

/// The tests, one by one: each has the machine for itself.
pub(super) fn command(place: &Place) -> Command {
    let mut command = cargo::cargo(place);
    command
        .args(["test", "--package", "behov-cli", "--test", "faults"])
        .args(["--", "--nocapture", "--test-threads", "1"]);
    command
}
