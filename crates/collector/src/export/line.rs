//! One stored submission, as it leaves the collector.

use std::path::Path;

use behov_schema::submission::Submission;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::ExportError;

/// A stored submission, and what became of it.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct StoredSubmission {
    /// The order of arrival: what came later has a higher number.
    pub(crate) seq: u64,
    pub(crate) status: SubmissionStatus,
    /// When it was stored: RFC 3339 in UTC, ending in `Z`.
    pub(crate) received_at: String,
    /// The id of the submission that replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) amended_by: Option<String>,
    /// Whether another answer that counts has the same organisation number,
    /// and the same municipality and name as far as both tell them. Both count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) possible_duplicate: bool,
    /// Whether it was written faster than the operator thinks possible.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) suspect: bool,
    /// The submission as it came, contact data included.
    #[schemars(schema_with = "submission_as_kept")]
    pub(crate) submission: Value,
    /// Whether it has been held against its questionnaire, which the status
    /// does not say of what is amended.
    #[serde(skip)]
    pub(super) reviewed: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// How far a submission has come, and whether it counts.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SubmissionStatus {
    /// Reviewed; counts.
    Stored,
    /// Waits for its version of the questionnaire; does not count yet.
    Quarantined,
    /// Replaced by another; does not count.
    Amended,
}

/// A submission, or what is left of it when its contact data are deleted: then
/// there may be a permission to write to nobody.
pub(crate) fn submission_as_kept(generator: &mut SchemaGenerator) -> Schema {
    let whole = generator.subschema_for::<Submission>();
    json_schema!({ "anyOf": [
        whole,
        { "type": "object", "required": ["meta"], "not": { "required": ["con"] } },
    ] })
}

impl StoredSubmission {
    /// From a row of `file` with the columns of [`super::pages`].
    pub(super) fn from_row(row: &SqliteRow, file: &Path) -> Result<Self, ExportError> {
        let failed = |error| ExportError::Database(file.to_owned(), error);
        let text = |column| row.try_get::<Option<&str>, _>(column).map_err(failed);
        let id = text("id")?.unwrap_or_default();
        let json = |text: &str| {
            serde_json::from_str::<Value>(text).map_err(|_| ExportError::Damaged(id.to_owned()))
        };
        let mut submission = json(text("answers")?.unwrap_or_default())?;
        if let (Some(contact), Some(submission)) = (text("contact")?, submission.as_object_mut()) {
            submission.insert("con".to_owned(), json(contact)?);
        }
        let amended_by = text("amended_by")?.map(str::to_owned);
        let reviewed = text("status")? != Some("quarantined");
        let status = match reviewed {
            _ if amended_by.is_some() => SubmissionStatus::Amended,
            false => SubmissionStatus::Quarantined,
            true => SubmissionStatus::Stored,
        };
        Ok(Self {
            seq: row.try_get::<i64, _>("seq").map_err(failed)?.unsigned_abs(),
            status,
            received_at: text("received_at")?.unwrap_or_default().to_owned(),
            amended_by,
            suspect: row.try_get("suspect").map_err(failed)?,
            possible_duplicate: row.try_get("possible_duplicate").map_err(failed)?,
            submission,
            reviewed,
        })
    }

    /// The submission as a line of JSON, with its end.
    pub(super) fn line(&self) -> Result<String, ExportError> {
        let line = serde_json::to_string(self).map_err(|error| ExportError::Write(error.into()))?;
        Ok(line + "\n")
    }
}
