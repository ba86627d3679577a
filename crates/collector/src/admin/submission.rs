//! `GET /api/v1/submissions/{id}`: one stored submission.

use std::collections::BTreeMap;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::{Data, unreadable};
use crate::export;
use crate::openapi;
use crate::problem::{Refusal, json};

/// One submission
///
/// As it is stored, with what became of it: the same object as a line of the
/// export.
#[utoipa::path(
    get,
    path = "/api/v1/submissions/{id}",
    operation_id = "submission",
    tag = openapi::ADMIN,
    security(("admin" = [])),
    params(("id" = String, Path, description = "Its `meta.id`.")),
    responses(
        (status = 200, description = "The submission.",
         body = ref("#/components/schemas/StoredSubmission")),
        Refusals,
    ),
)]
pub(super) async fn submission(
    State(data): State<Data>,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(id) = id.map_err(|_| Refusal::UnknownSubmission)?;
    let submission = export::one(&data, &id).await.map_err(unreadable)?;
    let submission = submission.ok_or(Refusal::UnknownSubmission)?;
    tracing::info!(seq = submission.seq, "one submission read out");
    Ok(json(StatusCode::OK, "application/json", &submission))
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[
            Refusal::Token,
            Refusal::AdminOff,
            Refusal::UnknownSubmission,
            Refusal::Timeout,
            Refusal::Read,
        ])
    }
}
