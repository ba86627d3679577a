//! `GET /api/v1/answer`: the answer, to whoever has its receipt code.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::{Answers, code};
use crate::Deletable;
use crate::admin::unreadable;
use crate::export::{self, Reached, SubmissionStatus};
use crate::openapi;
use crate::problem::{Refusal, json};

/// An answer, as its respondent sees it.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct StoredAnswer {
    status: SubmissionStatus,
    /// When it was stored: RFC 3339 in UTC, ending in `Z`.
    received_at: String,
    /// What its receipt code may delete of it.
    deletable: Deletable,
    /// The submission as it came, contact data included while they are kept.
    #[schemars(schema_with = "export::submission_as_kept")]
    submission: Value,
}

/// The answer of a receipt code
///
/// The code of the receipt stands in `Authorization: Bearer`; hyphens, spaces
/// and small letters make no difference.
#[utoipa::path(
    get,
    path = "/api/v1/answer",
    operation_id = "answer",
    tag = openapi::SUBMISSIONS,
    security(("receipt" = [])),
    responses(
        (status = 200, description = "The answer.",
         body = ref("#/components/schemas/StoredAnswer")),
        Refusals,
    ),
)]
pub(super) async fn get(
    State(answers): State<Arc<Answers>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let hash = code::shown(&headers).await?;
    let reached = export::by_receipt(&answers.data, &hash).await;
    let stored = match reached.map_err(unreadable)? {
        Reached::Submission(stored) => stored,
        Reached::Amended => return Err(Refusal::Amended),
        Reached::Deleted => return Err(Refusal::Erased),
        Reached::Nothing => return Err(code::wrong().await),
    };
    tracing::info!(seq = stored.seq, "an answer read by its receipt code");
    let answer = StoredAnswer {
        status: stored.status,
        received_at: stored.received_at,
        deletable: answers.deletable,
        submission: stored.submission,
    };
    Ok(json(StatusCode::OK, "application/json", &answer))
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[
            Refusal::NoCode,
            Refusal::Origin,
            Refusal::UnknownCode,
            Refusal::Timeout,
            Refusal::Amended,
            Refusal::Erased,
            Refusal::TooMany(1),
            Refusal::Read,
        ])
    }
}
