//! Which of several answers to the same question counts: the bodies that one
//! draft became, and what corrects a stored answer.
//!
//! Of those that name the same one as `replaces` the newest counts, by its id,
//! since a UUID of version 7 begins with the time; so the order of arrival
//! changes nothing, and what comes late comes amended. It amends the one that
//! they name as well.
//!
//! What waits in quarantine amends nothing: nobody has reviewed it, and what
//! is stored goes on to count. It may be amended while it waits.
//!
//! A mark is made once and stays: it names the next one that came to count,
//! which may be marked itself by then. Whoever reads marks follows them. Were
//! each body of a chain to mark all others anew, a chain of thousands would
//! hold up the one writer.

use sqlx::SqliteConnection;

/// Marks what the submission `id` amends now that it is here, or reviewed, and
/// the submission itself where it comes late.
///
/// `replaces` is the one that it names, and `amends` says whether it is
/// reviewed. What a correction of its own has amended stays so: whoever names
/// the very answer says more than the time does.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    id: &str,
    replaces: Option<&str>,
    questionnaire: &str,
    amends: bool,
) -> Result<(), sqlx::Error> {
    comes_late(connection, id, replaces, questionnaire).await?;
    let (true, Some(first)) = (amends, replaces) else {
        return Ok(());
    };
    // Where a newer one is here all these have their marks.
    sqlx::query(
        "UPDATE submission SET amended_by = ?1
         WHERE questionnaire_id = ?2 AND replaces = ?3 AND id < ?1 AND amended_by IS NULL",
    )
    .bind(id)
    .bind(questionnaire)
    .bind(first)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE submission SET amended_by = ?1
         WHERE id = ?3 AND questionnaire_id = ?2 AND amended_by IS NULL
           AND NOT EXISTS (SELECT 1 FROM submission AS newer
                           WHERE newer.questionnaire_id = ?2 AND newer.replaces = ?3
                             AND newer.status = 'stored' AND newer.id > ?1)",
    )
    .bind(id)
    .bind(questionnaire)
    .bind(first)
    .execute(&mut *connection)
    .await?;
    untie(connection, id, questionnaire).await
}

/// Marks a submission that overtook nothing: its correction is here, or a newer
/// one of the same draft.
async fn comes_late(
    connection: &mut SqliteConnection,
    id: &str,
    replaces: Option<&str>,
    questionnaire: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE submission SET amended_by = newer.id
         FROM (SELECT coalesce(
                 (SELECT max(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?1 AND status = 'stored'),
                 (SELECT max(id) FROM submission
                  WHERE questionnaire_id = ?2 AND replaces = ?3 AND status = 'stored'
                    AND id > ?1)) AS id) AS newer
         WHERE submission.id = ?1 AND submission.amended_by IS NULL AND newer.id IS NOT NULL",
    )
    .bind(id)
    .bind(questionnaire)
    .bind(replaces)
    .execute(connection)
    .await?;
    Ok(())
}

/// Where submissions name each other in a ring none would count: the newest of
/// them is not amended by the one that names it. No draft does so; a ring of
/// more than 64, which would take long to follow, stays as it is.
async fn untie(
    connection: &mut SqliteConnection,
    id: &str,
    questionnaire: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH RECURSIVE ring (id, replaces) AS
             (SELECT id, replaces FROM submission
              WHERE id = ?1 AND EXISTS
                  (SELECT 1 FROM submission
                   WHERE questionnaire_id = ?2 AND replaces = ?1 AND status = 'stored')
              UNION
              SELECT named.id, named.replaces FROM ring
              JOIN submission AS named ON named.id = ring.replaces
              WHERE named.questionnaire_id = ?2 AND named.status = 'stored'
              LIMIT 64),
         newest (id) AS
             (SELECT max(id) FROM ring WHERE EXISTS (SELECT 1 FROM ring WHERE replaces = ?1))
         UPDATE submission SET amended_by =
             (SELECT max(id) FROM submission AS newer
              WHERE newer.questionnaire_id = ?2 AND newer.replaces = submission.replaces
                AND newer.status = 'stored' AND newer.id > submission.id)
         WHERE id = (SELECT id FROM newest)
           AND (SELECT id FROM ring WHERE replaces = submission.id) =
               (SELECT max(id) FROM submission AS names
                WHERE names.questionnaire_id = ?2 AND names.replaces = submission.id
                  AND names.status = 'stored')",
    )
    .bind(id)
    .bind(questionnaire)
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
