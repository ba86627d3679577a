//! Which of several answers to the same question counts: the bodies that one
//! draft became, and what corrects a stored answer.

use sqlx::SqliteConnection;

/// Marks all but one of the chain of `first` in `questionnaire` as amended:
/// `first` itself, and everything else that names it as `replaces`. The one is
/// the newest by id, since a UUID of version 7 begins with the time; so the
/// order of arrival changes nothing, and what comes late comes amended.
///
/// What a correction of its own has amended stays so: whoever names the very
/// answer says more than the time does.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    first: &str,
    questionnaire: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE submission SET amended_by = newest.id
         FROM (SELECT max(id) AS id FROM submission
               WHERE replaces = ?1 AND questionnaire_id = ?2) AS newest
         WHERE (submission.id = ?1 OR submission.replaces = ?1)
           AND submission.questionnaire_id = ?2
           AND submission.id <> newest.id
           AND (amended_by IS NULL OR amended_by IN
                (SELECT id FROM submission WHERE replaces = ?1 AND questionnaire_id = ?2))",
    )
    .bind(first)
    .bind(questionnaire)
    .execute(connection)
    .await?;
    Ok(())
}
