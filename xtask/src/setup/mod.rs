//! Fetches the tools. Each step says what it takes and how long it may last;
//! what is there already takes no time.

mod browser;
mod cpp;
mod debian;
mod strace;
mod wasm;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::npm::{self, Packages};
use crate::place::Place;
use crate::run;

pub(crate) use browser::Browser;

/// Everything any verb needs.
///
/// # Errors
/// When a tool is missing and cannot be had.
pub(crate) fn everything(place: &Place) -> Result<()> {
    for_dist(place)?;
    for_browser_tests(place)?;
    strace::strace()?;
    cpp::compiler()?;
    for_spelling(place)
}

/// What the widget's files are built with.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_dist(place: &Place) -> Result<()> {
    wasm::compiler()?;
    packages(place, npm::BUILD)
}

/// What the widget is tested with.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_browser_tests(place: &Place) -> Result<()> {
    wasm::clippy()?;
    browser::browser()?;
    packages(place, npm::E2E)?;
    npm::E2E.link(place)
}

/// What words are compared with.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_spelling(place: &Place) -> Result<()> {
    packages(place, npm::SPELLING)
}

fn packages(place: &Place, packages: Packages) -> Result<()> {
    let what = format!("npm packages of {}", packages.folder);
    if packages.installed_at(place)?.is_dir() {
        there(&what, packages.name);
        return Ok(());
    }
    fetch(
        &what,
        &format!("npm ci, about {}", packages.size),
        npm::LIMIT,
        || packages.install(place),
    )
}

/// Says that a tool is there, and which.
fn there(what: &str, which: impl std::fmt::Display) {
    println!("setup  {what}: already there ({which})");
}

/// Fetches a tool, saying how and how long it may take.
fn fetch<T>(what: &str, how: &str, limit: Duration, step: impl FnOnce() -> Result<T>) -> Result<T> {
    if run::interrupted() {
        bail!("stopped");
    }
    println!("setup  {what}: {how}; at most {} s", limit.as_secs());
    let begun = Instant::now();
    let got = step().with_context(|| format!("{what} could not be had"))?;
    println!(
        "setup  {what}: done in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    Ok(got)
}
