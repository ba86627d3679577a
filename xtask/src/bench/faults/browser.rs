//! The widget in a browser, with a collector behind it.

use std::process::Command;

use anyhow::Result;

use crate::place::Place;
use crate::{collector, dist, npm, test};

/// How many lines of the table it writes: one for each part of its journeys.
pub(super) const ROWS: usize = 4;

/// The one test of journeys under random faults, with everything built that it
/// needs.
///
/// # Errors
/// When something cannot be built.
pub(super) fn command(place: &Place) -> Result<Command> {
    dist::build(place)?;
    collector::build(place)?;
    npm::E2E.install(place)?;
    npm::E2E.link(place)?;
    let mut command = test::playwright(place)?;
    command.args(["--reporter=list", "faults.spec.ts"]);
    Ok(command)
}
