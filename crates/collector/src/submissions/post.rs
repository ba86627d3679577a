//! Receives one submission.

use std::collections::BTreeMap;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Required};
use utoipa::{IntoParams, IntoResponses};

use super::{Intake, Manner, Taken, body};
use crate::openapi;
use crate::problem::{Refusal, json};

/// Send a submission
///
/// `meta.id` names one frozen body: the same body may be sent again and again,
/// and is stored once.
#[utoipa::path(
    post,
    path = "/api/v1/submissions",
    operation_id = "submit",
    tag = openapi::SUBMISSIONS,
    params(Headers),
    request_body(
        description = "In UTF-8, not compressed. As `text/plain` a browser asks for no leave first.",
        content(
            (ref("#/components/schemas/Submission") = "application/json"),
            (ref("#/components/schemas/Submission") = "text/plain"),
        ),
    ),
    responses(
        (status = 201, description = "Stored now.",
         body = ref("#/components/schemas/Receipt"),
         headers(("Location" = String, description = "Where the operator finds it."))),
        (status = 200, description = "The same body was stored before.",
         body = ref("#/components/schemas/Receipt")),
        Refusals,
    ),
)]
pub(super) async fn post(
    State(intake): State<Intake>,
    request: Request,
) -> Result<Response, Refusal> {
    let answer = receive(&intake, request).await;
    if let Err(refusal) = &answer {
        tracing::info!(
            status = refusal.status().as_u16(),
            problem = refusal.kind().0,
            codes = %refusal.codes(),
            "submission refused"
        );
    }
    answer
}

/// The headers that a sender may have to add.
struct Headers;

impl IntoParams for Headers {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let header = |name: &str, description: &str| {
            let text = ObjectBuilder::new().schema_type(Type::String);
            let header = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(description))
                .schema(Some(text));
            header.build()
        };
        vec![
            header("Idempotency-Key", "Repeats `meta.id`, bare or in quotes."),
            header(
                "Behov-Work",
                "Where 428 asked for it: SHA-256 over `<meta.id>:<this>` begins with so many zero bits.",
            ),
        ]
    }
}

struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        openapi::refusals(&[
            Refusal::NotJson(Vec::new()),
            Refusal::IdempotencyKey,
            Refusal::Origin,
            Refusal::NotOpen(String::new()),
            Refusal::UnknownQuestionnaire,
            Refusal::Timeout,
            Refusal::Conflict,
            Refusal::Closed(String::new()),
            Refusal::Deleted,
            Refusal::TooLarge(0),
            Refusal::MediaType,
            Refusal::Invalid(Vec::new()),
            Refusal::Work(0),
            Refusal::TooMany(1),
            Refusal::Busy,
            Refusal::Store,
        ])
    }
}

async fn receive(intake: &Intake, request: Request) -> Result<Response, Refusal> {
    let (head, body) = request.into_parts();
    body::check_type(&head.headers)?;
    let body = body::read(body, intake.body_limit).await?;
    let Taken { new, receipt } = intake.take(&body, Manner::Sent(&head.headers)).await?;
    let location = HeaderValue::try_from(format!("/api/v1/submissions/{}", receipt.id));
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let mut response = json(status, "application/json", &receipt);
    if let (true, Ok(location)) = (new, location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}
