//! `GET /q/{id}.json` and `GET /q/{id}/{version}.json`: the questionnaires.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use crate::library::{Document, Library};
use crate::openapi;
use crate::problem::Refusal;

/// The newest version changes when the operator adds a file and restarts.
pub(crate) const NEWEST: &str = "public, max-age=60";

/// A published version never changes.
const FIXED: &str = "public, max-age=31536000, immutable";

/// The newest version of a questionnaire
///
/// Or a code list of its own that lies beside it.
#[utoipa::path(
    get,
    path = "/q/{file}",
    operation_id = "newest",
    tag = openapi::QUESTIONNAIRES,
    params(("file" = String, Path, description = "`<id>.json`", pattern = r"\.json$")),
    responses(
        (status = 200, description = "The file as it is.",
         body = ref("#/components/schemas/Served"),
         headers(("ETag" = String, description = "Of the file's content."))),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Refusals,
    ),
)]
pub(crate) async fn newest(
    State(library): State<Arc<Library>>,
    file: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Path(file) = file.map_err(|_| Refusal::NotFound)?;
    let id = file.strip_suffix(".json").ok_or(Refusal::NotFound)?;
    let edition = library.newest(id).ok_or(Refusal::UnknownQuestionnaire)?;
    Ok(send(&edition.document, NEWEST, &headers))
}

/// One version of a questionnaire
///
/// It never changes. Or a code list of its own that lies beside it.
#[utoipa::path(
    get,
    path = "/q/{id}/{file}",
    operation_id = "version",
    tag = openapi::QUESTIONNAIRES,
    params(
        ("id" = String, Path, description = "The questionnaire's id."),
        ("file" = String, Path, description = "`<version>.json`", pattern = r"\.json$"),
    ),
    responses(
        (status = 200, description = "The file as it is.",
         body = ref("#/components/schemas/Served"),
         headers(("ETag" = String, description = "Of the file's content."))),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Refusals,
    ),
)]
pub(crate) async fn version(
    State(library): State<Arc<Library>>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Path((id, file)) = path.map_err(|_| Refusal::NotFound)?;
    let version = file.strip_suffix(".json").ok_or(Refusal::NotFound)?;
    let edition = library
        .edition(&id, version)
        .ok_or(Refusal::UnknownQuestionnaire)?;
    Ok(send(&edition.document, FIXED, &headers))
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[Refusal::UnknownQuestionnaire, Refusal::NotFound])
    }
}

pub(crate) fn send(document: &Document, cache: &'static str, request: &HeaderMap) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::ETAG, &document.etag),
        (header::CACHE_CONTROL, cache),
    ];
    if is_known(request, &document.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let media_type = [(header::CONTENT_TYPE, "application/json")];
    (headers, media_type, document.text.clone()).into_response()
}

/// `If-None-Match` compares weakly (RFC 9110, 13.1.2): a proxy that
/// compresses may have weakened the tag.
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
