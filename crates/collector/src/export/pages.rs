//! Reads submissions page by page: the whole need not fit in memory, and no
//! transaction is held open between two pages.

use std::path::{Path, PathBuf};

use sqlx::{Connection, SqliteConnection};

use super::{ExportError, Selection, StoredSubmission, SubmissionStatus};
use crate::server::database;
use crate::store::Sqlite;

/// Whether another answer that counts may be of the same workplace: to the
/// same questionnaire, with the same organisation number, and with the same
/// municipality and name as far as both tell them. An answer that an earlier
/// one of its chain became is none: only the newest counts. It is compared with
/// a thousand of the same number at most, by what the index holds of them, so
/// that a flood of them does not hold up the export.
macro_rules! possible_duplicate {
    () => {
        "(status = 'stored' AND amended_by IS NULL AND mode IS NULL AND EXISTS
           (SELECT 1 FROM
              (SELECT other.org_place, other.org_name
               FROM submission AS other INDEXED BY submission_workplace
               WHERE other.questionnaire_id = submission.questionnaire_id
                 AND other.org_number IS NOT NULL AND other.org_number = submission.org_number
                 AND other.status = 'stored' AND other.amended_by IS NULL AND other.mode IS NULL
                 AND other.seq <> submission.seq
               LIMIT 1000) AS other
            WHERE coalesce(other.org_place = submission.org_place, TRUE)
              AND coalesce(other.org_name = submission.org_name, TRUE)))"
    };
}

/// A query of the columns that a [`StoredSubmission`] is made of.
macro_rules! select {
    ($which:literal) => {
        sqlx::query(concat!(
            "SELECT seq, id, status, received_at, amended_by, suspect, answers, contact, ",
            possible_duplicate!(),
            " AS possible_duplicate
             FROM submission LEFT JOIN contact ON submission_id = id ",
            $which
        ))
    };
}

/// The selected submissions, from the first to the last.
pub(crate) struct Pages {
    file: PathBuf,
    connection: SqliteConnection,
    selection: Selection,
    /// The last `seq` that is read.
    until: u64,
}

impl Pages {
    /// Opens the database in the data folder to read only.
    pub(crate) async fn open(data: &Path, selection: Selection) -> Result<Self, ExportError> {
        let file = database(data);
        match Sqlite::read(&file).await {
            Ok(connection) => Ok(Self {
                file,
                connection,
                selection,
                until: u64::MAX,
            }),
            Err(error) => Err(ExportError::Database(file, error)),
        }
    }

    /// From the first again, and up to what has been read so far: what comes
    /// meanwhile is not in it.
    pub(super) fn again(&mut self, after: u64) {
        self.until = self.selection.after;
        self.selection.after = after;
    }

    /// The next page, one line a submission; nothing after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<String>, ExportError> {
        let Some(page) = self.submissions().await? else {
            return Ok(None);
        };
        let lines = page.iter().map(StoredSubmission::line);
        lines.collect::<Result<String, _>>().map(Some)
    }

    /// The submissions of the next page; nothing after the last.
    pub(super) async fn submissions(
        &mut self,
    ) -> Result<Option<Vec<StoredSubmission>>, ExportError> {
        let rows = select!(
            "WHERE seq > ?1 AND seq <= ?4 AND (?2 IS NULL OR questionnaire_id = ?2)
             AND (mode IS NOT NULL) = ?3 ORDER BY seq LIMIT 100"
        )
        // Beyond what the database counts to nothing comes.
        .bind(i64::try_from(self.selection.after).unwrap_or(i64::MAX))
        .bind(self.selection.questionnaire.as_deref())
        .bind(self.selection.test)
        .bind(i64::try_from(self.until).unwrap_or(i64::MAX))
        .fetch_all(&mut self.connection)
        .await
        .map_err(|error| ExportError::Database(self.file.clone(), error))?;
        let mut page = Vec::with_capacity(rows.len());
        for row in &rows {
            let submission = StoredSubmission::from_row(row, &self.file)?;
            self.selection.after = submission.seq;
            page.push(submission);
        }
        Ok((!page.is_empty()).then_some(page))
    }

    /// Ends the work with the database in good order.
    pub(crate) async fn close(self) -> Result<(), ExportError> {
        let closed = self.connection.close().await;
        closed.map_err(|error| ExportError::Database(self.file, error))
    }
}

/// The submission `id`, if there is one.
pub(crate) async fn one(data: &Path, id: &str) -> Result<Option<StoredSubmission>, ExportError> {
    let file = database(data);
    let failed = |error| ExportError::Database(file.clone(), error);
    let mut connection = Sqlite::read(&file).await.map_err(failed)?;
    let row = select!("WHERE id = ?1")
        .bind(id)
        .fetch_optional(&mut connection)
        .await
        .map_err(failed)?;
    connection.close().await.map_err(failed)?;
    row.map(|row| StoredSubmission::from_row(&row, &file))
        .transpose()
}

/// What a receipt code leads to.
pub(crate) enum Reached {
    Submission(Box<StoredSubmission>),
    /// It has been amended by another.
    Amended,
    Deleted,
    Nothing,
}

/// What the receipt code with this hash leads to.
pub(crate) async fn by_receipt(data: &Path, receipt: &[u8; 32]) -> Result<Reached, ExportError> {
    let file = database(data);
    let failed = |error| ExportError::Database(file.clone(), error);
    let mut connection = Sqlite::read(&file).await.map_err(failed)?;
    let row = select!("WHERE receipt_sha256 = ?1")
        .bind(receipt.as_slice())
        .fetch_optional(&mut connection)
        .await
        .map_err(failed)?;
    let deleted = sqlx::query("SELECT 1 FROM deleted WHERE receipt_sha256 = ?1")
        .bind(receipt.as_slice())
        .fetch_optional(&mut connection)
        .await
        .map_err(failed)?;
    connection.close().await.map_err(failed)?;
    let Some(row) = row else {
        return Ok(deleted.map_or(Reached::Nothing, |_| Reached::Deleted));
    };
    let stored = StoredSubmission::from_row(&row, &file)?;
    Ok(if stored.status == SubmissionStatus::Amended {
        Reached::Amended
    } else {
        Reached::Submission(Box::new(stored))
    })
}
