//! From a submission that keeps its schema to what is stored of it.

use std::time::{Duration, SystemTime};

use behov_schema::submission::Parsed;
use behov_schema::time::moment;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::receipt;
use crate::store::{Record, Status};

/// The record of `parsed`, which came as `body` when it was `received`;
/// contact lies apart. What took less than `least`, or filled in what no human
/// sees, is suspect.
pub(super) fn record(
    parsed: Parsed,
    body: &[u8],
    status: Status,
    code: &str,
    received: SystemTime,
    least: Duration,
) -> Record {
    let hurried = took(&parsed).is_some_and(|took| took < least.as_millis().cast_signed());
    let meta = parsed.submission.meta;
    let suspect = hurried || meta.honeypot == Some(true);
    let mut answers = parsed.value;
    let contact = answers
        .as_object_mut()
        .and_then(|answers| answers.remove("con"));
    // What names itself replaces nothing: it would amend itself, and be lost.
    let replaces = meta.replaces.filter(|replaces| *replaces != meta.id);
    Record {
        id: meta.id,
        replaces,
        questionnaire: meta.questionnaire.id,
        version: meta.questionnaire.version,
        hash: meta.questionnaire.hash,
        status,
        mode: meta.mode,
        suspect,
        received_at: humantime::format_rfc3339_millis(received).to_string(),
        body: Sha256::digest(body).into(),
        receipt: receipt::hash(code),
        answers,
        contact,
    }
}

/// How many milliseconds the respondent took, by the respondent's own clock.
fn took(parsed: &Parsed) -> Option<i128> {
    let meta = &parsed.submission.meta;
    let (begun, sent) = (moment(&meta.started_at)?, moment(&meta.submitted_at)?);
    Some(i128::from(sent) - i128::from(begun))
}

/// The submission without what a higher minor version added: no questionnaire
/// that is known here asks for it.
pub(super) fn known_part(parsed: &Parsed) -> Value {
    let mut value = parsed.value.clone();
    for pointer in &parsed.unknown {
        let Some((parent, key)) = pointer.rsplit_once('/') else {
            continue;
        };
        let key = key.replace("~1", "/").replace("~0", "~");
        if let Some(parent) = value.pointer_mut(parent).and_then(Value::as_object_mut) {
            parent.remove(&key);
        }
    }
    value
}
