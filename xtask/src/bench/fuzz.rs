//! The fuzz targets in the long form: ten minutes each, and what they find is
//! kept for the next time.

use anyhow::{Result, bail};

use crate::fuzz::{self, Form};
use crate::place::Place;

/// Runs them, and shows the table.
///
/// # Errors
/// When a target fails.
pub(super) fn fuzz(place: &Place) -> Result<()> {
    let outcomes = fuzz::run(place, Form::Long)?;
    match fuzz::report(&outcomes) {
        0 => Ok(()),
        failed => bail!("{failed} targets failed"),
    }
}
