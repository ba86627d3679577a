//! JavaScript and CSS, made small by esbuild.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use crate::npm;
use crate::place::Place;
use crate::run;

const LIMIT: Duration = Duration::from_secs(60);

/// The oldest browsers we serve; what is newer than them is rewritten.
const BROWSERS: &str = "--target=chrome111,firefox115,safari16.4";

/// A script made small, each of these names in it replaced by a value.
pub(super) fn minified(
    script: &[u8],
    place: &Place,
    definitions: &[(&str, Value)],
) -> Result<Vec<u8>> {
    let source = place.target.join("dist").join("script.js");
    fs::write(&source, script)?;
    let mut command = esbuild(place)?;
    for (name, value) in definitions {
        command.arg(format!("--define:{name}={value}"));
    }
    command.arg(&source);
    Ok(run::capture(&mut command, LIMIT)?.into_bytes())
}

/// A sheet with all that it imports, in that order, made small.
pub(super) fn joined_sheet(sheet: &Path, place: &Place) -> Result<Vec<u8>> {
    let mut command = esbuild(place)?;
    command.arg("--bundle").arg(sheet);
    Ok(run::capture(&mut command, LIMIT)?.into_bytes())
}

fn esbuild(place: &Place) -> Result<Command> {
    let mut command = npm::BUILD.node(place, "esbuild/bin/esbuild")?;
    command.args([
        "--minify",
        "--legal-comments=none",
        "--charset=utf8",
        "--log-level=warning",
    ]);
    command.arg(BROWSERS);
    Ok(command)
}
