//! `GET /q/{id}.json` and `GET /q/{id}/{version}.json`: the questionnaires.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::library::{Edition, Library};
use crate::problem::Refusal;

/// The newest version changes when the operator adds a file and restarts.
const NEWEST: &str = "public, max-age=60";

/// A published version never changes.
const FIXED: &str = "public, max-age=31536000, immutable";

pub(crate) async fn newest(
    State(library): State<Arc<Library>>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = file.strip_suffix(".json").ok_or(Refusal::NotFound)?;
    let edition = library.newest(id).ok_or(Refusal::UnknownQuestionnaire)?;
    Ok(send(edition, NEWEST, &headers))
}

pub(crate) async fn version(
    State(library): State<Arc<Library>>,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let version = file.strip_suffix(".json").ok_or(Refusal::NotFound)?;
    let edition = library
        .edition(&id, version)
        .ok_or(Refusal::UnknownQuestionnaire)?;
    Ok(send(edition, FIXED, &headers))
}

fn send(edition: &Edition, cache: &'static str, request: &HeaderMap) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::ETAG, &edition.etag),
        (header::CACHE_CONTROL, cache),
    ];
    if is_known(request, &edition.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let media_type = [(header::CONTENT_TYPE, "application/json")];
    (headers, media_type, edition.text.clone()).into_response()
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
