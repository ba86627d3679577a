//! `behov export`: every submission as one line of JSON.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sqlx::{Connection, Row, SqliteConnection};

use crate::server::database;
use crate::store::Sqlite;

/// Why an export ended early.
#[derive(Debug)]
pub enum ExportError {
    /// The database cannot be read.
    Database(PathBuf, sqlx::Error),
    /// A stored submission is not JSON.
    Damaged(String),
    /// The lines cannot be written.
    Write(io::Error),
}

/// Writes the submissions in the data folder to `out`, in the order they were
/// stored: those of one questionnaire, or all. One line is
/// `{"status", "received_at", "amended_by"?, "submission"}`, where `status` is
/// `stored`, `quarantined` or `amended` and the submission has its `con` again.
/// A collector may run meanwhile.
///
/// # Errors
/// [`ExportError`]; the lines before it were written.
pub async fn export(
    data: &Path,
    questionnaire: Option<&str>,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let file = database(data);
    let failed = |error| ExportError::Database(file.clone(), error);
    let mut connection = Sqlite::read(&file).await.map_err(failed)?;
    let mut after = 0_i64;
    loop {
        let rows = page(&mut connection, questionnaire, after)
            .await
            .map_err(failed)?;
        let Some(last) = rows.last() else { break };
        after = last.try_get("seq").map_err(failed)?;
        for row in &rows {
            let line = line(row, failed)?;
            writeln!(out, "{line}").map_err(ExportError::Write)?;
        }
    }
    connection.close().await.map_err(failed)?;
    out.flush().map_err(ExportError::Write)
}

/// Some rows at a time: the whole need not fit in memory.
async fn page(
    connection: &mut SqliteConnection,
    questionnaire: Option<&str>,
    after: i64,
) -> Result<Vec<sqlx::sqlite::SqliteRow>, sqlx::Error> {
    sqlx::query(
        "SELECT seq, id, status, received_at, amended_by, answers, contact
         FROM submission LEFT JOIN contact ON submission_id = id
         WHERE seq > ?1 AND (?2 IS NULL OR questionnaire_id = ?2)
         ORDER BY seq LIMIT 500",
    )
    .bind(after)
    .bind(questionnaire)
    .fetch_all(connection)
    .await
}

fn line(
    row: &sqlx::sqlite::SqliteRow,
    failed: impl Fn(sqlx::Error) -> ExportError,
) -> Result<Value, ExportError> {
    let text = |column| row.try_get::<Option<&str>, _>(column).map_err(&failed);
    let id = text("id")?.unwrap_or_default();
    let json = |text: &str| {
        serde_json::from_str::<Value>(text).map_err(|_| ExportError::Damaged(id.to_owned()))
    };
    let amended_by = text("amended_by")?;
    let mut submission = json(text("answers")?.unwrap_or_default())?;
    if let (Some(contact), Some(submission)) = (text("contact")?, submission.as_object_mut()) {
        submission.insert("con".to_owned(), json(contact)?);
    }
    let mut line = Map::new();
    let status = if amended_by.is_some() {
        Some("amended")
    } else {
        text("status")?
    };
    line.insert("status".to_owned(), status.into());
    line.insert("received_at".to_owned(), text("received_at")?.into());
    if let Some(amended_by) = amended_by {
        line.insert("amended_by".to_owned(), amended_by.into());
    }
    line.insert("submission".to_owned(), submission);
    Ok(Value::Object(line))
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(file, error) => {
                write!(f, "cannot read the database `{}`: {error}", file.display())
            }
            Self::Damaged(id) => write!(f, "the submission `{id}` in the database is not JSON"),
            Self::Write(error) => write!(f, "cannot write: {error}"),
        }
    }
}

impl std::error::Error for ExportError {}
