//! `strace`, by which the tests see that an answer is synced before it is
//! acknowledged: the one that is there, else Debian's.

use anyhow::{Context, Result};

use super::{debian, fetch, there};
use crate::cargo;

const WHAT: &str = "strace";

/// # Errors
/// When it is not there and cannot be had.
pub(super) fn strace() -> Result<()> {
    if let Some(program) = cargo::on_path(&[WHAT]) {
        there(WHAT, program.display());
        return Ok(());
    }
    let how = "apt-get install strace, about 2 MB";
    fetch(WHAT, how, debian::LIMIT, || debian::install(&[WHAT]))
        .context("install strace by the means of your system")
}
