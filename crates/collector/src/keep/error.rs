//! Why a data folder cannot be worked on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a data folder, or a copy of it, cannot be worked on.
#[derive(Debug)]
pub enum KeepError {
    /// The database does not do it.
    Database(PathBuf, sqlx::Error),
    /// A file cannot be read or made.
    File(PathBuf, io::Error),
    /// It is there already, and is not overwritten.
    Exists(PathBuf),
    /// It is no copy that `behov backup` made, or not a whole one.
    NoBackup(PathBuf),
    /// No date, `YYYY-MM-DD`.
    Date(String),
}

impl KeepError {
    pub(super) fn file(file: &Path) -> impl FnOnce(io::Error) -> Self {
        |error| Self::File(file.to_owned(), error)
    }

    pub(super) fn database(file: &Path) -> impl Fn(sqlx::Error) -> Self {
        |error| Self::Database(file.to_owned(), error)
    }
}

impl fmt::Display for KeepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(file, error) => {
                write!(f, "cannot use the database `{}`: {error}", file.display())
            }
            Self::File(file, error) => write!(f, "cannot use `{}`: {error}", file.display()),
            Self::Exists(file) => write!(
                f,
                "`{}` is there already, and is not overwritten",
                file.display()
            ),
            Self::NoBackup(file) => write!(
                f,
                "`{}` is no whole copy made by `behov backup`",
                file.display()
            ),
            Self::Date(text) => write!(f, "`{text}` is no date; write `YYYY-MM-DD`"),
        }
    }
}

impl std::error::Error for KeepError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(_, error) => Some(error),
            Self::File(_, error) => Some(error),
            Self::Exists(_) | Self::NoBackup(_) | Self::Date(_) => None,
        }
    }
}
