//! Why submissions cannot be read out.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an export ended early.
#[derive(Debug)]
pub enum ExportError {
    /// The database cannot be read.
    Database(PathBuf, sqlx::Error),
    /// A stored submission is not JSON.
    Damaged(String),
    /// The lines cannot be written.
    Write(io::Error),
    /// This file or folder cannot be written.
    File(PathBuf, io::Error),
    /// The sheets cannot be put together.
    Workbook(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(file, error) => {
                write!(f, "cannot read the database `{}`: {error}", file.display())
            }
            Self::Damaged(id) => write!(f, "the submission `{id}` in the database is not JSON"),
            Self::Write(error) => write!(f, "cannot write: {error}"),
            Self::File(path, error) => write!(f, "cannot write `{}`: {error}", path.display()),
            Self::Workbook(why) => write!(f, "cannot put the sheets together: {why}"),
        }
    }
}

impl std::error::Error for ExportError {}
