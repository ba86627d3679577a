//! What the operator's own programs read, behind the admin token.

mod export;
mod gate;
mod submission;
mod token;
mod workbook;

use std::path::Path;
use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::export::ExportError;
use crate::problem::Refusal;

pub(crate) use gate::gate;
pub use token::{AdminToken, AdminTokenError};

/// The data folder, to be read.
pub(crate) type Data = Arc<Path>;

/// Notes why submissions cannot be read.
pub(crate) fn unreadable(error: ExportError) -> Refusal {
    tracing::error!(%error, "submissions cannot be read");
    Refusal::Read
}

/// The addresses, without the gate before them.
pub(crate) fn routes() -> OpenApiRouter<Data> {
    OpenApiRouter::default()
        .routes(routes!(submission::submission))
        .routes(routes!(export::export))
}
