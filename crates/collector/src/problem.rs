//! The one form in which anything but success is told (RFC 9457).

use std::collections::BTreeSet;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use behov_schema::Finding;
use behov_schema::submission::Problem;

/// What the addresses with a token or code ask for (RFC 6750, 3).
const CHALLENGE: &str = "Bearer realm=\"behov\"";

/// What went wrong with a request.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// 400: the body is not JSON.
    NotJson(Vec<Finding>),
    /// 400: `Idempotency-Key` says something else than `meta.id`.
    IdempotencyKey,
    /// 400: the query of an export is not understood.
    Query,
    /// 401: the admin token is missing or wrong.
    Token,
    /// 401: no receipt code is shown.
    NoCode,
    /// 403: the operator has given the collector no admin token.
    AdminOff,
    /// 403: a page of another origin, which the operator has not allowed.
    Origin,
    /// 403: respondents may delete nothing here.
    DeleteOff,
    /// 403: the questionnaire does not open before this date.
    NotOpen(String),
    /// 404: no questionnaire of that id.
    UnknownQuestionnaire,
    /// 404: no submission of that id.
    UnknownSubmission,
    /// 404: no submission has this receipt code.
    UnknownCode,
    /// 404: nothing has this address.
    NotFound,
    /// 405: the address exists, the method does not.
    Method,
    /// 408: the request took too long to arrive or to be answered.
    Timeout,
    /// 409: the same id has come before with other content.
    Conflict,
    /// 410: the questionnaire closed at this date.
    Closed(String),
    /// 410: another answer has amended the one of this receipt code.
    Amended,
    /// 410: the answer of this receipt code was deleted.
    Erased,
    /// 410: the submission of this id was deleted.
    Deleted,
    /// 413: the body is longer than so many bytes.
    TooLarge(usize),
    /// 415: the body says it is something else than JSON.
    MediaType,
    /// 422: the body breaks the shared schema or its questionnaire.
    Invalid(Vec<Finding>),
    /// 428: the sender must work out a number of so many bits first.
    Work(u8),
    /// 429: the client asks too often, and may ask again in so many seconds.
    TooMany(u64),
    /// 503: too many submissions are waiting.
    Busy,
    /// 503: the database does not take it now.
    Store,
    /// 503: the database cannot be read now.
    Read,
}

impl Refusal {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotJson(_) | Self::IdempotencyKey | Self::Query => StatusCode::BAD_REQUEST,
            Self::Token | Self::NoCode => StatusCode::UNAUTHORIZED,
            Self::AdminOff | Self::DeleteOff | Self::Origin | Self::NotOpen(_) => {
                StatusCode::FORBIDDEN
            }
            Self::UnknownQuestionnaire
            | Self::UnknownSubmission
            | Self::UnknownCode
            | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Closed(_) | Self::Amended | Self::Erased | Self::Deleted => StatusCode::GONE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Work(_) => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Store | Self::Read => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The end of the problem's `type`, and its title.
    pub(crate) fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotJson(_) => ("not-json", "The body is not JSON"),
            Self::IdempotencyKey => ("idempotency-key", "The Idempotency-Key is another id"),
            Self::Query => ("query", "The query is not understood"),
            Self::Token => ("token", "The admin token is missing or wrong"),
            Self::NoCode => ("code", "No receipt code is shown"),
            Self::AdminOff => ("admin-off", "The operator has set no admin token"),
            Self::Origin => ("origin", "Pages of this origin may not send submissions"),
            Self::DeleteOff => ("delete-off", "Answers are not deleted by receipt code here"),
            Self::NotOpen(_) => ("not-open", "The questionnaire has not opened yet"),
            Self::UnknownQuestionnaire => ("unknown-questionnaire", "No such questionnaire"),
            Self::UnknownSubmission => ("unknown-submission", "No such submission"),
            Self::UnknownCode => ("unknown-code", "No answer has this receipt code"),
            Self::NotFound => ("not-found", "Nothing has this address"),
            Self::Method => ("method", "The address does not take this method"),
            Self::Timeout => ("timeout", "The request took too long"),
            Self::Conflict => ("conflict", "The id has been used for another submission"),
            Self::Closed(_) => ("closed", "The questionnaire has closed"),
            Self::Amended => ("amended", "The answer has been corrected by another"),
            Self::Erased => ("erased", "The answer was deleted"),
            Self::Deleted => ("deleted", "The submission was deleted"),
            Self::TooLarge(_) => ("too-large", "The body is too long"),
            Self::MediaType => ("media-type", "The body must be JSON"),
            Self::Invalid(_) => ("invalid", "The submission has faults"),
            Self::Work(_) => ("work", "A proof of work is required"),
            Self::TooMany(_) => ("too-many", "Too many requests from one address"),
            Self::Busy => ("busy", "Too many submissions are waiting"),
            Self::Store => ("store", "The submission could not be stored now"),
            Self::Read => ("read", "The submissions cannot be read now"),
        }
    }

    /// The codes of the findings, each once: all that a log may tell of them.
    pub(crate) fn codes(&self) -> String {
        let (Self::NotJson(findings) | Self::Invalid(findings)) = self else {
            return String::new();
        };
        let codes: BTreeSet<&str> = findings
            .iter()
            .map(|finding| finding.code.as_ref())
            .collect();
        codes.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// What to do about it.
    fn detail(&self) -> Option<String> {
        let text = match self {
            Self::IdempotencyKey => {
                "send the value of `meta.id`, bare or in quotes, or no such header"
            }
            Self::Query => {
                "send `questionnaire`, `after` (a `seq`), `test=true`, `format=ndjson`, `csv` or `xlsx`, and with `csv` `table` and `separator=comma` or `semicolon`, each at most once"
            }
            Self::Token => "send one header `Authorization: Bearer <admin token>`",
            Self::AdminOff => "the operator can set one: `behov serve --admin-token-file <file>`",
            Self::NoCode => "send one header `Authorization: Bearer <receipt code>`",
            Self::DeleteOff => {
                "the operator keeps the answers, as archives law may demand; the contact in the privacy notice tells more"
            }
            Self::UnknownCode => "compare it with the receipt, letter for letter",
            Self::Amended => "use the receipt code of the correction",
            Self::Deleted => "it is not stored again; a new answer has a new id",
            Self::Origin => {
                "the operator can allow it: `behov serve --allow-origin <origin of the page>`"
            }
            Self::UnknownQuestionnaire => {
                "the operator must add the file `<id>/<version>.json` to the folder of questionnaires"
            }
            Self::Conflict => "use a new id, and name the old one in `meta.replaces`",
            Self::TooLarge(limit) => return Some(format!("send at most {limit} bytes")),
            Self::MediaType => {
                "send `Content-Type: application/json` or `text/plain`, in UTF-8, without compression"
            }
            Self::Work(bits) => {
                return Some(format!(
                    "send `Behov-Work: <nonce>` so that SHA-256 of `<meta.id>:<nonce>` begins with {bits} zero bits"
                ));
            }
            Self::TooMany(seconds) => {
                return Some(format!("send the same again in {seconds} seconds"));
            }
            Self::Timeout | Self::Busy | Self::Store => "send the same again, a little later",
            Self::Read => "ask again, a little later",
            Self::NotOpen(date) => return Some(format!("it opens at {date}")),
            Self::Closed(date) => return Some(format!("it closed at {date}")),
            Self::NotJson(_)
            | Self::Erased
            | Self::UnknownSubmission
            | Self::NotFound
            | Self::Method
            | Self::Invalid(_) => return None,
        };
        Some(text.to_owned())
    }

    pub(crate) fn errors(self) -> Vec<Finding> {
        match self {
            Self::NotJson(findings) | Self::Invalid(findings) => findings,
            Self::IdempotencyKey => vec![Finding::new("submission.idempotency_key", "/meta/id")],
            Self::UnknownQuestionnaire => {
                vec![Finding::new(
                    "submission.questionnaire",
                    "/meta/questionnaire/id",
                )]
            }
            Self::Conflict => vec![Finding::new("submission.conflict", "/meta/id")],
            Self::NotOpen(date) => {
                let finding = Finding::new("submission.not_open", "/meta/questionnaire");
                vec![finding.with("opens_at", date)]
            }
            Self::Closed(date) => {
                let finding = Finding::new("submission.closed", "/meta/questionnaire");
                vec![finding.with("closes_at", date)]
            }
            Self::Amended => vec![Finding::new("answer.amended", "")],
            Self::Erased => vec![Finding::new("answer.deleted", "")],
            Self::Deleted => vec![Finding::new("submission.deleted", "/meta/id")],
            Self::Work(bits) => {
                vec![Finding::new("work.required", "").with("bits", bits)]
            }
            Self::TooLarge(limit) => vec![Finding::new("json.too_large", "").with("max", limit)],
            _ => Vec::new(),
        }
    }

    /// Seconds to wait before the same request may succeed.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::Timeout | Self::Busy => Some(2),
            Self::Store | Self::Read => Some(10),
            _ => None,
        }
    }

    /// The header that comes with it, beside those of every response.
    pub(crate) fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        match self {
            Self::Token | Self::NoCode => Some((
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(CHALLENGE),
            )),
            _ => self
                .retry_after()
                .map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds))),
        }
    }
}

/// The most findings that one answer tells, and the most bytes of pointers in
/// them: a body may break its schema in tens of thousands of places, and nobody
/// mends more than these before the next try.
const MOST: (usize, usize) = (200, 64 * 1024);

/// How many of the findings an answer tells.
fn told(findings: &[Finding]) -> usize {
    let mut bytes = 0;
    let fits = |finding: &&Finding| {
        bytes += finding.pointer.len();
        bytes <= MOST.1
    };
    findings.iter().take(MOST.0).take_while(fits).count().max(1)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status();
        let (kind, title) = self.kind();
        let detail = self.detail();
        let header = self.header();
        let mut errors = self.errors();
        let (told, all) = (told(&errors), errors.len());
        let detail = detail.or_else(|| {
            (told < all).then(|| format!("{all} faults were found; these are the first {told}"))
        });
        errors.truncate(told);
        let problem = Problem {
            kind: format!("urn:behov:problem:{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail,
            errors,
        };
        let mut response = json(status, "application/problem+json", &problem);
        response.headers_mut().extend(header);
        response
    }
}

/// A response with a JSON body, which no cache may keep.
pub(crate) fn json(
    status: StatusCode,
    media_type: &'static str,
    body: &impl serde::Serialize,
) -> Response {
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    match serde_json::to_vec(body) {
        Ok(bytes) => (status, headers, bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
