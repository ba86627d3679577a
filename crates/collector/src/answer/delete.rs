//! `DELETE /api/v1/answer`: as much of the answer as the operator lets go.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::{Answers, code};
use crate::Deletable;
use crate::openapi;
use crate::problem::{Refusal, json};
use crate::store::{Erased, Erasure, Extent, Refused};

/// What was deleted.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Deletion {
    deleted: Deletable,
}

/// Delete the answer of a receipt code
///
/// Its contact data, or all of it: what the operator lets respondents delete.
/// The same of every earlier answer that it has amended.
#[utoipa::path(
    delete,
    path = "/api/v1/answer",
    operation_id = "delete_answer",
    tag = openapi::SUBMISSIONS,
    security(("receipt" = [])),
    responses(
        (status = 200, description = "It is deleted, also when its contact data were before.",
         body = ref("#/components/schemas/Deletion")),
        Refusals,
    ),
)]
pub(super) async fn delete(
    State(answers): State<Arc<Answers>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let extent = match answers.deletable {
        Deletable::Off => return Err(Refusal::DeleteOff),
        Deletable::Contact => Extent::Contact,
        Deletable::All => Extent::All,
    };
    let receipt = code::shown(&headers).await?;
    let at = humantime::format_rfc3339_millis(answers.clock.now()).to_string();
    let erasure = Erasure {
        receipt,
        extent,
        at,
    };
    let erased = answers.writer.erase(erasure).await;
    match erased.map_err(|refused| match refused {
        Refused::Busy => Refusal::Busy,
        Refused::Failed => Refusal::Store,
    })? {
        Erased::Now => {}
        Erased::Before => return Err(Refusal::Erased),
        Erased::Amended => return Err(Refusal::Amended),
        Erased::Unknown => return Err(code::wrong().await),
    }
    tracing::info!(?extent, "an answer deleted by its receipt code");
    let deletion = Deletion {
        deleted: answers.deletable,
    };
    Ok(json(StatusCode::OK, "application/json", &deletion))
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[
            Refusal::NoCode,
            Refusal::DeleteOff,
            Refusal::Origin,
            Refusal::UnknownCode,
            Refusal::Timeout,
            Refusal::Amended,
            Refusal::Erased,
            Refusal::TooMany(1),
            Refusal::Busy,
            Refusal::Store,
        ])
    }
}
