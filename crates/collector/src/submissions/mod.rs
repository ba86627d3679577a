//! `POST /api/v1/submissions`: from a request to a receipt.

mod body;
mod codes;
mod dates;
mod intake;
mod post;
mod quarantine;
mod record;
mod review;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use body::drain;
pub(crate) use intake::{Intake, Manner, Taken};
pub(crate) use quarantine::review_waiting;

/// The address that receives.
pub(crate) fn routes() -> OpenApiRouter<Intake> {
    OpenApiRouter::default().routes(routes!(post::post))
}
