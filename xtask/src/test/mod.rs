//! Every proof there is, stage by stage, each within its time.
//!
//! A stage is one or more commands. What they write is shown as it comes and
//! kept in `target/test/<stage>.log`. A stage that fails does not keep the
//! others from running, except those that build on it.

mod counts;
mod stages;
mod table;

use std::fs::{self, File};
use std::io::Write;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::run;

use stages::Stage;

pub(crate) use stages::playwright;
use table::Row;

/// How a command begins the line that tells what it did not prove. A stage
/// that says so passes, and the table repeats it.
const REMARK: &str = "not checked: ";

/// Which stages to run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Also those that take long and seldom fail.
    pub(crate) long: bool,
    /// Only the one of this name.
    pub(crate) only: Option<String>,
}

/// Runs the stages and prints the table; its last line is `N passed, N failed`.
/// Says whether all passed.
///
/// # Errors
/// When there is no such stage, or somebody stops us.
pub(crate) fn test(place: &Place, choice: &Choice) -> Result<bool> {
    let stages = chosen(stages::all(place, choice.long)?, choice)?;
    let mut rows: Vec<Row> = Vec::new();
    for stage in &stages {
        let broken = rows
            .iter()
            .find(|row| row.counts.failed > 0 && stage.needs.contains(&row.name));
        let row = match broken {
            Some(needed) => Row::not_run(stage, needed.name),
            None => {
                println!("\n== {} (at most {} s)", stage.name, stage.budget.as_secs());
                run_stage(place, stage)?
            }
        };
        if run::interrupted() {
            bail!("stopped");
        }
        rows.push(row);
    }
    println!("\n{}", table::table(&rows));
    Ok(rows.iter().all(|row| row.counts.failed == 0))
}

fn chosen(mut stages: Vec<Stage>, choice: &Choice) -> Result<Vec<Stage>> {
    let Some(only) = &choice.only else {
        stages.retain(|stage| choice.long || !stage.long);
        return Ok(stages);
    };
    let names: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
    let names = names.join(", ");
    stages.retain(|stage| stage.name == only);
    if stages.is_empty() {
        bail!("there is no stage `{only}`; there are {names}");
    }
    Ok(stages)
}

fn run_stage(place: &Place, stage: &Stage) -> Result<Row> {
    let folder = place.target.join("test");
    fs::create_dir_all(&folder)?;
    let mut log = File::create(folder.join(format!("{}.log", stage.name)))?;
    let begun = Instant::now();
    let mut counts = stage.counter.start()?;
    let mut note = String::new();
    let mut remark = String::new();
    for make in &stage.commands {
        let left = stage.budget.saturating_sub(begun.elapsed());
        // A command is made only now: it may need what an earlier stage built.
        let done = make(place).and_then(|mut command| {
            run::stream(&mut command, left, |line| {
                println!("{line}");
                if line.starts_with(REMARK) {
                    line.clone_into(&mut remark);
                }
                // The log is a help; the result does not depend on it.
                let _ = writeln!(log, "{line}");
                counts.read(line);
            })
        });
        note = match done {
            Ok(true) => continue,
            Ok(false) => "failed".to_owned(),
            Err(error) => format!("{error:#}"),
        };
        break;
    }
    let (counts, note) = counts.finish(note);
    if !note.is_empty() {
        println!("== {}: {note}", stage.name);
    }
    Ok(Row {
        name: stage.name,
        counts,
        took: begun.elapsed(),
        budget: stage.budget,
        note,
        remark,
    })
}
