//! Builds everything and shows it: a host page with the questionnaire in it,
//! and the collector that stores what is sent.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::collector::{self, Collector};
use crate::dist;
use crate::place::Place;
use crate::run;

/// # Errors
/// When something cannot be built, or the collector ends by itself.
pub(crate) fn demo(place: &Place, port: u16, serve: bool) -> Result<()> {
    let begun = Instant::now();
    println!("demo   builds the widget and the collector; a bare machine with two cores takes");
    println!("demo   about ten minutes, most of it compiling; the next time takes seconds");
    dist::build(place)?;
    println!("demo   the collector");
    let program = collector::build(place)?;
    println!("demo   built in {:.0} s", begun.elapsed().as_secs_f64());
    if !serve {
        return Ok(());
    }
    let mut collector = Collector::start(place, &program, &place.dist, port)?;
    println!(
        "ready  {}/  (answers in {}; Ctrl-C stops it)",
        collector.address,
        collector.database.display()
    );
    let ended = collector.running.wait(Duration::MAX);
    if run::interrupted() {
        return Ok(());
    }
    anyhow::bail!("the collector ended by itself ({})", ended?)
}
