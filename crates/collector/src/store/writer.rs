//! The one task that writes: it commits together what waits together.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::{Erased, Erasure, Record, Saved, Selected, Store};
use crate::Purged;

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

/// Where the answer to a job goes.
type Reply<T> = oneshot::Sender<Result<T, Refused>>;

enum Job {
    Save(Box<Record>, Reply<Saved>),
    Then(Then),
}

/// What is done after everything that waits to be saved: that may be what it
/// is about.
enum Then {
    Find(Box<Record>, Reply<Saved>),
    Release(Vec<String>, Reply<u64>),
    Erase(Erasure, Reply<Erased>),
    Purge(Selected, Reply<Purged>),
    Sweep(Reply<bool>),
    Believe(i64, Reply<bool>),
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
        self.ask(|reply| Job::Save(Box::new(record), reply)).await
    }

    /// Says whether `record` was stored before; stores nothing.
    ///
    /// # Errors
    /// [`Refused`]
    pub(crate) async fn find(&self, record: Record) -> Result<Saved, Refused> {
        self.ask(|reply| Job::Then(Then::Find(Box::new(record), reply)))
            .await
    }

    /// Makes those of `ids` count that wait in quarantine; says how many.
    ///
    /// # Errors
    /// [`Refused`]; all of them go on to wait then.
    pub(crate) async fn release(&self, ids: Vec<String>) -> Result<u64, Refused> {
        self.ask(|reply| Job::Then(Then::Release(ids, reply))).await
    }

    /// Deletes for good; returns once that is durable.
    ///
    /// # Errors
    /// [`Refused`]; nothing was deleted then.
    pub(crate) async fn erase(&self, erasure: Erasure) -> Result<Erased, Refused> {
        self.ask(|reply| Job::Then(Then::Erase(erasure, reply)))
            .await
    }

    /// Deletes what has grown old; returns once that is durable.
    ///
    /// # Errors
    /// [`Refused`]
    pub(crate) async fn purge(&self, selected: Selected) -> Result<Purged, Refused> {
        self.ask(|reply| Job::Then(Then::Purge(selected, reply)))
            .await
    }

    /// Takes out of the files what was deleted; says whether nobody was in the
    /// way.
    ///
    /// # Errors
    /// [`Refused`]
    pub(crate) async fn sweep(&self) -> Result<bool, Refused> {
        self.ask(|reply| Job::Then(Then::Sweep(reply))).await
    }

    /// Whether the time `now`, in milliseconds since 1970, is believed when it
    /// says what has grown old.
    ///
    /// # Errors
    /// [`Refused`]
    pub(crate) async fn believes(&self, now: i64) -> Result<bool, Refused> {
        self.ask(|reply| Job::Then(Then::Believe(now, reply))).await
    }

    async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, Refused> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(job(reply)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Refused::Busy,
            mpsc::error::TrySendError::Closed(_) => Refused::Failed,
        })?;
        answer.await.unwrap_or(Err(Refused::Failed))
    }
}

async fn run(mut store: impl Store, mut receiver: mpsc::Receiver<Job>) -> Result<(), sqlx::Error> {
    let mut jobs = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut jobs, BATCH).await > 0 {
        let (mut records, mut replies, mut later) = (Vec::new(), Vec::new(), Vec::new());
        for job in jobs.drain(..) {
            match job {
                Job::Save(record, reply) => {
                    records.push(*record);
                    replies.push(reply);
                }
                Job::Then(then) => later.push(then),
            }
        }
        // Who asked may have left: what was asked for is done all the same.
        for (reply, result) in replies.into_iter().zip(save(&mut store, &records).await) {
            let _ = reply.send(result);
        }
        for then in later {
            match then {
                Then::Find(record, reply) => {
                    let found = store.find(&record).await;
                    let _ = reply.send(found.map_err(|error| failed(&[*record], &error)));
                }
                Then::Release(ids, reply) => {
                    let released = store.release(&ids).await;
                    let _ = reply.send(released.map_err(|error| failed(&[], &error)));
                }
                Then::Erase(erasure, reply) => {
                    let erased = store.erase(&erasure).await;
                    let _ = reply.send(erased.map_err(|error| failed(&[], &error)));
                }
                Then::Purge(selected, reply) => {
                    let purged = store.purge(&selected).await;
                    let _ = reply.send(purged.map_err(|error| failed(&[], &error)));
                }
                Then::Sweep(reply) => {
                    let swept = store.sweep().await;
                    let _ = reply.send(swept.map_err(|error| failed(&[], &error)));
                }
                Then::Believe(now, reply) => {
                    let believed = store.believes(now).await;
                    let _ = reply.send(believed.map_err(|error| failed(&[], &error)));
                }
            }
        }
    }
    store.close().await
}

/// Saves all of `batch` together; when that fails, each record by itself, so
/// that one which the database does not take fails alone.
async fn save(store: &mut impl Store, batch: &[Record]) -> Vec<Result<Saved, Refused>> {
    if batch.is_empty() {
        return Vec::new();
    }
    match store.save(batch).await {
        Ok(saved) => saved.into_iter().map(Ok).collect(),
        Err(error) if batch.len() > 1 && !is_of_the_database(&error) => {
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
        Err(error) => vec![Err(failed(batch, &error)); batch.len()],
    }
}

/// Whether a failure has nothing to do with what was to be stored: somebody
/// else holds the database, or the disk is full. One by one the records would
/// fail as well, each of them after a wait.
fn is_of_the_database(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else {
        return false;
    };
    let code = error.code().and_then(|code| code.parse::<u32>().ok());
    // BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB:
    // https://www.sqlite.org/rescode.html; the low byte is the primary code.
    code.is_some_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 11 | 13 | 14 | 26))
}

fn failed(records: &[Record], error: &sqlx::Error) -> Refused {
    let id = records.first().map_or("", |record| &record.id);
    tracing::error!(id, %error, "the database refused");
    Refused::Failed
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::sync::Semaphore;

    use super::*;
    use crate::store::Status;

    /// A store that waits for a permit before each batch, refuses what it is
    /// told to, and remembers the sizes of its batches.
    #[derive(Clone)]
    struct Fake {
        permits: Arc<Semaphore>,
        batches: Arc<Mutex<Vec<usize>>>,
        refuses: &'static str,
    }

    impl Fake {
        fn new(permits: usize, refuses: &'static str) -> Self {
            let permits = Arc::new(Semaphore::new(permits));
            Self {
                permits,
                batches: Arc::default(),
                refuses,
            }
        }
    }

    impl Store for Fake {
        async fn save(&mut self, batch: &[Record]) -> Result<Vec<Saved>, sqlx::Error> {
            self.permits.acquire().await.unwrap().forget();
            if batch.iter().any(|record| record.id == self.refuses) {
                return Err(sqlx::Error::RowNotFound);
            }
            self.batches.lock().unwrap().push(batch.len());
            Ok(vec![Saved::New; batch.len()])
        }

        async fn find(&mut self, _: &Record) -> Result<Saved, sqlx::Error> {
            Ok(Saved::Unknown)
        }

        async fn release(&mut self, ids: &[String]) -> Result<u64, sqlx::Error> {
            Ok(ids.len() as u64)
        }

        async fn erase(&mut self, _: &Erasure) -> Result<Erased, sqlx::Error> {
            Ok(Erased::Unknown)
        }

        async fn purge(&mut self, _: &Selected) -> Result<Purged, sqlx::Error> {
            Ok(Purged::default())
        }

        async fn sweep(&mut self) -> Result<bool, sqlx::Error> {
            Ok(true)
        }

        async fn believes(&mut self, _: i64) -> Result<bool, sqlx::Error> {
            Ok(true)
        }

        async fn close(self) -> Result<(), sqlx::Error> {
            Ok(())
        }
    }

    fn record(id: usize) -> Record {
        Record {
            id: id.to_string(),
            replaces: None,
            questionnaire: "a".to_owned(),
            version: "1.0.0".to_owned(),
            hash: String::new(),
            status: Status::Stored,
            mode: None,
            suspect: false,
            received_at: String::new(),
            body: [0; 32],
            receipt: [0; 32],
            answers: serde_json::json!({}),
            contact: None,
        }
    }

    /// Sends records 1 to `count` at once, after record 0 has gone to the
    /// store, where it waits; then lets the store go on.
    async fn flood(store: &Fake, count: usize) -> Vec<Result<Saved, Refused>> {
        let (writer, task) = Writer::start(store.clone());
        let send = |id| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.save(record(id)).await })
        };
        let mut waiting = vec![send(0)];
        tokio::task::yield_now().await;
        waiting.extend((1..=count).map(send));
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        store.permits.add_permits(10_000);
        let mut results = Vec::new();
        for sent in waiting {
            results.push(sent.await.unwrap());
        }
        drop(writer);
        task.await.unwrap().unwrap();
        results
    }

    #[tokio::test]
    async fn what_waits_is_written_together() {
        let store = Fake::new(0, "");
        let results = flood(&store, 300).await;
        assert!(results.iter().all(|result| *result == Ok(Saved::New)));
        assert_eq!(*store.batches.lock().unwrap(), [1, 256, 44]);
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_loses_nothing() {
        let store = Fake::new(0, "");
        let results = flood(&store, QUEUE + 100).await;
        let busy = results
            .iter()
            .filter(|result| **result == Err(Refused::Busy))
            .count();
        assert_eq!(busy, 100);
        let written: usize = store.batches.lock().unwrap().iter().sum();
        assert_eq!(written, QUEUE + 1);
    }

    #[tokio::test]
    async fn one_that_fails_fails_alone() {
        let store = Fake::new(0, "7");
        let results = flood(&store, 20).await;
        for (id, result) in results.iter().enumerate() {
            let expected = if id == 7 {
                Err(Refused::Failed)
            } else {
                Ok(Saved::New)
            };
            assert_eq!(*result, expected, "{id}");
        }
    }

    #[tokio::test]
    async fn the_end_waits_for_what_was_sent() {
        let store = Fake::new(0, "");
        let (writer, task) = Writer::start(store.clone());
        let sent = tokio::spawn({
            let writer = writer.clone();
            async move { writer.save(record(1)).await }
        });
        tokio::task::yield_now().await;
        assert!(writer.is_alive());
        drop(writer);
        assert!(!task.is_finished());
        store.permits.add_permits(1);
        assert_eq!(sent.await.unwrap(), Ok(Saved::New));
        task.await.unwrap().unwrap();
    }
}
