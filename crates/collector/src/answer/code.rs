//! The receipt code that a request shows.

use std::time::Duration;

use axum::http::HeaderMap;

use crate::bearer::presented;
use crate::problem::Refusal;
use crate::receipt;

/// How long the answer to a wrong code takes.
const DELAY: Duration = Duration::from_millis(250);

/// The hash of the code that the headers show.
pub(super) async fn shown(headers: &HeaderMap) -> Result<[u8; 32], Refusal> {
    let typed = presented(headers).ok_or(Refusal::NoCode)?;
    match receipt::hash_of_typed(typed) {
        Some(hash) => Ok(hash),
        None => Err(wrong().await),
    }
}

/// The refusal of a code that leads nowhere: the same, and as late, whether
/// it could have been one or not.
pub(super) async fn wrong() -> Refusal {
    tracing::info!("a receipt code led nowhere");
    tokio::time::sleep(DELAY).await;
    Refusal::UnknownCode
}
