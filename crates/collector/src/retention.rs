//! What the collector does by itself at the start and once a day: it deletes
//! contact data whose time has come, and sees that nothing of what was deleted
//! is left in the files.

use std::num::NonZeroU32;
use std::time::{Duration, SystemTime};

use crate::Clock;
use crate::store::{Extent, Selected, Writer};

pub(crate) const DAY: Duration = Duration::from_hours(24);

/// The first moment that has no form in RFC 3339: the year 10000.
const END: Duration = Duration::from_secs(253_402_300_800);

/// Goes on until it is stopped, with a `pause` between two runs. Without `days`
/// no contact data are deleted.
pub(crate) async fn keep(writer: Writer, clock: Clock, days: Option<NonZeroU32>, pause: Duration) {
    loop {
        if let Some(days) = days {
            retire(&writer, clock.now(), days).await;
        }
        // What was deleted may still lie in the log when a reader was in the way
        // or the collector was killed.
        if let Ok(false) = writer.sweep().await {
            tracing::info!("what was deleted may still lie in the log: somebody is reading");
        }
        tokio::time::sleep(pause).await;
    }
}

/// Deletes the contact data that are older than so many days, when the clock
/// is believed. A refusal of the database's is in the log; tomorrow is another
/// day.
async fn retire(writer: &Writer, now: SystemTime, days: NonZeroU32) {
    let believed = match milliseconds(now) {
        Some(moment) => writer.believes(moment).await,
        None => Ok(false),
    };
    match believed {
        Ok(true) => {}
        Ok(false) => {
            tracing::warn!(
                "the clock has leapt, and no contact data are deleted by it: set it right; a clock that goes on evenly is believed after a week"
            );
            return;
        }
        Err(_) => return,
    }
    // Nothing was received before 1970, and no such date can be written.
    let before = now.checked_sub(DAY * days.get());
    let before = before.map_or(SystemTime::UNIX_EPOCH, |time| {
        time.max(SystemTime::UNIX_EPOCH)
    });
    let text = |time| humantime::format_rfc3339_millis(time).to_string();
    let selected = Selected {
        before: text(before),
        questionnaire: None,
        extent: Extent::Contact,
        at: text(now),
    };
    if let Ok(purged) = writer.purge(selected).await {
        tracing::info!(contacts = purged.contacts, "contact data grown old deleted");
    }
}

/// Since 1970; nothing for a time that no answer can have.
fn milliseconds(time: SystemTime) -> Option<i64> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let since = Some(since).filter(|since| *since < END)?;
    i64::try_from(since.as_millis()).ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Instant;

    use sqlx::Row;
    use tempfile::TempDir;
    use tokio::task::JoinHandle;

    use super::*;
    use crate::store::{Record, Sqlite, Status, Store};

    const PAUSE: Duration = Duration::from_millis(10);

    /// A database with one answer, received on day 20,000 after 1970.
    struct Office {
        folder: TempDir,
        writer: Writer,
        /// What the clock says, in days after 1970.
        today: Arc<AtomicU64>,
        looks: Arc<AtomicU64>,
        keeper: JoinHandle<()>,
    }

    const RECEIVED: u64 = 20_000;

    fn day(day: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + DAY * u32::try_from(day).unwrap()
    }

    fn record() -> Record {
        Record {
            id: "a".to_owned(),
            replaces: None,
            questionnaire: "a".to_owned(),
            version: "1.0.0".to_owned(),
            hash: String::new(),
            status: Status::Stored,
            mode: None,
            suspect: false,
            received_at: humantime::format_rfc3339_millis(day(RECEIVED)).to_string(),
            body: [0; 32],
            receipt: [0; 32],
            answers: serde_json::json!({}),
            contact: Some(serde_json::json!({ "email": MARK })),
        }
    }

    impl Office {
        async fn open(today: u64) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
            let (writer, _) = Writer::start(store);
            writer.save(record()).await.unwrap();
            let (today, looks) = (Arc::new(AtomicU64::new(today)), Arc::new(AtomicU64::new(0)));
            let clock = Clock::new({
                let (today, looks) = (Arc::clone(&today), Arc::clone(&looks));
                move || {
                    looks.fetch_add(1, Ordering::Relaxed);
                    day(today.load(Ordering::Relaxed))
                }
            });
            let days = NonZeroU32::new(30);
            let keeper = tokio::spawn(keep(writer.clone(), clock, days, PAUSE));
            Self {
                folder,
                writer,
                today,
                looks,
                keeper,
            }
        }

        /// Waits for so many whole runs from now on.
        async fn runs(&self, count: u64) {
            let (begun, before) = (Instant::now(), self.looks.load(Ordering::Relaxed));
            // One may be under way, and of the last the end is seen by the next.
            while self.looks.load(Ordering::Relaxed) < before + count + 2 {
                assert!(begun.elapsed() < Duration::from_secs(20), "it runs no more");
                tokio::time::sleep(PAUSE).await;
            }
        }

        async fn contacts(&self) -> i64 {
            contacts(&self.folder.path().join("a.db")).await
        }

        async fn at(&self, today: u64) -> i64 {
            self.today.store(today, Ordering::Relaxed);
            self.runs(1).await;
            self.contacts().await
        }
    }

    async fn contacts(file: &Path) -> i64 {
        let mut connection = Sqlite::read(file).await.unwrap();
        let row = sqlx::query("SELECT count(*) FROM contact")
            .fetch_one(&mut connection)
            .await;
        row.unwrap().get(0)
    }

    #[tokio::test]
    async fn it_runs_again_and_deletes_what_has_grown_old_since() {
        let office = Office::open(RECEIVED + 30).await;
        office.runs(1).await;
        assert_eq!(office.contacts().await, 1, "not older than that");
        assert_eq!(office.at(RECEIVED + 31).await, 0);
        office.runs(2).await;
        assert!(!office.keeper.is_finished());
    }

    #[tokio::test]
    async fn a_clock_that_leaps_ahead_deletes_nothing_for_a_week() {
        let leapt = 47_000;
        let office = Office::open(leapt).await;
        office.runs(3).await;
        for today in [leapt, leapt + 1, leapt + 6] {
            assert_eq!(office.at(today).await, 1, "day {today}");
        }
        assert_eq!(office.at(RECEIVED + 1).await, 1, "it is set right");
        assert_eq!(office.at(leapt).await, 1);
        assert_eq!(office.at(leapt + 6).await, 1);
        assert_eq!(office.at(leapt + 7).await, 0, "nobody has set it right");
    }

    #[tokio::test]
    async fn a_clock_at_its_beginning_or_beyond_its_end_stops_nothing() {
        let office = Office::open(0).await;
        office.runs(2).await;
        assert_eq!(office.at(5).await, 1);
        // For a week it is another clock; then it is believed, and its date
        // minus the days is before 1970.
        assert_eq!(office.at(8).await, 1);
        assert_eq!(office.at(4_000_000).await, 1, "the year 12921");
        assert_eq!(office.at(RECEIVED + 31).await, 1);
        assert_eq!(office.at(RECEIVED + 38).await, 0, "set right for a week");
        assert!(!office.keeper.is_finished());
        assert!(office.writer.is_alive());
    }

    /// What is deleted here; whether a file of the folder holds it.
    const MARK: &str = "bortglomd@example.org";

    fn on_disk(folder: &Path) -> bool {
        let files = std::fs::read_dir(folder).unwrap();
        files.map(|file| file.unwrap().path()).any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes
                .windows(MARK.len())
                .any(|window| window == MARK.as_bytes())
        })
    }

    async fn goes(folder: &Path) {
        let begun = Instant::now();
        while on_disk(folder) {
            assert!(begun.elapsed() < Duration::from_secs(20), "it stays");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// A folder in which the contact of one answer was deleted while somebody
    /// read, and the reader, who has read enough when `ROLLBACK` is said.
    async fn with_left_over() -> (TempDir, sqlx::SqliteConnection) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut store = Sqlite::open(&file).await.unwrap();
        store.save(&[record()]).await.unwrap();
        let mut reader = Sqlite::read(&file).await.unwrap();
        say("BEGIN", &mut reader).await;
        say("SELECT * FROM contact", &mut reader).await;
        let selected = Selected {
            before: "9999".to_owned(),
            questionnaire: None,
            extent: Extent::Contact,
            at: String::new(),
        };
        let purged = store.purge(&selected).await.unwrap();
        assert_eq!((purged.contacts, purged.left_over), (1, true));
        // As a kill does: it is not told to anybody.
        drop(store);
        assert!(on_disk(folder.path()));
        (folder, reader)
    }

    async fn say(sql: &'static str, connection: &mut sqlx::SqliteConnection) {
        sqlx::query(sql).execute(connection).await.unwrap();
    }

    async fn start(folder: &TempDir, pause: Duration) {
        let store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
        let (writer, _) = Writer::start(store);
        tokio::spawn(keep(writer, Clock::default(), None, pause));
    }

    #[tokio::test]
    async fn what_a_kill_has_left_in_the_log_goes_at_the_start() {
        let (folder, mut reader) = with_left_over().await;
        say("ROLLBACK", &mut reader).await;
        start(&folder, DAY).await;
        goes(folder.path()).await;
        drop(reader);
    }

    #[tokio::test]
    async fn what_a_reader_keeps_in_the_log_goes_with_the_daily_run() {
        let (folder, mut reader) = with_left_over().await;
        start(&folder, PAUSE).await;
        // Longer than a run waits for a reader.
        tokio::time::sleep(Duration::from_millis(600)).await;
        assert!(on_disk(folder.path()), "somebody reads it");
        say("ROLLBACK", &mut reader).await;
        goes(folder.path()).await;
        drop(reader);
    }
}
