//! Why a collector does not start.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a collector does not start; says what to change.
#[derive(Debug)]
pub enum StartError {
    /// The address cannot be listened on.
    Listen(std::net::SocketAddr, io::Error),
    /// A folder or file cannot be read or made.
    File(PathBuf, io::Error),
    /// Questionnaires are broken or stand in the wrong place: what is wrong
    /// with all of them, one line each.
    Questionnaires(Vec<String>),
    /// The database cannot be opened or brought up to date.
    Database(PathBuf, sqlx::Error),
    /// The system gives no random numbers for the receipt key.
    Random(getrandom::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(address, error) => write!(f, "cannot listen on `{address}`: {error}"),
            Self::File(path, error) => write!(f, "cannot use `{}`: {error}", path.display()),
            Self::Questionnaires(lines) => {
                f.write_str("the questionnaires cannot be served:")?;
                lines.iter().try_for_each(|line| write!(f, "\n{line}"))
            }
            Self::Database(path, error) => {
                write!(f, "cannot use the database `{}`: {error}", path.display())
            }
            Self::Random(error) => write!(f, "no random numbers from the system: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(_, error) | Self::File(_, error) => Some(error),
            Self::Database(_, error) => Some(error),
            Self::Random(error) => Some(error),
            Self::Questionnaires(_) => None,
        }
    }
}
