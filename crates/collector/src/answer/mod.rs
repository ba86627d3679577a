//! `/api/v1/answer`: what a respondent does with a receipt code.
//!
//! A code opens the one body that it was given for, never another of its
//! chain: whoever knows no more than an answer's id can send a correction of
//! it, and must not be able to read what others wrote.

mod code;
mod delete;
mod get;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::admin::Data;
use crate::store::Writer;
use crate::{Clock, Deletable};

pub(crate) use delete::Deletion;
pub(crate) use get::StoredAnswer;

/// Everything that these addresses need.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    pub(crate) data: Data,
    pub(crate) writer: Writer,
    pub(crate) deletable: Deletable,
    pub(crate) clock: Clock,
}

/// The address, with both its methods.
pub(crate) fn routes() -> OpenApiRouter<Arc<Answers>> {
    OpenApiRouter::default().routes(routes!(get::get, delete::delete))
}
