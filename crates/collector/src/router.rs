//! Every address and every limit in one place.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::cors::{self, Gate};
use crate::files::{self, Files};
use crate::library::Library;
use crate::problem::{Refusal, json};
use crate::questionnaires;
use crate::store::Writer;
use crate::submissions::{self, Intake};

/// The whole surface of the collector.
pub(crate) fn router(intake: Intake, gate: Gate, files: Files, timeout: Duration) -> Router {
    let health = intake.writer.clone();
    let library = Arc::clone(&intake.library);
    // Layers wrap inside out: CORS is outermost, so that every refusal is
    // readable to the page that caused it.
    let api = Router::new()
        .route(
            "/api/v1/submissions",
            post(submissions::post).with_state(intake),
        )
        .layer(middleware::from_fn_with_state(timeout, within))
        .layer(middleware::from_fn_with_state(gate, cors::gate))
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(cors::api());
    Router::new()
        .merge(api)
        .merge(documents(library))
        .route("/healthz", get(healthz).with_state(health))
        .method_not_allowed_fallback(async || Refusal::Method)
        .fallback_service(any(files::get).with_state(files))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
}

fn documents(library: Arc<Library>) -> Router {
    Router::new()
        .route("/q/{file}", get(questionnaires::newest))
        .route("/q/{id}/{file}", get(questionnaires::version))
        .with_state(library)
        .layer(always(
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ))
        .layer(cors::assets())
}

/// 200 while submissions can be stored.
async fn healthz(State(writer): State<Writer>) -> Response {
    if writer.is_alive() {
        json(
            StatusCode::OK,
            "application/json",
            &serde_json::json!({ "status": "ok" }),
        )
    } else {
        Refusal::Store.into_response()
    }
}

/// Answers in time, whatever happens: a submission that is being stored by
/// then is stored all the same, and its repetition gets the receipt.
async fn within(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::Timeout.into_response(),
    }
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
