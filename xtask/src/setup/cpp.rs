//! A C++ compiler, which libFuzzer is compiled with: the one that is there, else
//! Debian's.

use std::env;

use anyhow::{Context, Result};

use super::{debian, fetch, there};
use crate::cargo;

const WHAT: &str = "C++ compiler";

/// # Errors
/// When it is not there and cannot be had.
pub(super) fn compiler() -> Result<()> {
    if let Some(named) = env::var_os("CXX").filter(|named| !named.is_empty()) {
        there(WHAT, named.display());
        return Ok(());
    }
    if let Some(program) = cargo::on_path(&["c++"]) {
        there(WHAT, program.display());
        return Ok(());
    }
    let how = "apt-get install g++, about 200 MB";
    fetch(WHAT, how, debian::LIMIT, || debian::install(&["g++"]))
        .context("install a C++ compiler by the means of your system")
}
