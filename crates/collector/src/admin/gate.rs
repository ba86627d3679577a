//! Who may read submissions.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::AdminToken;
use crate::bearer::presented;
use crate::problem::Refusal;

/// How long the answer to a wrong token takes.
const DELAY: Duration = Duration::from_millis(250);

/// Lets a request with the admin token pass, and no other.
pub(crate) async fn gate(
    State(token): State<Option<AdminToken>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let Some(token) = token else {
        return Err(Refusal::AdminOff);
    };
    if presented(request.headers()).is_some_and(|text| token.is(text)) {
        return Ok(next.run(request).await);
    }
    tracing::warn!("a request for submissions had no token, or a wrong one");
    tokio::time::sleep(DELAY).await;
    Err(Refusal::Token)
}
