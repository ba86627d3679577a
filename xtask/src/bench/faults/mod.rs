//! Under faults, in the long form: the collector with 10,000 submissions from
//! 64 clients and a kill every few seconds, and all its other faults; the widget
//! with 200 journeys in a browser whose network, storage and tabs fail.

mod browser;
mod collector;
mod table;

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::place::Place;
use crate::run;

/// Of each: compiling, and then some minutes.
const LIMIT: Duration = Duration::from_secs(40 * 60);

/// Runs the fault tests, and shows what came of them as one table.
///
/// # Errors
/// When one fails: then an answer was lost or doubled, or nobody can tell.
pub(super) fn faults(place: &Place) -> Result<()> {
    let begun = Instant::now();
    let mut rows = vec![table::HEAD.map(str::to_owned).to_vec()];
    // What is wrong with the one is no reason not to look at the other.
    let collector = long(&mut collector::command(place), &mut rows)?;
    let browser = long(&mut browser::command(place)?, &mut rows)?;
    println!("\n{}", table::table(&rows));
    println!("in {:.0} s", begun.elapsed().as_secs_f64());
    if !collector || !browser {
        bail!("a fault test failed");
    }
    Ok(())
}

/// Runs tests in their long form, adding their lines to the table; whether all
/// passed.
fn long(command: &mut Command, rows: &mut Vec<Vec<String>>) -> Result<bool> {
    command.env("BEHOV_FAULTS", "long");
    run::stream(command, LIMIT, |line| {
        println!("{line}");
        rows.extend(table::row(line));
    })
}
