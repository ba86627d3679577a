//! Building the targets: what cargo-fuzz tells the compiler, with a toolchain
//! that knows it without being nightly.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::folder;
use crate::cargo;
use crate::place::Place;
use crate::run;

/// Compiling libFuzzer and our crates.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Which parts of the code an input reaches is counted, and what is compared.
/// cargo-fuzz passes the same; no sanitizer is among it.
const COVERAGE: [&str; 9] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "-Ccodegen-units=1",
    "--cfg",
    "fuzzing",
];

/// Compiles every target.
///
/// # Errors
/// When one does not compile.
pub(super) fn build(place: &Place) -> Result<()> {
    let mut command = cargo::cargo(place);
    command
        .args(["build", "--release", "--locked", "--bins"])
        // Named, so that build scripts and macros are built without the flags.
        .args(["--target", &host(place)?])
        .current_dir(place.root.join("fuzz"))
        .env("CARGO_TARGET_DIR", folder(place, "build"))
        .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"));
    run::run(&mut command, LIMIT)
        .context("the targets do not compile; libFuzzer needs a C++ compiler: `cargo xtask setup`")
}

/// Where a target lies once it has been built.
///
/// # Errors
/// When the compiler cannot be asked.
pub(super) fn program(place: &Place, name: &str) -> Result<PathBuf> {
    let folder = folder(place, "build").join(host(place)?);
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(folder.join("release").join(file))
}

/// What this machine is called.
fn host(place: &Place) -> Result<String> {
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV").current_dir(&place.root);
    let told = run::capture(&mut rustc, Duration::from_secs(30))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say its host")?.to_owned())
}
