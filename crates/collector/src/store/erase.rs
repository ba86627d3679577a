//! Deletes what was stored, so that nothing of it is left in the files.

use sqlx::{Row, SqliteConnection};

use super::{Erased, Erasure, Extent, transaction};

/// Deletes what `erasure` names, and the same of every answer that it amended:
/// who deletes an answer means what it was before as well. What waits has
/// amended nothing yet; it takes along what waits of the same draft, which
/// would come to count in its stead.
pub(super) async fn erase(
    connection: &mut SqliteConnection,
    erasure: &Erasure,
) -> Result<Erased, sqlx::Error> {
    transaction::begin(connection).await?;
    let erased = erase_chain(connection, erasure).await?;
    transaction::commit(connection).await?;
    Ok(erased)
}

async fn erase_chain(
    connection: &mut SqliteConnection,
    erasure: &Erasure,
) -> Result<Erased, sqlx::Error> {
    let row = sqlx::query("SELECT id, amended_by FROM submission WHERE receipt_sha256 = ?1")
        .bind(erasure.receipt.as_slice())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else {
        let gone = sqlx::query("SELECT 1 FROM deleted WHERE receipt_sha256 = ?1")
            .bind(erasure.receipt.as_slice())
            .fetch_optional(connection)
            .await?;
        return Ok(gone.map_or(Erased::Unknown, |_| Erased::Before));
    };
    if row.try_get::<Option<&str>, _>("amended_by")?.is_some() {
        return Ok(Erased::Amended);
    }
    for id in chain(connection, row.try_get("id")?).await? {
        match erasure.extent {
            Extent::Contact => contact(connection, &id).await?,
            Extent::All => whole(connection, &id, &erasure.at).await?,
        };
    }
    Ok(Erased::Now)
}

/// The ids of an answer and of all that it amended, or would amend of what
/// waits as it does.
async fn chain(connection: &mut SqliteConnection, id: &str) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query(
        "WITH RECURSIVE waits (id, replaces, questionnaire_id, mode) AS
             (SELECT id, replaces, questionnaire_id, mode FROM submission
              WHERE id = ?1 AND status = 'quarantined'
              UNION
              SELECT named.id, named.replaces, named.questionnaire_id, named.mode FROM waits
              CROSS JOIN submission AS named ON named.id = waits.replaces
               AND named.questionnaire_id = waits.questionnaire_id AND named.mode IS waits.mode
              WHERE named.status = 'quarantined' AND named.amended_by IS NULL),
         chain (id) AS
             (SELECT ?1
              UNION SELECT id FROM waits
              UNION
              SELECT older.id FROM waits
              CROSS JOIN submission AS older ON older.questionnaire_id = waits.questionnaire_id
               AND older.replaces = waits.replaces AND older.mode IS waits.mode
               AND older.id < waits.id
              WHERE older.status = 'quarantined' AND older.amended_by IS NULL
              UNION
              SELECT submission.id FROM submission JOIN chain ON amended_by = chain.id)
         SELECT id FROM chain",
    )
    .bind(id)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| row.try_get("id")).collect()
}

/// Deletes the contact data of one submission; says how many there were.
pub(super) async fn contact(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<u64, sqlx::Error> {
    let deleted = sqlx::query("DELETE FROM contact WHERE submission_id = ?1")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(deleted.rows_affected())
}

/// Deletes one submission; its id is kept, so that a repetition of the same
/// body does not bring it back. Says how many contact data it had.
pub(super) async fn whole(
    connection: &mut SqliteConnection,
    id: &str,
    at: &str,
) -> Result<u64, sqlx::Error> {
    let contacts = contact(connection, id).await?;
    sqlx::query(
        "INSERT INTO deleted (seq, id, replaces, questionnaire_id, receipt_sha256, deleted_at,
             waited, mode)
         SELECT seq, id, replaces, questionnaire_id, receipt_sha256, ?2,
             status = 'quarantined' AND amended_by IS NULL, mode
         FROM submission WHERE id = ?1",
    )
    .bind(id)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM submission WHERE id = ?1")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(contacts)
}

/// Empties the write-ahead log, which still holds the pages as they were; says
/// whether it could. Who reads just now is not waited for long: whoever wants
/// to store something waits as well.
pub(super) async fn leave_no_copy(connection: &mut SqliteConnection) -> bool {
    match checkpoint(connection).await {
        Ok(0) => true,
        Ok(_) => false,
        Err(error) => {
            tracing::warn!(%error, "the log is not emptied yet");
            false
        }
    }
}

/// What `wal_checkpoint` says: 0 when nobody was in its way.
async fn checkpoint(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query("PRAGMA busy_timeout = 200")
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut *connection)
        .await;
    sqlx::query("PRAGMA busy_timeout = 10000")
        .execute(connection)
        .await?;
    row?.try_get(0)
}
