//! The OpenAPI document of the HTTP interface, made of what the addresses say
//! of themselves and of the formats' own schemas.

mod refusals;
mod schemas;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use serde_json::json;
use utoipa::OpenApi;
use utoipa::openapi::Required;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

pub(crate) use refusals::refusals;

// What groups the operations.
pub(crate) const SUBMISSIONS: &str = "Submissions";
pub(crate) const QUESTIONNAIRES: &str = "Questionnaires";
pub(crate) const ADMIN: &str = "Admin";
pub(crate) const SERVICE: &str = "Service";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Behov collector",
        description = "Receives the answers to needs questionnaires, and gives the questionnaires \
                       and the answers out. Everything but success is a problem (RFC 9457)."
    ),
    tags(
        (name = SUBMISSIONS, description = "For whoever answers."),
        (name = QUESTIONNAIRES, description = "What is asked; open to every origin."),
        (name = ADMIN, description = "For the operator's own programs; closed to pages of other origins."),
        (name = SERVICE, description = "About the collector itself."),
    )
)]
struct Frame;

/// The whole document, indented, from the addresses' own parts of it.
pub(crate) fn document(parts: impl IntoIterator<Item = utoipa::openapi::OpenApi>) -> String {
    let mut document = Frame::openapi();
    for part in parts {
        document.merge(part);
    }
    for path in document.paths.paths.values_mut() {
        let body = path
            .post
            .as_mut()
            .and_then(|post| post.request_body.as_mut());
        if let Some(body) = body {
            body.required = Some(Required::True);
        }
    }
    let components = document.components.get_or_insert_default();
    for (name, description) in [
        ("admin", "The token of `behov serve --admin-token-file`."),
        ("receipt", "The code of the receipt."),
    ] {
        let mut bearer = Http::new(HttpAuthScheme::Bearer);
        bearer.description = Some(description.to_owned());
        components.add_security_scheme(name, SecurityScheme::Http(bearer));
    }
    // Neither has keys that are no strings, which is all that could fail.
    let mut document = serde_json::to_value(document).unwrap_or_default();
    if let Some(components) = document.get_mut("components") {
        *components = json!({
            "schemas": schemas::schemas(),
            "securitySchemes": components.get("securitySchemes"),
        });
    }
    format!("{document:#}\n")
}

/// This interface
///
/// The OpenAPI document that you are reading.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "openapi",
    tag = SERVICE,
    responses((status = 200, description = "An OpenAPI 3.1 document.", body = Object)),
)]
pub(crate) async fn openapi(State(document): State<Bytes>) -> impl IntoResponse {
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=60"),
    ];
    (headers, document)
}
