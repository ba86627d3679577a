//! Submissions that come as files: the same intake as over the network.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use behov_schema::Finding;
use behov_schema::submission::ReceiptStatus;
use futures_util::future::join_all;
use tokio::task::JoinHandle;

use crate::library::Library;
use crate::problem::Refusal;
use crate::receipt::ReceiptCodes;
use crate::server::{RECEIPT_KEY, database};
use crate::store::{Sqlite, Writer};
use crate::submissions::{Intake, Manner, Taken};
use crate::{Clock, Deletable, KeepError, StartError, private};

/// Takes submissions into a data folder; a collector may run on it meanwhile.
#[derive(Debug)]
pub struct Importer {
    intake: Intake,
    writer: JoinHandle<Result<(), sqlx::Error>>,
    database: std::path::PathBuf,
}

/// A submission that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub id: String,
    /// Whether it was not there before.
    pub new: bool,
    /// Whether it is in quarantine, and does not count yet.
    pub waits: bool,
}

/// Why a submission is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotImported {
    /// In words.
    pub title: &'static str,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl Importer {
    /// Opens the data folder, made when missing, and reads the questionnaires;
    /// their own code lists are looked for in `served`.
    ///
    /// # Errors
    /// What is missing or broken.
    pub async fn open(
        data: &Path,
        questionnaires: &Path,
        served: &[&Path],
    ) -> Result<Self, StartError> {
        let library = Library::read(questionnaires, served)?;
        private::folder(data).map_err(|error| StartError::File(data.into(), error))?;
        let codes = ReceiptCodes::open(&data.join(RECEIPT_KEY))?;
        let database = database(data);
        let store = Sqlite::open(&database)
            .await
            .map_err(|error| StartError::Database(database.clone(), error))?;
        let (sender, writer) = Writer::start(store);
        let intake = Intake {
            library: Arc::new(library),
            codes: Arc::new(codes),
            writer: sender,
            deletable: Deletable::default(),
            body_limit: usize::MAX,
            least: Duration::ZERO,
            work: None,
            clock: Clock::default(),
        };
        Ok(Self {
            intake,
            writer,
            database,
        })
    }

    /// Reviews and stores submissions, by the very bytes of their bodies; says
    /// in their order what became of each, or why it is not stored. At most a
    /// few hundred at a time: they are committed together.
    pub async fn take(&self, bodies: &[Vec<u8>]) -> Vec<Result<Imported, NotImported>> {
        join_all(bodies.iter().map(|body| self.one(body))).await
    }

    async fn one(&self, body: &[u8]) -> Result<Imported, NotImported> {
        let Taken { new, receipt } = self.intake.take(body, Manner::Handed).await?;
        Ok(Imported {
            id: receipt.id,
            new,
            waits: receipt.status == ReceiptStatus::Quarantined,
        })
    }

    /// Ends the work with the database in good order.
    ///
    /// # Errors
    /// When the database fails for good.
    pub async fn close(self) -> Result<(), KeepError> {
        drop(self.intake);
        match self.writer.await {
            Ok(closed) => closed.map_err(|error| KeepError::Database(self.database, error)),
            Err(error) => Err(KeepError::File(self.database, std::io::Error::other(error))),
        }
    }
}

impl From<Refusal> for NotImported {
    fn from(refusal: Refusal) -> Self {
        Self {
            title: refusal.kind().1,
            findings: refusal.errors(),
        }
    }
}

impl fmt::Display for NotImported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title)?;
        self.findings
            .iter()
            .try_for_each(|finding| write!(f, "; {finding}"))
    }
}

impl std::error::Error for NotImported {}
