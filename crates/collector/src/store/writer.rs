//! The one task that writes: it commits together what waits together.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::{Record, Saved, Store};

/// The most records that may wait; beyond it a sender is told to come back.
const QUEUE: usize = 1024;

/// The most records of one transaction.
const BATCH: usize = 256;

/// A sender's end of the writing task. The task ends when the last one is
/// dropped and everything that was waiting is written.
#[derive(Clone, Debug)]
pub(crate) struct Writer(mpsc::Sender<Job>);

/// Why a record is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Too many records are waiting.
    Busy,
    /// The database failed; the log says how.
    Failed,
}

struct Job {
    record: Record,
    answer: oneshot::Sender<Result<Saved, Refused>>,
}

impl Writer {
    /// Starts the task on `store`; await the handle to know it has ended.
    pub(crate) fn start(store: impl Store) -> (Self, JoinHandle<Result<(), sqlx::Error>>) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        (Self(sender), tokio::spawn(run(store, receiver)))
    }

    /// Whether the task still runs.
    pub(crate) fn is_alive(&self) -> bool {
        !self.0.is_closed()
    }

    /// Stores `record`; returns once it is durable.
    ///
    /// # Errors
    /// [`Refused`]; nothing was stored then.
    pub(crate) async fn save(&self, record: Record) -> Result<Saved, Refused> {
        let (answer, saved) = oneshot::channel();
        self.0
            .try_send(Job { record, answer })
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => Refused::Busy,
                mpsc::error::TrySendError::Closed(_) => Refused::Failed,
            })?;
        saved.await.unwrap_or(Err(Refused::Failed))
    }
}

async fn run(mut store: impl Store, mut receiver: mpsc::Receiver<Job>) -> Result<(), sqlx::Error> {
    let mut jobs = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut jobs, BATCH).await > 0 {
        let (records, answers): (Vec<_>, Vec<_>) =
            jobs.drain(..).map(|job| (job.record, job.answer)).unzip();
        for (answer, result) in answers.into_iter().zip(save(&mut store, &records).await) {
            // Who asked may have left: the record is stored all the same.
            let _ = answer.send(result);
        }
    }
    store.close().await
}

/// Saves all of `batch` together; when that fails, each record by itself, so
/// that one which the database does not take fails alone.
async fn save(store: &mut impl Store, batch: &[Record]) -> Vec<Result<Saved, Refused>> {
    match store.save(batch).await {
        Ok(saved) => saved.into_iter().map(Ok).collect(),
        Err(error) if batch.len() > 1 => {
            tracing::warn!(records = batch.len(), %error, "a batch failed; one by one now");
            let mut results = Vec::with_capacity(batch.len());
            for record in batch.chunks(1) {
                results.push(match store.save(record).await {
                    Ok(saved) => saved.into_iter().next().ok_or(Refused::Failed),
                    Err(error) => Err(failed(record, &error)),
                });
            }
            results
        }
        Err(error) => vec![Err(failed(batch, &error))],
    }
}

fn failed(records: &[Record], error: &sqlx::Error) -> Refused {
    let id = records.first().map_or("", |record| &record.id);
    tracing::error!(id, %error, "the database refused a submission");
    Refused::Failed
}
