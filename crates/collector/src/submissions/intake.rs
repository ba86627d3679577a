//! From the bytes of a submission to its receipt, however they came.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderValue};
use behov_schema::submission::{self, Parsed, Receipt, ReceiptStatus};

use super::dates;
use super::record::record;
use super::review::review;
use crate::library::{Found, Library};
use crate::problem::Refusal;
use crate::receipt::ReceiptCodes;
use crate::store::{Refused, Saved, Status, Writer};
use crate::{Clock, Deletable, Work};

/// Everything that receiving needs.
#[derive(Clone, Debug)]
pub(crate) struct Intake {
    pub(crate) library: Arc<Library>,
    pub(crate) codes: Arc<ReceiptCodes>,
    pub(crate) writer: Writer,
    pub(crate) deletable: Deletable,
    pub(crate) body_limit: usize,
    /// What was written in less time is suspect.
    pub(crate) least: Duration,
    pub(crate) work: Option<Work>,
    pub(crate) clock: Clock,
}

/// How a submission came.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner<'a> {
    /// Over the network, with these headers.
    Sent(&'a HeaderMap),
    /// From the operator's hand, who decides whether it comes in time.
    Handed,
}

/// A submission that is stored.
pub(crate) struct Taken {
    /// Whether it is stored now, and was not before.
    pub(crate) new: bool,
    pub(crate) receipt: Receipt,
}

impl Intake {
    /// Reviews and stores a submission; on return it is durable.
    pub(crate) async fn take(&self, body: &[u8], manner: Manner<'_>) -> Result<Taken, Refusal> {
        let parsed = submission::parse(body).map_err(|findings| {
            let not_json = |code: &str| matches!(code, "json.syntax" | "json.too_deep");
            if findings.iter().any(|finding| not_json(&finding.code)) {
                Refusal::NotJson(findings)
            } else {
                Refusal::Invalid(findings)
            }
        })?;
        let id = parsed.submission.meta.id.clone();
        if let Manner::Sent(headers) = manner {
            check_idempotency_key(headers, &id)?;
            self.check_work(headers, &id)?;
        }
        let received = self.clock.now();
        let verdict = self.judge(&parsed, manner, received);
        let status = verdict.as_ref().copied().unwrap_or(Status::Stored);
        let questionnaire = parsed.submission.meta.questionnaire.clone();
        let code = self.codes.code(&id);
        let record = record(parsed, body, status, &code, received, self.least);
        let now = record.received_at.clone();
        // What is refused may be the repetition of what was taken, in time and by
        // the questionnaire of then: who did not get that receipt gets it now.
        let saved = match verdict {
            Ok(_) => self.writer.save(record).await,
            Err(_) => self.writer.find(record).await,
        };
        let saved = saved.map_err(|refused| match refused {
            Refused::Busy => Refusal::Busy,
            Refused::Failed => Refusal::Store,
        })?;
        let (new, received_at, status) = match saved {
            Saved::New => (true, now, status),
            Saved::Before {
                received_at,
                status,
            } => (false, received_at, status),
            Saved::Conflict => return Err(Refusal::Conflict),
            Saved::Deleted => return Err(Refusal::Deleted),
            Saved::Unknown => return Err(verdict.err().unwrap_or(Refusal::Store)),
        };
        tracing::info!(
            id,
            questionnaire = questionnaire.id,
            version = questionnaire.version,
            outcome = if new { status.as_str() } else { "repeated" },
            "submission"
        );
        let receipt = Receipt {
            id,
            code,
            received_at,
            status: match status {
                Status::Stored => ReceiptStatus::Stored,
                Status::Quarantined => ReceiptStatus::Quarantined,
            },
            deletable: Some(self.deletable),
        };
        Ok(Taken { new, receipt })
    }

    /// Whether the answers are taken now, and count: by the dates of life of the
    /// questionnaire that they say they answer, and by its review. One that is
    /// known by another version or content cannot be held against them: they
    /// wait for it.
    fn judge(
        &self,
        parsed: &Parsed,
        manner: Manner<'_>,
        received: SystemTime,
    ) -> Result<Status, Refusal> {
        match self.library.find(&parsed.submission.meta.questionnaire) {
            Found::Unknown => Err(Refusal::UnknownQuestionnaire),
            Found::OtherEdition => Ok(Status::Quarantined),
            Found::Edition(edition) => {
                if let Manner::Sent(_) = manner {
                    dates::check(edition.plan.questionnaire(), received)?;
                }
                review(edition, parsed).map_err(Refusal::Invalid)
            }
        }
    }

    /// Whether the sender has worked, where that is asked for.
    fn check_work(&self, headers: &HeaderMap, id: &str) -> Result<(), Refusal> {
        let Some(work) = self.work else {
            return Ok(());
        };
        let mut nonces = headers.get_all("behov-work").iter();
        match (nonces.next(), nonces.next()) {
            (Some(nonce), None) if work.is_done(id, nonce.as_bytes()) => Ok(()),
            _ => Err(Refusal::Work(work.bits())),
        }
    }
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
