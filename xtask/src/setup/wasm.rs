//! The compiler for wasm: the one that is there, else rustup's, else Debian's.

use std::env;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{debian, fetch, there};
use crate::cargo;
use crate::run;
use crate::wasm::{Compiler, TARGET};

const WHAT: &str = "wasm compiler";

/// # Errors
/// When none is there and none can be had.
pub(super) fn compiler() -> Result<()> {
    if let Some(compiler) = Compiler::find() {
        there(WHAT, compiler);
        return Ok(());
    }
    let by_rustup = cargo::on_path(&["rustup"]).is_some() && from_rustup().is_ok();
    if !by_rustup {
        from_debian()?;
    }
    let compiler = Compiler::find().context("a compiler was installed, but it is of no use")?;
    println!("setup  {WHAT}: {compiler}");
    Ok(())
}

/// Clippy for wasm. rustup's stands beside its compiler; the distribution's
/// is a package of its own.
///
/// # Errors
/// When it is not there and cannot be had.
pub(super) fn clippy() -> Result<()> {
    let distributed = Compiler::find().is_some_and(|compiler| compiler.is_distributed());
    let driver = Path::new("/usr/bin/cargo-clippy");
    if !distributed {
        return Ok(());
    }
    if driver.is_file() {
        there("clippy for wasm", driver.display());
        return Ok(());
    }
    let how = "apt-get install rust-web-clippy, about 4 MB";
    fetch("clippy for wasm", how, debian::LIMIT, || {
        debian::install(&["rust-web-clippy"])
    })
}

fn from_rustup() -> Result<()> {
    let limit = rustup_limit();
    let add = |kind: &str, name: &str| {
        let how = format!("rustup {kind} add {name}, about 25 MB");
        let mut rustup = cargo::clean("rustup");
        let added = fetch(WHAT, &how, limit, || {
            run::run(rustup.args([kind, "add", name]), limit)
        });
        if let Err(error) = &added {
            println!("setup  {error:#}");
        }
        added
    };
    add("target", TARGET)?;
    // Without the library's source the wasm is somewhat larger, and works.
    let _ = add("component", "rust-src");
    Ok(())
}

/// Where its server cannot be reached rustup waits for ever. A slow but open
/// line may need longer: `BEHOV_RUSTUP_SECONDS` says how long.
fn rustup_limit() -> Duration {
    let seconds = env::var("BEHOV_RUSTUP_SECONDS").ok();
    let seconds = seconds.and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(20))
}

fn from_debian() -> Result<()> {
    let how = "apt-get install rustc-web cargo-web rust-web-src rust-web-llvm, about 130 MB";
    fetch(WHAT, how, debian::LIMIT, || {
        debian::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"])?;
        debian::install(&[&linker()?])
    })
    .with_context(|| format!("try `rustup target add {TARGET}` yourself"))
}

/// The package with the linker. It is called after its version, and the
/// compiler's packages say which one they fit: `rust-lld` links to it.
fn linker() -> Result<String> {
    let link = std::fs::read_link("/usr/bin/rust-lld").context("/usr/bin/rust-lld")?;
    let name = link
        .file_name()
        .context("/usr/bin/rust-lld links to no program")?;
    Ok(name.to_string_lossy().into_owned())
}
