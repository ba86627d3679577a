//! The embedded database: one file, SQLite in WAL mode, every commit synced.

use std::path::Path;
use std::time::Duration;

use behov_schema::document::Mode;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Row, SqlSafeStr, SqliteConnection};

use super::chain::{self, Link};
use super::{
    Erased, Erasure, Record, Saved, Selected, Status, Store, clock, erase, purge, transaction,
    waiting,
};
use crate::{Purged, private};

/// The one connection that writes.
#[derive(Debug)]
pub(crate) struct Sqlite {
    options: SqliteConnectOptions,
    /// None after a failure: what state that has left it in nobody knows, and
    /// the next that is stored opens another.
    connection: Option<SqliteConnection>,
    /// Whether the write-ahead log may still hold what was deleted.
    left_over: bool,
}

impl Sqlite {
    /// Opens `file`, makes it when missing and brings its tables up to date. One
    /// that is made only its owner may read, and so it is with the logs beside
    /// it, which SQLite gives the permissions of the file.
    pub(crate) async fn open(file: &Path) -> Result<Self, sqlx::Error> {
        Self::open_with(file, SqliteSynchronous::Full).await
    }

    /// As [`Self::open`], but what is committed may still be lost.
    pub(crate) async fn open_unsynced(file: &Path) -> Result<Self, sqlx::Error> {
        Self::open_with(file, SqliteSynchronous::Off).await
    }

    async fn open_with(file: &Path, synchronous: SqliteSynchronous) -> Result<Self, sqlx::Error> {
        private::touch(file)?;
        let options = options(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            // What is deleted is overwritten.
            .pragma("secure_delete", "ON");
        let mut connection = options.connect().await?;
        migrator().run(&mut connection).await?;
        Ok(Self {
            options,
            connection: Some(connection),
            left_over: false,
        })
    }

    /// The connection, to be given back by [`Self::keep`] when nothing failed.
    async fn take(&mut self) -> Result<SqliteConnection, sqlx::Error> {
        match self.connection.take() {
            Some(connection) => Ok(connection),
            None => self.options.connect().await,
        }
    }

    /// Keeps the connection for the next, unless something failed on it.
    fn keep<T>(
        &mut self,
        connection: SqliteConnection,
        result: Result<T, sqlx::Error>,
    ) -> Result<T, sqlx::Error> {
        self.connection = result.is_ok().then_some(connection);
        result
    }

    /// How much [`Store::purge`] would delete.
    pub(crate) async fn count(&mut self, selected: &Selected) -> Result<Purged, sqlx::Error> {
        let mut connection = self.take().await?;
        let counted = purge::count(&mut connection, selected).await;
        self.keep(connection, counted)
    }

    /// Opens `file` to read only; it must exist.
    pub(crate) async fn read(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
        options(file).read_only(true).connect().await
    }
}

impl Store for Sqlite {
    async fn save(&mut self, batch: &[Record]) -> Result<Vec<Saved>, sqlx::Error> {
        let mut connection = self.take().await?;
        let saved = save_all(&mut connection, batch).await;
        if self.left_over && saved.is_ok() {
            self.left_over = !erase::leave_no_copy(&mut connection).await;
        }
        self.keep(connection, saved)
    }

    async fn find(&mut self, record: &Record) -> Result<Saved, sqlx::Error> {
        let mut connection = self.take().await?;
        let found = known(&mut connection, record).await;
        self.keep(connection, found)
    }

    async fn release(&mut self, ids: &[String]) -> Result<u64, sqlx::Error> {
        let mut connection = self.take().await?;
        let released = waiting::release(&mut connection, ids).await;
        self.keep(connection, released)
    }

    async fn erase(&mut self, erasure: &Erasure) -> Result<Erased, sqlx::Error> {
        let mut connection = self.take().await?;
        let erased = erase::erase(&mut connection, erasure).await;
        if let Ok(Erased::Now) = erased {
            self.left_over = !erase::leave_no_copy(&mut connection).await;
        }
        self.keep(connection, erased)
    }

    async fn purge(&mut self, selected: &Selected) -> Result<Purged, sqlx::Error> {
        let mut connection = self.take().await?;
        let mut purged = purge::purge(&mut connection, selected).await;
        if let Ok(purged) = &mut purged {
            self.left_over = !erase::leave_no_copy(&mut connection).await;
            purged.left_over = self.left_over;
        }
        self.keep(connection, purged)
    }

    async fn sweep(&mut self) -> Result<bool, sqlx::Error> {
        let mut connection = self.take().await?;
        let swept = erase::leave_no_copy(&mut connection).await;
        self.left_over = !swept;
        self.keep(connection, Ok(swept))
    }

    async fn believes(&mut self, now: i64) -> Result<bool, sqlx::Error> {
        let mut connection = self.take().await?;
        let believed = clock::believes(&mut connection, now).await;
        self.keep(connection, believed)
    }

    async fn close(self) -> Result<(), sqlx::Error> {
        match self.connection {
            Some(connection) => connection.close().await,
            None => Ok(()),
        }
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging()
}

fn migrator() -> Migrator {
    let migration = |version, name: &'static str, sql: &'static str| {
        let sql = sql.into_sql_str();
        Migration::new(version, name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(vec![
        migration(
            1,
            "submissions",
            include_str!("migrations/0001_submissions.sql"),
        ),
        migration(2, "mode", include_str!("migrations/0002_mode.sql")),
        migration(3, "number", include_str!("migrations/0003_number.sql")),
        migration(4, "deleted", include_str!("migrations/0004_deleted.sql")),
        migration(5, "suspect", include_str!("migrations/0005_suspect.sql")),
        migration(6, "chain", include_str!("migrations/0006_chain.sql")),
        migration(7, "clock", include_str!("migrations/0007_clock.sql")),
        migration(
            8,
            "workplace",
            include_str!("migrations/0008_workplace.sql"),
        ),
        migration(9, "waited", include_str!("migrations/0009_waited.sql")),
    ])
}

async fn save_all(
    connection: &mut SqliteConnection,
    batch: &[Record],
) -> Result<Vec<Saved>, sqlx::Error> {
    transaction::begin(connection).await?;
    let mut saved = Vec::with_capacity(batch.len());
    for record in batch {
        saved.push(save(connection, record).await?);
    }
    transaction::commit(connection).await?;
    Ok(saved)
}

async fn save(connection: &mut SqliteConnection, record: &Record) -> Result<Saved, sqlx::Error> {
    let before = repeated(connection, record).await?;
    if before != Saved::Unknown {
        return Ok(before);
    }
    let mode = word(record.mode);
    sqlx::query(
        // A number is never given twice, not even that of what was deleted.
        "INSERT INTO submission (seq, id, replaces, questionnaire_id, questionnaire_version,
             questionnaire_hash, status, received_at, body_sha256, receipt_sha256, answers, mode,
             suspect)
         SELECT 1 + max(coalesce((SELECT max(seq) FROM submission), 0),
                        coalesce((SELECT max(seq) FROM deleted), 0)),
             ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12",
    )
    .bind(&record.id)
    .bind(&record.replaces)
    .bind(&record.questionnaire)
    .bind(&record.version)
    .bind(&record.hash)
    .bind(record.status.as_str())
    .bind(&record.received_at)
    .bind(record.body.as_slice())
    .bind(record.receipt.as_slice())
    .bind(record.answers.to_string())
    .bind(mode)
    .bind(record.suspect)
    .execute(&mut *connection)
    .await?;
    if let Some(contact) = &record.contact {
        sqlx::query("INSERT INTO contact (submission_id, contact) VALUES (?1, ?2)")
            .bind(&record.id)
            .bind(contact.to_string())
            .execute(&mut *connection)
            .await?;
    }
    let link = Link {
        id: &record.id,
        replaces: record.replaces.as_deref(),
        questionnaire: &record.questionnaire,
        mode,
    };
    chain::settle(connection, &link, record.status == Status::Stored).await?;
    Ok(Saved::New)
}

/// A mode as it stands in the database.
fn word(mode: Option<Mode>) -> Option<&'static str> {
    mode.map(|Mode::Test| "test")
}

/// As [`known`]; what has waited and is reviewed now counts.
async fn repeated(
    connection: &mut SqliteConnection,
    record: &Record,
) -> Result<Saved, sqlx::Error> {
    let mut saved = known(connection, record).await?;
    if let Saved::Before { status, .. } = &mut saved
        && *status != record.status
        && record.status == Status::Stored
    {
        waiting::release_one(connection, &record.id).await?;
        *status = Status::Stored;
    }
    Ok(saved)
}

/// What is stored under the id of `record`: the same body, another, or none.
async fn known(connection: &mut SqliteConnection, record: &Record) -> Result<Saved, sqlx::Error> {
    let row = sqlx::query("SELECT body_sha256, received_at, status FROM submission WHERE id = ?1")
        .bind(&record.id)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else {
        let deleted = is_deleted(connection, record).await?;
        return Ok(if deleted {
            Saved::Deleted
        } else {
            Saved::Unknown
        });
    };
    if row.try_get::<&[u8], _>("body_sha256")? != record.body.as_slice() {
        return Ok(Saved::Conflict);
    }
    let status = match row.try_get("status")? {
        "quarantined" => Status::Quarantined,
        _ => Status::Stored,
    };
    Ok(Saved::Before {
        received_at: row.try_get("received_at")?,
        status,
    })
}

/// Whether this was stored and deleted, or would have been amended by what was
/// deleted: an older body of the same draft, which comes late. What only waited
/// had amended nothing that is reviewed.
async fn is_deleted(
    connection: &mut SqliteConnection,
    record: &Record,
) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        "SELECT 1 FROM deleted WHERE id = ?1
         UNION ALL SELECT 1 FROM deleted
             WHERE replaces = ?1 AND questionnaire_id = ?3 AND mode IS ?5
               AND (?4 OR NOT waited)
         UNION ALL SELECT 1 FROM deleted
             WHERE replaces = ?2 AND questionnaire_id = ?3 AND mode IS ?5 AND id > ?1
               AND NOT waited
         LIMIT 1",
    )
    .bind(&record.id)
    .bind(&record.replaces)
    .bind(&record.questionnaire)
    .bind(record.status == Status::Quarantined)
    .bind(word(record.mode))
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

#[cfg(test)]
mod chains;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_writing_connection_syncs_every_commit() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
        let mut connection = store.take().await.unwrap();
        // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
        for (pragma, expected) in [
            ("PRAGMA synchronous", 2),
            ("PRAGMA foreign_keys", 1),
            ("PRAGMA secure_delete", 1),
        ] {
            let row = sqlx::query(pragma)
                .fetch_one(&mut connection)
                .await
                .unwrap();
            assert_eq!(row.get::<i64, _>(0), expected, "{pragma}");
        }
        let row = sqlx::query("PRAGMA journal_mode")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(row.get::<String, _>(0), "wal");
    }
}
