//! `POST /api/v1/submissions`: from a request to a receipt.

mod body;
mod post;
mod record;

pub(crate) use post::{Intake, post};
