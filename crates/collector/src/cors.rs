//! Whose pages may send submissions, and who may read what comes back.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::cors::{Any, CorsLayer};

use crate::config::Origin;
use crate::problem::Refusal;

/// The most refused origins that are remembered, so that each is logged once.
const REMEMBERED: usize = 100;

/// The origins whose pages may send.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    allowed: Vec<Origin>,
    refused: Mutex<HashSet<String>>,
}

/// Every page may read what the API answers it: no cookie goes with a request,
/// what is private comes to who shows its receipt code, and a page that is
/// refused should be able to say why. Who may send is for [`gate`] to decide.
pub(crate) fn api() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("idempotency-key"),
            HeaderName::from_static("behov-work"),
        ])
        .expose_headers([header::RETRY_AFTER, header::LOCATION])
        .max_age(std::time::Duration::from_secs(600))
}

/// Every page may read the widget's files and the questionnaires.
pub(crate) fn assets() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
}

impl Gate {
    pub(crate) fn new(allowed: Vec<Origin>) -> Self {
        Self(Arc::new(Inner {
            allowed,
            refused: Mutex::default(),
        }))
    }

    /// No `Origin` means no browser page, or one of our own.
    fn lets(&self, headers: &HeaderMap) -> bool {
        let text = |name| {
            headers
                .get(name)
                .map(|value| value.to_str().unwrap_or_default())
        };
        let Some(origin) = text(header::ORIGIN) else {
            return true;
        };
        is_own(origin, text(header::HOST).unwrap_or_default())
            || self.0.allowed.iter().any(|allowed| allowed.covers(origin))
    }

    fn log_once(&self, headers: &HeaderMap) {
        let origin = headers
            .get(header::ORIGIN)
            .and_then(|value| value.to_str().ok());
        let origin = origin.unwrap_or_default();
        // A poisoned lock only means that an origin may be logged twice.
        let mut refused = self
            .0
            .refused
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        if refused.len() < REMEMBERED && refused.insert(origin.to_owned()) {
            tracing::warn!(
                origin,
                "a page of this origin was refused; --allow-origin {origin} lets it send"
            );
        }
    }
}

/// Refuses a page of an origin that the operator has not allowed.
pub(crate) async fn gate(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if gate.lets(request.headers()) {
        return next.run(request).await;
    }
    gate.log_once(request.headers());
    Refusal::Origin.into_response()
}

/// Whether `origin` is the host that was asked. Behind a proxy that ends TLS
/// the scheme is not known here, so that it is left out.
fn is_own(origin: &str, host: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else {
        return false;
    };
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    !host.is_empty()
        && host
            .strip_suffix(default_port)
            .unwrap_or(host)
            .eq_ignore_ascii_case(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_same_host_is_our_own() {
        for (origin, host) in [
            ("http://localhost:8080", "localhost:8080"),
            ("https://form.example.org", "form.example.org"),
            ("https://form.example.org", "form.example.org:443"),
            ("http://form.example.org", "Form.Example.Org"),
        ] {
            assert!(is_own(origin, host), "{origin} at {host}");
        }
        for (origin, host) in [
            ("http://localhost:8081", "localhost:8080"),
            ("https://form.example.org", "form.example.org:8443"),
            ("https://example.org", "form.example.org"),
            ("null", "form.example.org"),
            ("http://", ""),
        ] {
            assert!(!is_own(origin, host), "{origin} at {host}");
        }
    }
}
