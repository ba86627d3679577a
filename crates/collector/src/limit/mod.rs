//! How often one client may send answers or try receipt codes.
//!
//! A client is known by a number that a hash with a salt of this run makes of
//! its address: no address is kept, and after a restart nothing is known. What
//! is kept has a bound, however many addresses come.

mod buckets;
mod client;
mod rate;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub use client::{TrustedProxy, TrustedProxyError};
pub use rate::{RateLimit, RateLimitError};

use crate::problem::Refusal;
use crate::submissions::drain;
use buckets::Buckets;
pub(crate) use client::{Clients, Peer};

/// How much of a refused body is read all the same: a browser that is cut off
/// while it sends never sees the answer.
const DRAIN: usize = 256 * 1024;

/// One limit, and how its clients are known.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    clients: Arc<Clients>,
    buckets: Buckets,
}

impl Gate {
    pub(crate) fn new(rate: RateLimit, clients: &Arc<Clients>) -> Self {
        let inner = rate.quota().map(|quota| Inner {
            clients: Arc::clone(clients),
            buckets: Buckets::new(quota),
        });
        Self(inner.map(Arc::new))
    }

    /// Seconds to wait, when this client has asked too often.
    fn refuses(&self, request: &Request) -> Option<u64> {
        let inner = self.0.as_ref()?;
        let peer = request.extensions().get::<Peer>()?;
        let client = inner.clients.client(*peer, request.headers())?;
        inner.buckets.take(client)
    }
}

/// Refuses a client that asks too often.
pub(crate) async fn gate(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Some(seconds) = gate.refuses(&request) else {
        return next.run(request).await;
    };
    tracing::info!("a client asked too often");
    drain(request.into_body(), DRAIN).await;
    Refusal::TooMany(seconds).into_response()
}
