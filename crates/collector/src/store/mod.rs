//! Where submissions lie: what every database must do, and who writes to it.

mod chain;
mod clock;
mod erase;
mod purge;
mod sqlite;
mod transaction;
pub(crate) mod waiting;
mod writer;

use std::fmt;
use std::future::Future;

use behov_schema::document::Mode;
use serde_json::Value;

use crate::Purged;

pub(crate) use sqlite::Sqlite;
pub(crate) use waiting::Waiting;
pub(crate) use writer::{Refused, Writer};

/// A database of submissions.
pub(crate) trait Store: Send + Sync + 'static {
    /// Keeps `batch` durably in one transaction: on return either all of it
    /// survives a loss of power, or none of it was stored. Says what became
    /// of each, in order. Of the records of one chain that are reviewed all but
    /// the newest are marked as amended. What waits in quarantine and comes
    /// again with a review counts from then on.
    fn save(
        &mut self,
        batch: &[Record],
    ) -> impl Future<Output = Result<Vec<Saved>, sqlx::Error>> + Send;

    /// Says what became of a record that was saved before; stores nothing.
    fn find(&mut self, record: &Record) -> impl Future<Output = Result<Saved, sqlx::Error>> + Send;

    /// Makes those of `ids` count that wait in quarantine: they are reviewed now.
    /// Says how many, and marks of their chains what they amend.
    fn release(&mut self, ids: &[String]) -> impl Future<Output = Result<u64, sqlx::Error>> + Send;

    /// Deletes for good what a receipt code leads to, and what that amended.
    fn erase(
        &mut self,
        erasure: &Erasure,
    ) -> impl Future<Output = Result<Erased, sqlx::Error>> + Send;

    /// Deletes for good what is selected; and of what was deleted before, what a
    /// reader has kept in the files.
    fn purge(
        &mut self,
        selected: &Selected,
    ) -> impl Future<Output = Result<Purged, sqlx::Error>> + Send;

    /// Takes out of the files what was deleted, also by somebody who ended before
    /// that could be done; says whether nobody was in the way.
    fn sweep(&mut self) -> impl Future<Output = Result<bool, sqlx::Error>> + Send;

    /// Whether the time `now`, in milliseconds since 1970, is believed when it
    /// says what has grown old; remembers it.
    fn believes(&mut self, now: i64) -> impl Future<Output = Result<bool, sqlx::Error>> + Send;

    /// Ends the work with the database in good order.
    fn close(self) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

/// A submission as it is stored: contact apart from answers.
#[derive(Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) replaces: Option<String>,
    pub(crate) questionnaire: String,
    pub(crate) version: String,
    pub(crate) hash: String,
    pub(crate) status: Status,
    /// A test does not count.
    pub(crate) mode: Option<Mode>,
    /// RFC 3339 in UTC.
    pub(crate) received_at: String,
    /// Whether it was written faster than anybody writes.
    pub(crate) suspect: bool,
    /// SHA-256 over the body as it came.
    pub(crate) body: [u8; 32],
    /// SHA-256 over the receipt code.
    pub(crate) receipt: [u8; 32],
    /// The submission without `con`.
    pub(crate) answers: Value,
    /// The submission's `con`.
    pub(crate) contact: Option<Value>,
}

/// How far a submission has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Reviewed; counts.
    Stored,
    /// Waits for the questionnaire's file; does not count.
    Quarantined,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is stored now.
    New,
    /// The same body was stored before.
    Before { received_at: String, status: Status },
    /// Its id was stored before with another body.
    Conflict,
    /// It was looked for, and nothing is stored under its id.
    Unknown,
    /// It was stored once, and then deleted.
    Deleted,
}

/// What a respondent deletes.
#[derive(Clone, Debug)]
pub(crate) struct Erasure {
    /// SHA-256 over the receipt code.
    pub(crate) receipt: [u8; 32],
    pub(crate) extent: Extent,
    /// RFC 3339 in UTC.
    pub(crate) at: String,
}

/// Which submissions have grown old.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    /// They were received before: RFC 3339 in UTC, or the beginning of it.
    pub(crate) before: String,
    pub(crate) questionnaire: Option<String>,
    pub(crate) extent: Extent,
    /// What time it is: RFC 3339 in UTC.
    pub(crate) at: String,
}

/// How much of a submission is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Contact,
    /// Everything but its id.
    All,
}

/// What became of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Erased {
    /// It is done; what was gone already is gone.
    Now,
    /// The whole submission was deleted before.
    Before,
    /// Another submission has amended it, and has a code of its own.
    Amended,
    /// No submission has this code.
    Unknown,
}

impl Status {
    /// The word in the database, on the receipt and in the export.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Quarantined => "quarantined",
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.id)
            .field("questionnaire", &self.questionnaire)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
