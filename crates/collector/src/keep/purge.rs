//! Deletes what is older than it may be kept.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use behov_schema::time::moment;

use super::KeepError;
use crate::server::database;
use crate::store::{Extent, Selected, Sqlite, Store};

/// What is to be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purge {
    /// What was received before this date: `YYYY-MM-DD`, in UTC.
    pub before: String,
    /// The answers to this questionnaire, or to all.
    pub questionnaire: Option<String>,
    /// The whole answers; else their contact data alone.
    pub all: bool,
    /// Only count.
    pub dry_run: bool,
}

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Whole answers.
    pub submissions: u64,
    /// Contact data, of those answers and of others.
    pub contacts: u64,
    /// Whether the log of the database may still hold what was deleted, now or
    /// before: somebody who reads was in the way of emptying it.
    pub left_over: bool,
}

/// Deletes, so that nothing of it is left in the data folder, unless
/// [`Purged::left_over`]; a collector may run meanwhile.
///
/// # Errors
/// [`KeepError`]; what was deleted by then is gone.
pub async fn purge(data: &Path, purge: &Purge) -> Result<Purged, KeepError> {
    if moment(&format!("{}T00:00:00Z", purge.before)).is_none() {
        return Err(KeepError::Date(purge.before.clone()));
    }
    let file = database(data);
    if !file.is_file() {
        return Err(KeepError::File(file, io::ErrorKind::NotFound.into()));
    }
    let failed = KeepError::database(&file);
    let selected = Selected {
        before: purge.before.clone(),
        questionnaire: purge.questionnaire.clone(),
        extent: if purge.all {
            Extent::All
        } else {
            Extent::Contact
        },
        at: humantime::format_rfc3339_millis(SystemTime::now()).to_string(),
    };
    let mut store = Sqlite::open(&file).await.map_err(&failed)?;
    let purged = if purge.dry_run {
        store.count(&selected).await
    } else {
        store.purge(&selected).await
    };
    let closed = store.close().await;
    let purged = purged.map_err(&failed)?;
    closed.map_err(failed)?;
    Ok(purged)
}
