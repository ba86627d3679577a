//! What a submission costs that is the last of many.

use std::time::{Duration, Instant};

use serde_json::json;

use super::*;

const MANY: usize = 2000;
const TOGETHER: usize = 100;

fn id(number: usize) -> String {
    format!("019a9d2e-7b1c-7000-8000-{number:012x}")
}

/// A submission with an answer that is long to read.
fn record(number: usize, replaces: Option<usize>) -> Record {
    Record {
        id: id(number),
        replaces: replaces.map(id),
        questionnaire: "a".to_owned(),
        version: "1.0.0".to_owned(),
        hash: String::new(),
        status: Status::Stored,
        mode: None,
        suspect: false,
        received_at: "2026-11-21T10:00:00.000Z".to_owned(),
        body: [0; 32],
        receipt: [0; 32],
        answers: json!({ "org": { "name": "a".repeat(4000), "number": "5560360793" } }),
        contact: None,
    }
}

/// Which of them each names.
type Replaces = fn(usize) -> Option<usize>;

/// How long a hundred took, and how many rows they changed.
struct Cost(Duration, i64);

/// Saves the records, a hundred at a time; gives the cost of the first hundred
/// and that of the last.
async fn costs(store: &mut Sqlite, records: &[Record]) -> [Cost; 2] {
    let mut costs = Vec::new();
    for batch in records.chunks(TOGETHER) {
        let before = changes(store).await;
        let begun = Instant::now();
        let saved = store.save(batch).await.unwrap();
        assert!(saved.iter().all(|saved| *saved == Saved::New));
        let took = begun.elapsed();
        costs.push(Cost(took, changes(store).await - before));
    }
    let last = costs.pop().unwrap();
    [costs.swap_remove(0), last]
}

/// How many rows the connection has changed so far.
async fn changes(store: &mut Sqlite) -> i64 {
    let mut connection = store.take().await.unwrap();
    let row = sqlx::query("SELECT total_changes()")
        .fetch_one(&mut connection)
        .await;
    store.keep(connection, row).unwrap().get(0)
}

/// The ids that count.
async fn counts(store: &mut Sqlite) -> Vec<String> {
    let mut connection = store.take().await.unwrap();
    let rows = sqlx::query("SELECT id FROM submission WHERE amended_by IS NULL ORDER BY id")
        .fetch_all(&mut connection)
        .await;
    let rows = store.keep(connection, rows).unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn the_last_of_a_long_chain_costs_no_more_than_the_first() {
    let one_draft: Replaces = |number| (number > 0).then_some(0);
    let one_by_one: Replaces = |number| number.checked_sub(1);
    let forth: Vec<usize> = (0..MANY).collect();
    let back: Vec<usize> = forth.iter().rev().copied().collect();
    // The odd ones come when both their neighbours are here.
    let (even, odd): (Vec<usize>, Vec<usize>) = forth.iter().partition(|number| *number % 2 == 0);
    let between = [even, odd].concat();
    let shapes: [(&str, Replaces, Vec<usize>); 3] = [
        ("one draft", one_draft, forth),
        ("one draft, the newest first", one_draft, back),
        ("corrected again and again", one_by_one, between),
    ];
    for (shape, replaces, numbers) in shapes {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut store = Sqlite::open_unsynced(&file).await.unwrap();
        let record = |number: &usize| record(*number, replaces(*number));
        let records: Vec<Record> = numbers.iter().map(record).collect();
        let [first, last] = costs(&mut store, &records).await;
        // Each is stored, and makes a mark on itself and one on another at most.
        let most = i64::try_from(3 * TOGETHER).unwrap();
        assert!(last.1 <= most, "{shape}: {} rows", last.1);
        let bound = first.0 * 5 + Duration::from_millis(500);
        assert!(last.0 < bound, "{shape}: {:?}, then {:?}", first.0, last.0);
        assert_eq!(counts(&mut store).await, [id(MANY - 1)], "{shape}");
    }
}

/// In every order of arrival the correction of what waits amends what that
/// would have amended; what is only a test amends nothing that is for real.
#[tokio::test]
async fn a_correction_of_what_waits_amends_in_its_stead() {
    let waits = |number: usize| (1..=2).contains(&number);
    for order in orders(&[0, 1, 2, 3, 4]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut store = Sqlite::open_unsynced(&file).await.unwrap();
        for number in order.iter().copied() {
            let mut record = match number {
                // An older correction of the first.
                4 => record(4, Some(0)),
                number => record(number + 4, number.checked_sub(1).map(named)),
            };
            if number == 0 {
                record.id = id(0);
            }
            if waits(number) {
                record.status = Status::Quarantined;
            }
            assert_eq!(store.save(&[record]).await.unwrap(), [Saved::New]);
        }
        assert_eq!(counts(&mut store).await, [id(7)], "{order:?}");
    }
}

/// The number in the id of the one that the next names.
fn named(number: usize) -> usize {
    if number == 0 { 0 } else { number + 4 }
}

/// Every order of `these`.
fn orders(these: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = these.split_first() else {
        return vec![Vec::new()];
    };
    let mut orders = Vec::new();
    for order in self::orders(rest) {
        for place in 0..=order.len() {
            let mut order = order.clone();
            order.insert(place, *first);
            orders.push(order);
        }
    }
    orders
}

#[tokio::test]
async fn a_test_amends_nothing_that_is_for_real() {
    for status in [Status::Stored, Status::Quarantined] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut store = Sqlite::open_unsynced(&file).await.unwrap();
        let mut test = record(1, Some(0));
        test.mode = Some(Mode::Test);
        test.status = status;
        let mut of_the_test = record(2, Some(1));
        of_the_test.mode = Some(Mode::Test);
        for record in [record(0, None), test, of_the_test, record(3, Some(0))] {
            assert_eq!(store.save(&[record]).await.unwrap(), [Saved::New]);
        }
        assert_eq!(counts(&mut store).await, [id(2), id(3)]);
    }
}

/// What waited had displaced an answer, and two had displaced each other.
#[tokio::test]
async fn marks_of_an_earlier_release_are_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let mut connection = options(&file)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    let mut earlier = migrator();
    let until = |migration: &&Migration| migration.version <= 5;
    earlier.migrations = earlier.migrations.iter().filter(until).cloned().collect();
    earlier.run(&mut connection).await.unwrap();
    for (number, replaces, amended_by, status) in [
        // A stored answer, its correction, and what waits.
        (0, None, Some(2), "stored"),
        (1, Some(0), Some(2), "stored"),
        (2, Some(0), None, "quarantined"),
        // A ring of two.
        (3, Some(4), Some(4), "stored"),
        (4, Some(3), Some(3), "stored"),
    ] {
        sqlx::query(
            "INSERT INTO submission (id, replaces, amended_by, questionnaire_id,
                 questionnaire_version, questionnaire_hash, status, received_at, body_sha256,
                 receipt_sha256, answers)
             VALUES (?1, ?2, ?3, 'a', '1.0.0', '', ?4, '', zeroblob(32), zeroblob(32), '{}')",
        )
        .bind(id(number))
        .bind(replaces.map(id))
        .bind(amended_by.map(id))
        .bind(status)
        .execute(&mut connection)
        .await
        .unwrap();
    }
    connection.close().await.unwrap();
    let mut store = Sqlite::open(&file).await.unwrap();
    assert_eq!(counts(&mut store).await, [id(1), id(2), id(4)]);
    let mut connection = store.take().await.unwrap();
    let row = sqlx::query("SELECT amended_by FROM submission WHERE id = ?1")
        .bind(id(0))
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(row.get::<String, _>(0), id(1));
}
