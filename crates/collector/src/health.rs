//! `GET /healthz`: whether submissions can be stored.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use crate::openapi;
use crate::problem::{Refusal, json};
use crate::store::Writer;

/// How the collector is.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Health {
    status: HealthStatus,
}

#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
enum HealthStatus {
    Ok,
}

/// Whether submissions can be stored
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "health",
    tag = openapi::SERVICE,
    responses(
        (status = 200, description = "They can.", body = ref("#/components/schemas/Health")),
        Refusals,
    ),
)]
pub(crate) async fn healthz(State(writer): State<Writer>) -> Result<Response, Refusal> {
    if !writer.is_alive() {
        return Err(Refusal::Store);
    }
    let health = Health {
        status: HealthStatus::Ok,
    };
    Ok(json(StatusCode::OK, "application/json", &health))
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[Refusal::Store])
    }
}
