//! What we build on: its licences, where it comes from, and what is known to
//! be wrong with it. `deny.toml` has the rules.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cargo;
use crate::place::Place;
use crate::run;
use crate::tool::Tool;

const TOOL: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    limit: Duration::from_secs(15 * 60),
};

/// Reading the lock file and the licences of a few hundred crates.
const LIMIT: Duration = Duration::from_secs(120);

/// The database of advisories is a git repository of some megabytes. Where its
/// server cannot be reached nobody shall wait for it.
const FETCH: Duration = Duration::from_secs(60);

/// Who needs a crate fills pages, with every version that stands twice.
const BRIEF: &str = "--hide-inclusion-graph";

/// Checks everything that `deny.toml` asks for.
///
/// # Errors
/// When a rule is broken, or the tool cannot be had.
pub(crate) fn check(place: &Place) -> Result<()> {
    TOOL.install(place)?;
    let mut rules = deny(place, &["check", BRIEF, "licenses", "bans", "sources"]);
    run::run(&mut rules, LIMIT).context(
        "take the crate out (`cargo tree --invert CRATE` tells what brings it), \
         or say in deny.toml why it may stay",
    )?;
    let fetched = run::capture(&mut deny(place, &["fetch", "db"]), FETCH);
    if let Err(error) = fetched {
        println!("{error:#}");
        println!("not checked: advisories (their database could not be fetched)");
        return Ok(());
    }
    let mut advisories = deny(place, &["--offline", "check", BRIEF, "advisories"]);
    run::run(&mut advisories, LIMIT).context(
        "update the crate that is named, or say in deny.toml why its advisory does not concern us",
    )
}

fn deny(place: &Place, arguments: &[&str]) -> Command {
    let mut command = cargo::clean(TOOL.program(place));
    command
        .args(["--workspace", "--locked", "--color", "never"])
        .args(arguments)
        .current_dir(&place.root);
    command
}
