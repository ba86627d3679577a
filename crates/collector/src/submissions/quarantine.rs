//! The review of what has waited for its questionnaire: at the start, when the
//! operator may have added the file.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use behov_schema::Finding;
use behov_schema::submission;
use serde_json::{Map, Value};
use sqlx::{Connection, SqliteConnection};

use super::review::{review, review_without_contact};
use crate::library::{Edition, Library};
use crate::store::{Sqlite, Status, Waiting, Writer, waiting};

/// How many are read, reviewed and made to count at a time: whoever sends an
/// answer meanwhile waits for no more than these.
const STEP: i64 = 20;

/// How long until the next try when the database cannot take them now.
const PAUSE: Duration = Duration::from_secs(5);

/// What became of those that waited for one questionnaire.
#[derive(Default)]
struct Tally {
    stored: u64,
    /// Without a finding, but of another version of a code list.
    wait: u64,
    refused: u64,
    codes: BTreeSet<Cow<'static, str>>,
}

/// Reviews all that waits for a questionnaire that is known now. What passes
/// counts from then on; what does not waits on, and the log says how many.
pub(crate) async fn review_waiting(library: Arc<Library>, writer: Writer, database: PathBuf) {
    let reviewed = async {
        let mut connection = Sqlite::read(&database).await?;
        for edition in library.editions() {
            let Some(tally) = of_edition(&mut connection, edition, &writer).await? else {
                break;
            };
            tally.tell(edition);
        }
        connection.close().await
    };
    if let Err(error) = reviewed.await {
        tracing::error!(%error, "what waits in quarantine is reviewed at the next start");
    }
}

/// Reviews those that wait for `edition`, step by step; nothing when nobody
/// writes any more.
async fn of_edition(
    connection: &mut SqliteConnection,
    edition: &Edition,
    writer: &Writer,
) -> Result<Option<Tally>, sqlx::Error> {
    let questionnaire = edition.plan.questionnaire();
    let named = (
        questionnaire.id.as_str(),
        questionnaire.version.as_str(),
        edition.plan.hash(),
    );
    let (mut tally, mut after) = (Tally::default(), 0);
    loop {
        let page = waiting::page(connection, named, after, STEP).await?;
        let Some(last) = page.last() else {
            return Ok(Some(tally));
        };
        after = last.seq;
        let mut passed = Vec::new();
        for waits in page {
            match verdict(edition, &waits) {
                Ok(Status::Stored) => passed.push(waits.id),
                Ok(Status::Quarantined) => tally.wait += 1,
                Err(findings) => {
                    tally.refused += 1;
                    tally
                        .codes
                        .extend(findings.into_iter().map(|finding| finding.code));
                }
            }
            tokio::task::yield_now().await;
        }
        match release(writer, &passed).await {
            Some(released) => tally.stored += released,
            None => return Ok(None),
        }
    }
}

/// Makes them count, as soon as the database takes it; nothing when nobody
/// writes any more.
async fn release(writer: &Writer, ids: &[String]) -> Option<u64> {
    if ids.is_empty() {
        return Some(0);
    }
    while writer.is_alive() {
        if let Ok(released) = writer.release(ids.to_vec()).await {
            return Some(released);
        }
        tokio::time::sleep(PAUSE).await;
    }
    None
}

/// What is stored, held against its questionnaire as if it came now.
fn verdict(edition: &Edition, waits: &Waiting) -> Result<Status, Vec<Finding>> {
    let damaged = |_| vec![Finding::new("json.syntax", "")];
    let mut whole: Map<String, Value> = serde_json::from_str(&waits.answers).map_err(damaged)?;
    // Contact data may have been deleted since, and are not asked for again.
    let mut permission = None;
    if let Some(contact) = &waits.contact {
        let contact = serde_json::from_str(contact).map_err(damaged)?;
        whole.insert("con".to_owned(), contact);
    } else if let Some(Value::Object(permissions)) = whole.get_mut("perm") {
        permission = permissions.remove("contact");
    }
    let mut parsed = submission::parse(Value::Object(whole).to_string().as_bytes())?;
    let permissions = parsed.value.pointer_mut("/perm");
    if let (Some(permission), Some(Value::Object(permissions))) = (permission, permissions) {
        permissions.insert("contact".to_owned(), permission);
    }
    match waits.contact {
        Some(_) => review(edition, &parsed),
        None => review_without_contact(edition, &parsed),
    }
}

impl Tally {
    /// Counts and codes alone, never what was answered.
    fn tell(self, edition: &Edition) {
        let questionnaire = edition.plan.questionnaire();
        let (id, version) = (&questionnaire.id, &questionnaire.version);
        if self.stored > 0 {
            tracing::info!(
                questionnaire = id,
                version,
                submissions = self.stored,
                "reviewed what waited in quarantine: it counts"
            );
        }
        if self.wait > 0 {
            tracing::info!(
                questionnaire = id,
                version,
                submissions = self.wait,
                "reviewed what waits in quarantine: it names another version of a code list"
            );
        }
        if self.refused > 0 {
            let codes: Vec<_> = self.codes.into_iter().collect();
            tracing::warn!(
                questionnaire = id,
                version,
                submissions = self.refused,
                codes = codes.join(" "),
                "reviewed what waits in quarantine: it has faults, and does not count"
            );
        }
    }
}
