//! Deletes what came before a date.

use sqlx::{Row, SqliteConnection};

use super::{Extent, Selected, chain, erase, transaction};
use crate::Purged;

/// How many submissions one transaction deletes: a collector that runs
/// meanwhile waits for no more than these.
const CHUNK: i64 = 500;

/// The contact data of what is selected; `?1` is the date, `?2` the
/// questionnaire or null.
macro_rules! contacts {
    ($what:literal, $limit:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM contact JOIN submission ON id = submission_id
             WHERE received_at < ?1 AND (?2 IS NULL OR questionnaire_id = ?2)",
            $limit
        )
    };
}

/// The submissions that are selected.
macro_rules! submissions {
    ($what:literal, $limit:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM submission
             WHERE received_at < ?1 AND (?2 IS NULL OR questionnaire_id = ?2)",
            $limit
        )
    };
}

/// Deletes what is selected.
pub(super) async fn purge(
    connection: &mut SqliteConnection,
    selected: &Selected,
) -> Result<Purged, sqlx::Error> {
    let whole = selected.extent == Extent::All;
    let query = if whole {
        submissions!("id", " ORDER BY seq LIMIT ?3")
    } else {
        contacts!("id", " LIMIT ?3")
    };
    let mut purged = Purged::default();
    loop {
        transaction::begin(connection).await?;
        let rows = sqlx::query(query)
            .bind(&selected.before)
            .bind(selected.questionnaire.as_deref())
            .bind(CHUNK)
            .fetch_all(&mut *connection)
            .await?;
        let last = rows.is_empty();
        for row in rows {
            let id: &str = row.try_get("id")?;
            if whole {
                chain::lead_past(connection, id).await?;
                purged.contacts += erase::whole(connection, id, &selected.at).await?;
                purged.submissions += 1;
            } else {
                purged.contacts += erase::contact(connection, id).await?;
            }
        }
        transaction::commit(connection).await?;
        if last {
            break;
        }
    }
    Ok(purged)
}

/// How much [`purge`] would delete.
pub(super) async fn count(
    connection: &mut SqliteConnection,
    selected: &Selected,
) -> Result<Purged, sqlx::Error> {
    let mut counts = [0; 2];
    let queries = [submissions!("count(*)", ""), contacts!("count(*)", "")];
    for (count, query) in counts.iter_mut().zip(queries) {
        let row = sqlx::query(query)
            .bind(&selected.before)
            .bind(selected.questionnaire.as_deref())
            .fetch_one(&mut *connection)
            .await?;
        *count = row.try_get::<i64, _>(0)?.unsigned_abs();
    }
    let [submissions, contacts] = counts;
    let whole = selected.extent == Extent::All;
    Ok(Purged {
        submissions: if whole { submissions } else { 0 },
        contacts,
        left_over: false,
    })
}
