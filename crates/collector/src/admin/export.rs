//! `GET /api/v1/export`: what `behov export` writes, as it is read.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};
use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::{IntoParams, IntoResponses};

use super::workbook;
use super::{Data, unreadable};
use crate::export::{CsvPages, ExportError, Pages, Selection, Separator, Surveyed, TableName};
use crate::openapi;
use crate::problem::Refusal;

const NDJSON: &str = "application/x-ndjson";
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    /// How the submissions are written: a line of JSON each, one table as CSV,
    /// or all tables as the sheets of one workbook.
    #[serde(default)]
    #[param(inline, required = false)]
    format: Format,
    /// With `csv`: `answers`, which it is without this too, `need`, `trn`,
    /// `int`, `columns`, or the id of rows, `x.<owner>.<name>`.
    table: Option<String>,
    /// With `csv`: `semicolon` has decimal commas too.
    #[param(inline)]
    separator: Option<AskedSeparator>,
}

#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Ndjson,
    Csv,
    Xlsx,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum AskedSeparator {
    Comma,
    Semicolon,
}

/// What comes piece by piece.
enum Pieces {
    Lines(Pages),
    Csv(Box<CsvPages>),
}

impl Pieces {
    async fn next(&mut self) -> Result<Option<Bytes>, ExportError> {
        Ok(match self {
            Self::Lines(pages) => pages.next().await?.map(Bytes::from),
            Self::Csv(pages) => pages.next().await?.map(Bytes::from),
        })
    }

    async fn close(self) -> Result<(), ExportError> {
        match self {
            Self::Lines(pages) => pages.close().await,
            Self::Csv(pages) => pages.close().await,
        }
    }
}

/// Submissions, one line each or as tables
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
        (status = 200, description = "As NDJSON one `StoredSubmission` a line, and nothing when there is none; \
                                      as CSV a line with the names of the columns, and one for each answer or row; \
                                      as XLSX a sheet for each table.",
         content((String = "application/x-ndjson"), (String = "text/csv; charset=utf-8"),
                 (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        Refusals,
    ),
)]
pub(super) async fn export(
    State(data): State<Data>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Refusal::Query)?;
    let tabular = asked.table.is_some() || asked.separator.is_some();
    if tabular && !matches!(asked.format, Format::Csv) {
        return Err(Refusal::Query);
    }
    let table: TableName = match &asked.table {
        Some(name) => name.parse().map_err(|_| Refusal::Query)?,
        None => TableName::default(),
    };
    tracing::info!(after = asked.after, "submissions read out");
    let selection = Selection {
        questionnaire: asked.questionnaire,
        after: asked.after,
        test: asked.test,
    };
    match asked.format {
        Format::Ndjson => {
            let pages = Pages::open(&data, selection).await.map_err(unreadable)?;
            pieces(Pieces::Lines(pages), NDJSON, None).await
        }
        Format::Csv => {
            let separator = match asked.separator {
                Some(AskedSeparator::Semicolon) => Separator::Semicolon,
                Some(AskedSeparator::Comma) | None => Separator::Comma,
            };
            let name = format!("{}.csv", table.as_str());
            let pages = CsvPages::open(&data, selection, table, separator).await;
            let pages = Box::new(pages.map_err(unreadable)?);
            pieces(Pieces::Csv(pages), CSV, Some(name)).await
        }
        Format::Xlsx => {
            let surveyed = Surveyed::open(&data, selection).await.map_err(unreadable)?;
            let (sender, body) = Channel::new(1);
            workbook::send(surveyed, data, sender);
            Ok(response(
                Body::new(body),
                XLSX,
                Some("behov.xlsx".to_owned()),
            ))
        }
    }
}

/// The answer, of which the first piece is there.
async fn pieces(
    mut pieces: Pieces,
    media_type: &'static str,
    name: Option<String>,
) -> Result<Response, Refusal> {
    // What fails at once is still told as a problem.
    let first = pieces.next().await.map_err(unreadable)?;
    let (sender, body) = Channel::new(1);
    tokio::spawn(send(first, pieces, sender));
    Ok(response(Body::new(body), media_type, name))
}

/// An answer that no cache may keep; with a name it is a file.
fn response(body: Body, media_type: &'static str, name: Option<String>) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    // The name of a table is of letters that need no quoting.
    let file = name.map(|name| {
        let value = format!("attachment; filename=\"{name}\"");
        [(header::CONTENT_DISPOSITION, value)]
    });
    match file {
        Some(file) => (headers, file, body).into_response(),
        None => (headers, body).into_response(),
    }
}

/// Sends page after page as fast as they are taken. When the reading fails the
/// answer breaks off, so that nobody takes it for whole.
async fn send(first: Option<Bytes>, mut pieces: Pieces, mut sender: Sender<Bytes, ExportError>) {
    let mut piece = first;
    while let Some(bytes) = piece {
        if sender.send_data(bytes).await.is_err() {
            tracing::info!("whoever asked for submissions left before their end");
            break;
        }
        piece = match pieces.next().await {
            Ok(piece) => piece,
            Err(error) => {
                tracing::error!(%error, "an export broke off");
                sender.abort(error);
                return;
            }
        };
    }
    if let Err(error) = pieces.close().await {
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
