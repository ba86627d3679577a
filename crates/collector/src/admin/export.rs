//! `GET /api/v1/export`: the lines of `behov export`, as they are read.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};
use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::{IntoParams, IntoResponses};

use super::{Data, unreadable};
use crate::export::{ExportError, Pages, Selection};
use crate::openapi;
use crate::problem::Refusal;

/// What an export may be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Only the answers to the questionnaire of this id.
    questionnaire: Option<String>,
    /// Only what came after the line with this `seq`.
    #[serde(default)]
    #[param(required = false, default = 0)]
    after: u64,
    /// The answers that were only a test, instead of those for real.
    #[serde(default)]
    #[param(required = false, default = false)]
    test: bool,
    /// How the submissions are written.
    #[serde(default, rename = "format")]
    #[param(inline, required = false)]
    _format: Format,
}

/// One line of JSON each, with `\n` after every one.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Ndjson,
}

/// Submissions, one line each
///
/// In the order they were stored. Each line carries its `seq`: `after` with
/// the last one takes only what is new. The lines come while they are read, so
/// that their number has no limit; an answer that breaks off before its end
/// is not whole.
#[utoipa::path(
    get,
    path = "/api/v1/export",
    operation_id = "export",
    tag = openapi::ADMIN,
    security(("admin" = [])),
    params(Asked),
    responses(
        (status = 200, description = "One `StoredSubmission` a line; nothing when there is none.",
         body = String, content_type = "application/x-ndjson"),
        Refusals,
    ),
)]
pub(super) async fn export(
    State(data): State<Data>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Refusal::Query)?;
    tracing::info!(after = asked.after, "submissions read out");
    let selection = Selection {
        questionnaire: asked.questionnaire,
        after: asked.after,
        test: asked.test,
    };
    let mut pages = Pages::open(&data, selection).await.map_err(unreadable)?;
    // What fails at once is still told as a problem.
    let first = pages.next().await.map_err(unreadable)?;
    let (sender, lines) = Channel::new(1);
    tokio::spawn(send(first, pages, sender));
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::new(lines)).into_response())
}

/// Sends page after page as fast as they are taken. When the reading fails the
/// answer breaks off, so that nobody takes it for whole.
async fn send(first: Option<String>, mut pages: Pages, mut sender: Sender<Bytes, ExportError>) {
    let mut page = first;
    while let Some(lines) = page {
        if sender.send_data(lines.into()).await.is_err() {
            tracing::info!("whoever asked for submissions left before their end");
            break;
        }
        page = match pages.next().await {
            Ok(page) => page,
            Err(error) => {
                tracing::error!(%error, "an export broke off");
                sender.abort(error);
                return;
            }
        };
    }
    if let Err(error) = pages.close().await {
        tracing::warn!(%error, "after an export");
    }
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[
            Refusal::Query,
            Refusal::Token,
            Refusal::AdminOff,
            Refusal::Timeout,
            Refusal::Read,
        ])
    }
}
