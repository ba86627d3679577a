//! Every address and every limit in one place.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::admin::{self, AdminToken, Data};
use crate::answer::{self, Answers};
use crate::cors::{self, Gate};
use crate::files::{self, Files};
use crate::health;
use crate::library::Library;
use crate::limit;
use crate::lists;
use crate::openapi;
use crate::problem::Refusal;
use crate::questionnaires;
use crate::store::Writer;
use crate::submissions::{self, Intake};

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// What the addresses work with.
pub(crate) struct Parts {
    pub(crate) intake: Intake,
    pub(crate) answers: Answers,
    pub(crate) gate: Gate,
    pub(crate) sending: limit::Gate,
    pub(crate) codes: limit::Gate,
    pub(crate) data: Data,
    pub(crate) admin_token: Option<AdminToken>,
    pub(crate) files: Files,
    pub(crate) timeout: Duration,
}

/// The whole surface of the collector.
pub(crate) fn router(parts: Parts) -> Router {
    let writer = parts.intake.writer.clone();
    let library = Arc::clone(&parts.intake.library);
    let limit = middleware::from_fn_with_state(parts.timeout, within);
    // Layers wrap inside out: CORS is outermost, so that every refusal is
    // readable to the page that caused it.
    let limited = |gate| middleware::from_fn_with_state(gate, limit::gate);
    let answers = answer::routes().with_state(Arc::new(parts.answers));
    let receiving = Router::from(submissions::routes().with_state(parts.intake))
        .layer(limited(parts.sending))
        .merge(Router::from(answers).layer(limited(parts.codes)))
        .layer(limit.clone())
        .layer(middleware::from_fn_with_state(parts.gate, cors::gate))
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(cors::api());
    // Without CORS: what lies behind the token is for no page of another origin.
    let admin = Router::from(admin::routes().with_state(parts.data))
        .layer(middleware::from_fn_with_state(
            parts.admin_token,
            admin::gate,
        ))
        .layer(limit.clone())
        .layer(always(CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"));
    // What follows waits for nothing, and has no limit of its own.
    let lists = middleware::from_fn_with_state(Arc::clone(&library), lists::serve);
    let documents = Router::from(documents().with_state(library))
        .merge(interface().with_state(document().into()))
        .layer(always(CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"))
        .layer(cors::assets());
    Router::new()
        .merge(receiving)
        .merge(admin)
        .merge(documents)
        .merge(service().with_state(writer))
        .method_not_allowed_fallback(async || Refusal::Method)
        .fallback_service(any(files::get).with_state(parts.files).layer(limit))
        .layer(lists)
        .layer(middleware::map_response(shut))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
}

/// The OpenAPI document: of every address but the files'.
pub(crate) fn document() -> String {
    openapi::document([
        submissions::routes().into_openapi(),
        answer::routes().into_openapi(),
        documents().into_openapi(),
        admin::routes().into_openapi(),
        interface().into_openapi(),
        service().into_openapi(),
    ])
}

fn documents() -> OpenApiRouter<Arc<Library>> {
    OpenApiRouter::default()
        .routes(routes!(questionnaires::newest))
        .routes(routes!(questionnaires::version))
}

fn interface() -> OpenApiRouter<Bytes> {
    OpenApiRouter::default().routes(routes!(openapi::openapi))
}

fn service() -> OpenApiRouter<Writer> {
    OpenApiRouter::default().routes(routes!(health::healthz))
}

/// Answers in time, whatever happens: a submission that is being stored by
/// then is stored all the same, and its repetition gets the receipt.
async fn within(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::Timeout.into_response(),
    }
}

/// An answer that is data runs nothing and is shown in no frame, should
/// somebody open it as a page.
async fn shut(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let is_data = headers.get(header::CONTENT_TYPE).is_some_and(|media_type| {
        let media_type = media_type.as_bytes();
        [
            b"application/json".as_slice(),
            b"application/problem",
            b"application/x-ndjson",
            b"application/vnd.",
            b"text/csv",
        ]
        .iter()
        .any(|begin| media_type.starts_with(begin))
    });
    if is_data {
        let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(policy);
    }
    response
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
