//! What a backend answers: a receipt, or a problem.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Deletable;
use crate::Finding;

/// The answer to a submission that is now kept (201), or was already (200).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The `meta.id` of the submission.
    pub id: String,
    /// What the respondent writes down: it gives access to the answer.
    pub code: String,
    /// When it was stored first: RFC 3339 in UTC, ending in `Z`.
    pub received_at: String,
    pub status: ReceiptStatus,
    /// What the code may delete, where the backend says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletable: Option<Deletable>,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStatus {
    /// Reviewed and kept.
    Stored,
    /// Kept, and reviewed once the collector has the questionnaire's version.
    Quarantined,
}

/// Why a request failed (RFC 9457), with the findings about its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in words, the same each time.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong with the submission, by code and place.
    #[serde(default)]
    pub errors: Vec<Finding>,
}

impl fmt::Debug for Receipt {
    /// Without the code: it is a key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("id", &self.id)
            .field("received_at", &self.received_at)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
