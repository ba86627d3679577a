//! Which of several answers to the same question counts: the bodies that one
//! draft became, and what corrects a stored answer.
//!
//! Of those that name the same one as `replaces` the newest counts, by its id,
//! since a UUID of version 7 begins with the time; so the order of arrival
//! changes nothing, and what comes late comes amended. It amends the one that
//! they name as well.
//!
//! What waits in quarantine amends nothing: nobody has reviewed it, and what
//! is stored goes on to count. It may be amended while it waits; what amends it
//! then amends in its stead what it names.
//!
//! A mark is made once and stays: it names the next one that came to count,
//! which may be marked itself by then. Whoever reads marks follows them. Were
//! each body of a chain to mark all others anew, a chain of thousands would
//! hold up the one writer.

use sqlx::{Row, SqliteConnection};

/// A submission, and what makes it one of a chain.
pub(super) struct Link<'a> {
    pub(super) id: &'a str,
    /// The one that it names.
    pub(super) replaces: Option<&'a str>,
    pub(super) questionnaire: &'a str,
    /// As in the database: what is for real and what is a test amend nothing of
    /// each other.
    pub(super) mode: Option<&'a str>,
}

/// Marks what `link` amends now that it is here, or reviewed, and itself where
/// it comes late. `amends` says whether it is reviewed. What a correction of its
/// own has amended stays so: whoever names the very answer says more than the
/// time does; of several that nobody corrects the newest counts.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    link: &Link<'_>,
    amends: bool,
) -> Result<(), sqlx::Error> {
    let late = comes_late(connection, link).await?;
    if !amends {
        if let Some(by) = late {
            beyond_waiting(connection, link, &by, link.id).await?;
            unite(connection, link).await?;
        }
        return Ok(());
    }
    let Some(first) = link.replaces else {
        return Ok(());
    };
    // Where a newer one is here all these have their marks.
    sqlx::query(
        "UPDATE submission SET amended_by = ?1
         WHERE questionnaire_id = ?2 AND replaces = ?3 AND id < ?1 AND amended_by IS NULL
           AND mode IS ?4",
    )
    .bind(link.id)
    .bind(link.questionnaire)
    .bind(first)
    .bind(link.mode)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE submission SET amended_by = ?1
         WHERE id = ?3 AND questionnaire_id = ?2 AND amended_by IS NULL AND mode IS ?4
           AND NOT EXISTS (SELECT 1 FROM submission AS newer
                           WHERE newer.questionnaire_id = ?2 AND newer.replaces = ?3
                             AND newer.status = 'stored' AND newer.id > ?1
                             AND newer.mode IS ?4)",
    )
    .bind(link.id)
    .bind(link.questionnaire)
    .bind(first)
    .bind(link.mode)
    .execute(&mut *connection)
    .await?;
    beyond_waiting(connection, link, link.id, first).await?;
    untie(connection, link).await?;
    unite(connection, link).await
}

/// Marks a submission that overtook nothing: its correction is here, or a newer
/// one of the same draft, or what amends one of these that waits. Gives the id of
/// that.
async fn comes_late(
    connection: &mut SqliteConnection,
    link: &Link<'_>,
) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query(
        "UPDATE submission SET amended_by = newer.id
         FROM (SELECT coalesce(
                 (SELECT max(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?1 AND status = 'stored'
                    AND mode IS ?4),
                 (SELECT max(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?3 AND status = 'stored'
                    AND id > ?1 AND mode IS ?4),
                 (SELECT amended_by FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?1 AND status = 'quarantined'
                    AND amended_by IS NOT NULL AND mode IS ?4
                  ORDER BY id DESC LIMIT 1),
                 (SELECT amended_by FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?3 AND status = 'quarantined'
                    AND amended_by IS NOT NULL AND mode IS ?4 AND id > ?1
                  ORDER BY id DESC LIMIT 1)) AS id) AS newer
         WHERE submission.id = ?1 AND submission.amended_by IS NULL AND newer.id IS NOT NULL
         RETURNING amended_by",
    )
    .bind(link.id)
    .bind(link.questionnaire)
    .bind(link.replaces)
    .bind(link.mode)
    .fetch_optional(connection)
    .await?;
    row.map(|row| row.try_get(0)).transpose()
}

/// What waits and is amended by `by` amends nothing itself, so `by` amends in
/// its stead what that names, and so on until one that does not wait: at most
/// 64, more than anybody corrects before the file is there. `from` is the first
/// that may wait.
async fn beyond_waiting(
    connection: &mut SqliteConnection,
    link: &Link<'_>,
    by: &str,
    from: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH RECURSIVE waits (id, replaces) AS
             (SELECT id, replaces FROM submission
              WHERE id = ?3 AND questionnaire_id = ?2 AND status = 'quarantined'
                AND mode IS ?4 AND replaces IS NOT NULL
              UNION
              SELECT named.id, named.replaces FROM waits
              CROSS JOIN submission AS named ON named.id = waits.replaces
              WHERE named.questionnaire_id = ?2 AND named.status = 'quarantined'
                AND named.mode IS ?4 AND named.replaces IS NOT NULL
              LIMIT 64),
         amended (id) AS
             (SELECT replaces FROM waits
              UNION
              SELECT older.id FROM waits CROSS JOIN submission AS older
               ON older.questionnaire_id = ?2 AND older.replaces = waits.replaces
               AND older.id < waits.id AND older.amended_by IS NULL AND older.mode IS ?4),
         -- Nothing is marked that `by` itself leads to: of a ring none would count.
         led (id) AS
             (SELECT ?1 WHERE EXISTS (SELECT 1 FROM waits)
              UNION
              SELECT submission.amended_by FROM led JOIN submission ON submission.id = led.id
              WHERE submission.amended_by IS NOT NULL
              LIMIT 64)
         UPDATE submission SET amended_by = ?1
         WHERE id IN (SELECT id FROM amended) AND id NOT IN (SELECT id FROM led)
           -- Looked for by the id, never through the whole questionnaire.
           AND +questionnaire_id = ?2 AND amended_by IS NULL AND mode IS ?4",
    )
    .bind(by)
    .bind(link.questionnaire)
    .bind(from)
    .bind(link.mode)
    .execute(connection)
    .await?;
    Ok(())
}

/// Where submissions name each other in a ring none would count: the newest of
/// them is not amended by the one that names it. No draft does so; a ring of
/// more than 64, which would take long to follow, stays as it is.
async fn untie(connection: &mut SqliteConnection, link: &Link<'_>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH RECURSIVE ring (id, replaces) AS
             (SELECT id, replaces FROM submission
              WHERE id = ?1 AND EXISTS
                  (SELECT 1 FROM submission
                   WHERE questionnaire_id = ?2 AND replaces = ?1 AND status = 'stored'
                     AND mode IS ?3)
              UNION
              SELECT named.id, named.replaces FROM ring
              CROSS JOIN submission AS named ON named.id = ring.replaces
              WHERE named.questionnaire_id = ?2 AND named.status = 'stored'
                AND named.mode IS ?3
              LIMIT 64),
         newest (id) AS
             (SELECT max(id) FROM ring WHERE EXISTS (SELECT 1 FROM ring WHERE replaces = ?1))
         UPDATE submission SET amended_by =
             (SELECT max(id) FROM submission AS newer
              WHERE newer.questionnaire_id = ?2 AND newer.replaces = submission.replaces
                AND newer.status = 'stored' AND newer.id > submission.id AND newer.mode IS ?3)
         WHERE id = (SELECT id FROM newest)
           AND (SELECT id FROM ring WHERE replaces = submission.id) =
               (SELECT max(id) FROM submission AS names
                WHERE names.questionnaire_id = ?2 AND names.replaces = submission.id
                  AND names.status = 'stored' AND names.mode IS ?3)",
    )
    .bind(link.id)
    .bind(link.questionnaire)
    .bind(link.mode)
    .execute(connection)
    .await?;
    Ok(())
}

/// Where two windows correct the same answer, each its own way, two ends may
/// count: the newer one amends the other. Marks are followed 64 steps far.
async fn unite(connection: &mut SqliteConnection, link: &Link<'_>) -> Result<(), sqlx::Error> {
    let Some(first) = link.replaces else {
        return Ok(());
    };
    sqlx::query(
        "WITH RECURSIVE mine (id, by) AS
             (SELECT id, amended_by FROM submission WHERE id = ?1
              UNION
              SELECT next.id, next.amended_by FROM mine
              CROSS JOIN submission AS next ON next.id = mine.by
              LIMIT 64),
         -- The one that is named, else one that names it as well.
         begin (id) AS
             (SELECT coalesce(
                 (SELECT id FROM submission
                  WHERE id = ?3 AND +questionnaire_id = ?2 AND mode IS ?4),
                 (SELECT max(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?3 AND status = 'stored'
                    AND mode IS ?4 AND id < ?1),
                 (SELECT min(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?3 AND status = 'stored'
                    AND mode IS ?4 AND id > ?1))),
         theirs (id, by) AS
             (SELECT id, amended_by FROM submission WHERE id = (SELECT id FROM begin)
              UNION
              SELECT next.id, next.amended_by FROM theirs
              CROSS JOIN submission AS next ON next.id = theirs.by
              LIMIT 64),
         ends (id) AS
             (SELECT id FROM mine WHERE by IS NULL
              UNION
              SELECT id FROM theirs WHERE by IS NULL)
         UPDATE submission SET amended_by = (SELECT max(id) FROM ends)
         WHERE id = (SELECT min(id) FROM ends) AND status = 'stored'
           AND (SELECT count(*) FROM ends CROSS JOIN submission AS counts USING (id)
                WHERE counts.status = 'stored') = 2",
    )
    .bind(link.id)
    .bind(link.questionnaire)
    .bind(first)
    .bind(link.mode)
    .execute(connection)
    .await?;
    Ok(())
}

/// Leads the marks that name `id`, which is deleted by itself, on to the one
/// that amended it: what is left of its chain is found by whoever deletes that.
pub(super) async fn lead_past(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE submission SET amended_by = passed.amended_by
         FROM (SELECT amended_by FROM submission WHERE id = ?1) AS passed
         WHERE submission.amended_by = ?1 AND passed.amended_by IS NOT NULL",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}
