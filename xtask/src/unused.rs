//! Dependencies that are named in a manifest and nowhere else.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::cargo;
use crate::place::Place;
use crate::run;
use crate::tool::Tool;

const TOOL: Tool = Tool {
    name: "cargo-machete",
    version: "0.9.2",
    limit: Duration::from_secs(10 * 60),
};

const LIMIT: Duration = Duration::from_secs(60);

/// Checks every manifest of the checkout.
///
/// # Errors
/// When a dependency is not used, or the tool cannot be had.
pub(crate) fn check(place: &Place) -> Result<()> {
    TOOL.install(place)?;
    let mut machete = cargo::clean(TOOL.program(place));
    machete.args(["--skip-target-dir"]).current_dir(&place.root);
    run::run(&mut machete, LIMIT)
        .context("remove the dependencies that are named above from their manifests")
}
