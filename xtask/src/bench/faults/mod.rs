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
/// When one fails: then an answer was lost or doubled, or nobody can tell. So
/// when one says nothing: it may not have run at all.
pub(super) fn faults(place: &Place) -> Result<()> {
    let begun = Instant::now();
    // What is wrong with the one is no reason not to look at the other.
    let (collector, of_collector) = long(&mut collector::command(place))?;
    let (browser, of_browser) = long(&mut browser::command(place)?)?;
    let rows = [
        vec![table::HEAD.map(str::to_owned).to_vec()],
        of_collector.clone(),
        of_browser.clone(),
    ];
    println!("\n{}", table::table(&rows.concat()));
    println!("in {:.0} s", begun.elapsed().as_secs_f64());
    if !collector || !browser {
        bail!("a fault test failed");
    }
    table::complete("the collector", &of_collector, collector::ROWS)?;
    table::complete("the browser", &of_browser, browser::ROWS)
}

/// Runs tests in their long form; whether all passed, and their lines of the
/// table.
fn long(command: &mut Command) -> Result<(bool, Vec<Vec<String>>)> {
    command.env("BEHOV_FAULTS", "long");
    let mut rows = Vec::new();
    let passed = run::stream(command, LIMIT, |line| {
        println!("{line}");
        rows.extend(table::row(line));
    })?;
    Ok((passed, rows))
}
