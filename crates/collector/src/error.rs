//! Why a collector does not start.

use std::fmt;
use std::io;
use std::path::PathBuf;

use behov_schema::Finding;

/// Why a collector does not start; says what to change.
#[derive(Debug)]
pub enum StartError {
    /// The address cannot be listened on.
    Listen(std::net::SocketAddr, io::Error),
    /// A folder or file cannot be read or made.
    File(PathBuf, io::Error),
    /// A questionnaire is broken.
    Questionnaire(PathBuf, Vec<Finding>),
    /// A questionnaire stands in another place than its id and version say.
    Misplaced {
        file: PathBuf,
        id: String,
        version: String,
    },
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
            Self::Questionnaire(path, findings) => {
                write!(f, "the questionnaire `{}` is broken", path.display())?;
                for finding in findings {
                    write!(f, "\n  {finding}")?;
                }
                Ok(())
            }
            Self::Misplaced { file, id, version } => write!(
                f,
                "`{}` holds the questionnaire `{id}` version `{version}`; name it `{id}/{version}.json`",
                file.display()
            ),
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
            Self::Questionnaire(..) | Self::Misplaced { .. } => None,
        }
    }
}
