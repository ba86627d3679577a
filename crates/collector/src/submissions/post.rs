//! Receives one submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use behov_schema::submission::{self, Parsed, Receipt, ReceiptStatus};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Required};
use utoipa::{IntoParams, IntoResponses};

use super::record::{known_part, record};
use super::{body, codes, dates};
use crate::Clock;
use crate::library::{Found, Library};
use crate::openapi;
use crate::problem::{Refusal, json};
use crate::receipt::ReceiptCodes;
use crate::store::{Refused, Saved, Status, Writer};

/// Everything that receiving needs.
#[derive(Clone, Debug)]
pub(crate) struct Intake {
    pub(crate) library: Arc<Library>,
    pub(crate) codes: Arc<ReceiptCodes>,
    pub(crate) writer: Writer,
    pub(crate) body_limit: usize,
    pub(crate) clock: Clock,
}

/// Send a submission
///
/// `meta.id` names one frozen body: the same body may be sent again and again,
/// and is stored once.
#[utoipa::path(
    post,
    path = "/api/v1/submissions",
    operation_id = "submit",
    tag = openapi::SUBMISSIONS,
    params(Key),
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

/// The header that [`check_idempotency_key`] checks.
struct Key;

impl IntoParams for Key {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some("Repeats `meta.id`, bare or in quotes."))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
        vec![key.build()]
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
            Refusal::TooLarge(0),
            Refusal::MediaType,
            Refusal::Invalid(Vec::new()),
            Refusal::Busy,
            Refusal::Store,
        ])
    }
}

async fn receive(intake: &Intake, request: Request) -> Result<Response, Refusal> {
    let (head, body) = request.into_parts();
    body::check_type(&head.headers)?;
    let body = body::read(body, intake.body_limit).await?;
    let parsed = submission::parse(&body).map_err(|findings| {
        let not_json = |code: &str| matches!(code, "json.syntax" | "json.too_deep");
        if findings.iter().any(|finding| not_json(&finding.code)) {
            Refusal::NotJson(findings)
        } else {
            Refusal::Invalid(findings)
        }
    })?;
    let id = parsed.submission.meta.id.clone();
    check_idempotency_key(&head.headers, &id)?;
    let received = intake.clock.now();
    let found = intake.library.find(&parsed.submission.meta.questionnaire);
    let in_time = match found {
        Found::Edition(edition) => dates::check(edition.plan.questionnaire(), received),
        // By another edition's dates it is not judged.
        Found::OtherEdition | Found::Unknown => Ok(()),
    };
    // What is out of time may be the repetition of what came in time: who did
    // not get that receipt gets it now.
    let status = match in_time {
        Ok(()) => review(&found, &parsed)?,
        Err(_) => Status::Stored,
    };
    let questionnaire = parsed.submission.meta.questionnaire.clone();
    let code = intake.codes.code(&id);
    let record = record(parsed, &body, status, &code, received);
    let now = record.received_at.clone();
    let saved = match in_time {
        Ok(()) => intake.writer.save(record).await,
        Err(_) => intake.writer.find(record).await,
    };
    let saved = saved.map_err(|refused| match refused {
        Refused::Busy => Refusal::Busy,
        Refused::Failed => Refusal::Store,
    })?;
    let (http_status, received_at, status) = match saved {
        Saved::New => (StatusCode::CREATED, now, status),
        Saved::Before {
            received_at,
            status,
        } => (StatusCode::OK, received_at, status),
        Saved::Conflict => return Err(Refusal::Conflict),
        Saved::Unknown => return Err(in_time.err().unwrap_or(Refusal::Store)),
    };
    tracing::info!(
        id,
        questionnaire = questionnaire.id,
        version = questionnaire.version,
        outcome = if http_status == StatusCode::CREATED {
            status.as_str()
        } else {
            "repeated"
        },
        "submission"
    );
    let location = HeaderValue::try_from(format!("/api/v1/submissions/{id}"));
    let receipt = Receipt {
        id,
        code,
        received_at,
        status: match status {
            Status::Stored => ReceiptStatus::Stored,
            Status::Quarantined => ReceiptStatus::Quarantined,
        },
    };
    let mut response = json(http_status, "application/json", &receipt);
    if let (StatusCode::CREATED, Ok(location)) = (http_status, location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// The header may be left out; else it repeats `meta.id`, bare as many send
/// it or quoted as a structured field (`draft-ietf-httpapi-idempotency-key`).
fn check_idempotency_key(headers: &HeaderMap, id: &str) -> Result<(), Refusal> {
    let same = |value: &HeaderValue| {
        let value = value.as_bytes().trim_ascii();
        let bare = value
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_suffix(b"\""));
        bare.unwrap_or(value) == id.as_bytes()
    };
    if headers.get_all("idempotency-key").iter().all(same) {
        Ok(())
    } else {
        Err(Refusal::IdempotencyKey)
    }
}

/// Reviews the answers against the questionnaire that they say they answer.
/// One that is known by another version or content cannot be held against
/// them: they wait for it.
fn review(found: &Found<'_>, parsed: &Parsed) -> Result<Status, Refusal> {
    match found {
        Found::Unknown => Err(Refusal::UnknownQuestionnaire),
        Found::OtherEdition => Ok(Status::Quarantined),
        Found::Edition(edition) => {
            let known = known_part(parsed);
            let mut findings = behov_engine::review(&edition.plan, &known);
            findings.extend(codes::check(&known, &edition.lists));
            if findings.is_empty() {
                let of = edition.plan.questionnaire();
                Ok(codes::status(&known, of, &edition.lists))
            } else {
                Err(Refusal::Invalid(findings))
            }
        }
    }
}
