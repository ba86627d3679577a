//! What waits in quarantine: how it is read, and how it comes to count.

use sqlx::{Row, SqliteConnection};

use super::chain::{self, Link};
use super::transaction;

/// A submission that waits for its questionnaire.
pub(crate) struct Waiting {
    pub(crate) seq: i64,
    pub(crate) id: String,
    /// The submission without `con`, as JSON.
    pub(crate) answers: String,
    /// The submission's `con`, as JSON, while it is kept.
    pub(crate) contact: Option<String>,
}

/// Those that wait for this very questionnaire and came after the one numbered
/// `after`, at most `most`, in the order of arrival.
pub(crate) async fn page(
    connection: &mut SqliteConnection,
    (questionnaire, version, hash): (&str, &str, &str),
    after: i64,
    most: i64,
) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT seq, id, answers, contact
         FROM submission LEFT JOIN contact ON submission_id = id
         WHERE status = 'quarantined' AND questionnaire_id = ?1
           AND questionnaire_version = ?2 AND questionnaire_hash = ?3 AND seq > ?4
         ORDER BY seq LIMIT ?5",
    )
    .bind(questionnaire)
    .bind(version)
    .bind(hash)
    .bind(after)
    .bind(most)
    .fetch_all(connection)
    .await?;
    let waiting = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Waiting {
            seq: row.try_get("seq")?,
            id: row.try_get("id")?,
            answers: row.try_get("answers")?,
            contact: row.try_get("contact")?,
        })
    };
    rows.iter().map(waiting).collect()
}

/// Makes those of `ids` that wait count, in one transaction; says how many.
pub(super) async fn release(
    connection: &mut SqliteConnection,
    ids: &[String],
) -> Result<u64, sqlx::Error> {
    transaction::begin(connection).await?;
    let mut released = 0;
    for id in ids {
        released += u64::from(release_one(connection, id).await?);
    }
    transaction::commit(connection).await?;
    Ok(released)
}

/// As [`release`], within a transaction; says whether it waited.
pub(super) async fn release_one(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        "UPDATE submission SET status = 'stored' WHERE id = ?1 AND status = 'quarantined'
         RETURNING replaces, questionnaire_id, mode",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else {
        return Ok(false);
    };
    let link = Link {
        id,
        replaces: row.try_get("replaces")?,
        questionnaire: row.try_get("questionnaire_id")?,
        mode: row.try_get("mode")?,
    };
    chain::settle(connection, &link, true).await?;
    Ok(true)
}
