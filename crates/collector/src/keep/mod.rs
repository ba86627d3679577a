//! What the operator does with a data folder, whether or not a collector runs
//! on it: delete what is old, keep a copy elsewhere, bring one back.

mod backup;
mod error;
mod purge;
mod restore;

use std::fs::{self, File};
use std::io;
use std::path::Path;

pub use backup::backup;
pub use error::KeepError;
pub use purge::{Purge, Purged, purge};
pub use restore::restore;

/// Makes the content of a file and its name in the folder survive a loss of
/// power.
fn sync(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

/// Gives `part` its name; nothing that has the name already is overwritten.
fn name(part: &Path, file: &Path) -> io::Result<()> {
    match fs::hard_link(part, file) {
        Ok(()) => fs::remove_file(part)?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        // Some file systems, such as those of memory sticks, know no links.
        Err(_) => fs::rename(part, file)?,
    }
    sync(file)
}
