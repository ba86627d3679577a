//! What a submission costs that is the last of many.

use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::store::Extent;

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

/// The same, which waits for its questionnaire.
fn that_waits(number: usize, replaces: Option<usize>) -> Record {
    Record {
        status: Status::Quarantined,
        ..record(number, replaces)
    }
}

/// A database that a test is soon done with, and the folder that it lies in.
async fn unsynced() -> (TempDir, Sqlite) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let store = Sqlite::open_unsynced(&file).await.unwrap();
    (folder, store)
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
        let (_folder, mut store) = unsynced().await;
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
        let (_folder, mut store) = unsynced().await;
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
        let (_folder, mut store) = unsynced().await;
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

/// Whoever corrects names what came before; of each chain the newest counts.
#[tokio::test]
async fn of_all_that_hang_together_the_newest_counts() {
    const LONG: usize = 6;
    let (_folder, mut store) = unsynced().await;
    let mut chance = 7_u64;
    let mut below = |limit: usize| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(chance >> 33).unwrap() % limit
    };
    for history in 0..300 {
        let first = history * (LONG + 1);
        // The first of them never comes; some name nothing.
        let names: Vec<Option<usize>> = (0..=LONG)
            .map(|number| Some(below(number + 1)).filter(|named| *named < number))
            .collect();
        let mut order: Vec<usize> = (1..=LONG).collect();
        for place in 1..LONG {
            order.swap(place, below(place + 1));
        }
        for number in &order {
            let mut record = record(first + number, names[*number].map(|named| first + named));
            record.questionnaire = history.to_string();
            assert_eq!(store.save(&[record]).await.unwrap(), [Saved::New]);
        }
        let root = |mut number: usize| {
            while let Some(named) = names[number] {
                number = named;
            }
            number
        };
        let newest = |number: &usize| (number + 1..=LONG).all(|later| root(later) != root(*number));
        let expected: Vec<String> = (1..=LONG)
            .filter(newest)
            .map(|number| id(first + number))
            .collect();
        let counts: Vec<String> = counts(&mut store).await;
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|known| *known >= id(first))
            .collect();
        assert_eq!(counts, expected, "{names:?}, in the order {order:?}");
    }
}

/// What waits beside it costs the one writer nothing.
#[tokio::test]
async fn what_amends_much_that_waits_is_soon_stored() {
    let (_folder, mut store) = unsynced().await;
    let mut connection = store.take().await.unwrap();
    let inserted = sqlx::query(
        "WITH RECURSIVE numbers (number) AS (SELECT 1000 UNION ALL SELECT number + 1 FROM numbers LIMIT 20000)
         INSERT INTO submission (id, questionnaire_id, questionnaire_version, questionnaire_hash,
             status, received_at, body_sha256, receipt_sha256, answers)
         SELECT 'waits-' || number, 'a', '1.0.0', '', 'quarantined', '', zeroblob(32),
             randomblob(32), json_object('org', json_object('name', hex(zeroblob(2000))))
         FROM numbers",
    )
    .execute(&mut connection)
    .await;
    store.keep(connection, inserted).unwrap();
    let mut chain: Vec<Record> = (0..64)
        .map(|number| record(number, number.checked_sub(1)))
        .collect();
    for waits in &mut chain[1..] {
        waits.status = Status::Quarantined;
    }
    store.save(&chain).await.unwrap();
    let begun = Instant::now();
    store.save(&[record(64, Some(63))]).await.unwrap();
    let took = begun.elapsed();
    assert!(took < Duration::from_millis(400), "{took:?}");
    let mut waits = that_waits(65, None);
    waits.receipt = [1; 32];
    store.save(&[waits]).await.unwrap();
    let begun = Instant::now();
    assert_eq!(delete(&mut store, 1).await, Erased::Now);
    let took = begun.elapsed();
    assert!(took < Duration::from_millis(400), "{took:?}");
    assert!(counts(&mut store).await.contains(&id(64)));
}

async fn delete(store: &mut Sqlite, receipt: u8) -> Erased {
    let erasure = Erasure {
        receipt: [receipt; 32],
        extent: Extent::All,
        at: "2026-11-21T10:00:00.000Z".to_owned(),
    };
    store.erase(&erasure).await.unwrap()
}

/// Who deletes a test, or what waits, deletes and refuses nothing else.
#[tokio::test]
async fn what_is_deleted_stands_in_the_way_of_nothing_that_it_could_not_amend() {
    for waiting in [false, true] {
        let (_folder, mut store) = unsynced().await;
        let waits = that_waits(2, Some(1));
        let mut deleted = record(9, Some(1));
        deleted.receipt = [9; 32];
        if waiting {
            deleted.status = Status::Quarantined;
        } else {
            deleted.mode = Some(Mode::Test);
        }
        let mut older = Vec::new();
        if !waiting {
            // Of another mode, it is none of the draft.
            older.push(waits);
        }
        for record in [vec![record(1, None)], older, vec![deleted]].concat() {
            assert_eq!(store.save(&[record]).await.unwrap(), [Saved::New]);
        }
        assert_eq!(delete(&mut store, 9).await, Erased::Now);
        let expected = if waiting {
            vec![id(1)]
        } else {
            vec![id(1), id(2)]
        };
        assert_eq!(counts(&mut store).await, expected);
        assert_eq!(
            store.save(&[record(3, Some(1))]).await.unwrap(),
            [Saved::New]
        );
        let waits = that_waits(4, Some(1));
        assert_eq!(store.save(&[waits]).await.unwrap(), [Saved::New]);
        assert!(counts(&mut store).await.contains(&id(3)));
    }
}

/// What was amended while it waited was reviewed in what amended it.
#[tokio::test]
async fn what_is_older_than_what_was_deleted_does_not_come_back() {
    let (_folder, mut store) = unsynced().await;
    let waits = that_waits(2, Some(1));
    let mut corrects = record(3, Some(2));
    corrects.receipt = [3; 32];
    assert_eq!(
        store.save(&[waits, corrects]).await.unwrap(),
        [Saved::New, Saved::New]
    );
    assert_eq!(delete(&mut store, 3).await, Erased::Now);
    assert_eq!(
        store.save(&[record(1, None)]).await.unwrap(),
        [Saved::Deleted]
    );
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
        // An answer, what waits and names it, and the correction of that.
        (5, None, Some(6), "stored"),
        (6, Some(5), Some(7), "quarantined"),
        (7, Some(6), None, "stored"),
        // An answer, and a test.
        (8, None, Some(9), "stored"),
        (9, Some(8), None, "stored"),
    ] {
        sqlx::query(
            "INSERT INTO submission (id, replaces, amended_by, questionnaire_id,
                 questionnaire_version, questionnaire_hash, status, received_at, body_sha256,
                 receipt_sha256, answers, mode)
             VALUES (?1, ?2, ?3, 'a', '1.0.0', '', ?4, '', zeroblob(32), zeroblob(32), '{}', ?5)",
        )
        .bind(id(number))
        .bind(replaces.map(id))
        .bind(amended_by.map(id))
        .bind(status)
        .bind((number == 9).then_some("test"))
        .execute(&mut connection)
        .await
        .unwrap();
    }
    connection.close().await.unwrap();
    let mut store = Sqlite::open(&file).await.unwrap();
    let expected = [1, 2, 4, 7, 8, 9].map(id);
    assert_eq!(counts(&mut store).await, expected);
    let mut connection = store.take().await.unwrap();
    let row = sqlx::query("SELECT amended_by FROM submission WHERE id = ?1")
        .bind(id(0))
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(row.get::<String, _>(0), id(1));
}
