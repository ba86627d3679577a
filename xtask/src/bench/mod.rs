//! What is measured, and what is tried for longer than a test may take.

mod faults;
mod fuzz;

use anyhow::{Result, bail};

use crate::place::Place;

/// Runs the one of this name.
///
/// # Errors
/// When there is none, or it fails.
pub(crate) fn bench(place: &Place, name: Option<&str>) -> Result<()> {
    match name {
        Some("faults") => faults::faults(place),
        Some("fuzz") => fuzz::fuzz(place),
        _ => bail!("bench needs a name: faults, fuzz"),
    }
}
