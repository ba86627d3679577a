//! What a backend's answer means.

use behov_schema::submission::{Receipt, ReceiptStatus};
use behov_schema::{Finding, json};
use serde_json::Value;

use super::work::MOST_BITS;

/// What became of one try.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The submission is kept.
    Receipt(Receipt),
    /// The backend refuses the submission for these findings.
    Findings(Vec<Finding>),
    /// The questionnaire has not opened yet.
    TooEarly,
    /// The questionnaire has closed.
    TooLate,
    /// The backend asks for work first: a hash with so many zero bits.
    Work(u32),
    /// The backend refuses the submission; the same again would not help.
    Refused(u16),
    /// It did not get through, and may when it is tried again.
    Retry {
        cause: Cause,
        /// Seconds that the backend asks to wait (RFC 9110, 10.2.3).
        after: Option<u32>,
    },
}

/// Why a try did not get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No answer came.
    Network,
    /// No answer came in time.
    TimeOut,
    /// This HTTP status, or no receipt in a 2xx.
    Status(u16),
}

/// What an answer with this status and body means to the submission `id`.
///
/// A 2xx counts only with a receipt for this very submission: the login page
/// of a hotel's network answers 200 too. The media type is not asked for: a
/// body that names our id says more.
pub fn classify(status: u16, body: &str, id: &str, after: Option<u32>) -> Outcome {
    match status {
        200..=299 => match receipt(body).filter(|receipt| receipt.id == id) {
            Some(receipt) => Outcome::Receipt(receipt),
            None => Outcome::Retry {
                cause: Cause::Status(status),
                after,
            },
        },
        403 | 409 | 410 | 422 => {
            let told = findings(body).unwrap_or_default();
            match told.first().map(|finding| &*finding.code) {
                Some("submission.not_open") => Outcome::TooEarly,
                Some("submission.closed") => Outcome::TooLate,
                // Of an answer, and not of the submission as a whole.
                Some(_) if status == 422 || told.iter().any(is_of_an_answer) => {
                    Outcome::Findings(told)
                }
                _ => Outcome::Refused(status),
            }
        }
        428 => match findings(body).and_then(|findings| work(&findings)) {
            Some(bits) => Outcome::Work(bits),
            None => Outcome::Refused(status),
        },
        // Request Timeout, Too Early, Too Many Requests, and all faults.
        408 | 425 | 429 | 500..=599 => Outcome::Retry {
            cause: Cause::Status(status),
            after,
        },
        _ => Outcome::Refused(status),
    }
}

// Read field by field and not by the types' own readers: those are strict, and
// a backend of another make may say more than we ask for. It also takes 8 KB
// out of the wasm.

fn receipt(body: &str) -> Option<Receipt> {
    let answer = json::parse(body).ok()?;
    let status = match answer.get("status")?.as_str()? {
        "stored" => ReceiptStatus::Stored,
        "quarantined" => ReceiptStatus::Quarantined,
        _ => return None,
    };
    Some(Receipt {
        id: text(&answer, "id")?,
        code: text(&answer, "code")?,
        received_at: text(&answer, "received_at")?,
        status,
        deletable: text(&answer, "deletable").and_then(|what| what.parse().ok()),
    })
}

/// The bits of `work.required`, when that much can be asked of somebody.
fn work(findings: &[Finding]) -> Option<u32> {
    let asked = findings
        .iter()
        .find(|finding| finding.code == "work.required")?;
    let bits = asked.params.get("bits")?.parse().ok()?;
    (1..=MOST_BITS).contains(&bits).then_some(bits)
}

/// The `errors` of a problem (RFC 9457) that have code and pointer.
fn findings(body: &str) -> Option<Vec<Finding>> {
    let problem = json::parse(body).ok()?;
    let errors = problem.get("errors")?.as_array()?;
    Some(errors.iter().filter_map(finding).collect())
}

fn is_of_an_answer(finding: &Finding) -> bool {
    !(finding.pointer.is_empty() || finding.pointer.starts_with("/meta"))
}

fn finding(error: &Value) -> Option<Finding> {
    let pair = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    let params = error.get("params").and_then(Value::as_object);
    Some(Finding {
        code: text(error, "code")?.into(),
        pointer: text(error, "pointer")?,
        params: params.into_iter().flatten().filter_map(pair).collect(),
        place: None,
    })
}

fn text(object: &Value, name: &str) -> Option<String> {
    Some(object.get(name)?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use behov_schema::submission::Deletable;

    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn receipt(id: &str) -> String {
        serde_json::json!({
            "id": id, "code": "7K4M-92QX", "received_at": "2026-02-03T04:05:06Z",
            "status": "stored", "later": "a field that we do not know",
        })
        .to_string()
    }

    fn retry(status: u16, after: Option<u32>) -> Outcome {
        Outcome::Retry {
            cause: Cause::Status(status),
            after,
        }
    }

    #[test]
    fn work_is_done_for_who_asks_for_a_bearable_amount() {
        let asks = |bits: &str| {
            let errors = serde_json::json!([
                { "code": "work.required", "pointer": "", "params": { "bits": bits } },
            ]);
            let body = serde_json::json!({ "errors": errors }).to_string();
            classify(428, &body, ID, None)
        };
        assert_eq!(asks("18"), Outcome::Work(18));
        for bits in ["0", "25", "-1", "", "many"] {
            assert_eq!(asks(bits), Outcome::Refused(428), "{bits}");
        }
        assert_eq!(classify(428, "", ID, None), Outcome::Refused(428));
    }

    #[test]
    fn only_a_receipt_for_our_submission_is_one() {
        for status in [200, 201, 202] {
            let outcome = classify(status, &receipt(ID), ID, None);
            assert!(matches!(outcome, Outcome::Receipt(receipt) if receipt.code == "7K4M-92QX"));
        }
        for (told, deletable) in [
            ("\"all\"", Some(Deletable::All)),
            ("\"some\"", None),
            ("7", None),
        ] {
            let body = receipt(ID).replacen('{', &format!("{{\"deletable\":{told},"), 1);
            let outcome = classify(201, &body, ID, None);
            assert!(matches!(outcome, Outcome::Receipt(receipt) if receipt.deletable == deletable));
        }
        let login = "<!doctype html><title>Welcome to our network</title>";
        let another = receipt("01890a5d-ac96-774b-bcce-b302099a8058");
        for body in [login, "", "{}", "null", another.as_str()] {
            assert_eq!(classify(200, body, ID, None), retry(200, None), "{body}");
        }
        assert_eq!(classify(204, "", ID, None), retry(204, None));
    }

    #[test]
    fn findings_come_from_a_problem_that_has_some() {
        let body = r#"{"type":"about:blank","title":"t","status":422,
            "errors":[{"code":"required","pointer":"/org/name","params":{}},
                      {"code":"mine","detail":"no pointer"}, 7, null,
                      {"code":"text.too_long","pointer":"/x","params":{"max":"200","n":7},
                       "detail":"a field that we do not know"}]}"#;
        let Outcome::Findings(findings) = classify(422, body, ID, None) else {
            panic!("no findings");
        };
        for status in [409, 410] {
            let outcome = classify(status, body, ID, None);
            assert_eq!(outcome, Outcome::Findings(findings.clone()), "{status}");
        }
        let conflict = r#"{"errors":[{"code":"submission.conflict","pointer":"/meta/id"}]}"#;
        assert_eq!(classify(409, conflict, ID, None), Outcome::Refused(409));
        assert_eq!(findings[0].pointer, "/org/name");
        assert_eq!(findings[1].params.get("max"), Some("200"));
        for body in [r#"{"type":"t","title":"t","status":422}"#, "{}", "no", ""] {
            assert_eq!(
                classify(422, body, ID, None),
                Outcome::Refused(422),
                "{body}"
            );
        }
    }

    #[test]
    fn a_questionnaire_that_is_not_open_is_told_from_other_refusals() {
        let says = |status, code: &str| {
            let error = serde_json::json!({ "code": code, "pointer": "/meta/questionnaire",
                "params": { "closes_at": "2026-11-30T16:00:00+01:00" } });
            let body = serde_json::json!({ "status": status, "errors": [error] });
            classify(status, &body.to_string(), ID, None)
        };
        assert_eq!(says(403, "submission.not_open"), Outcome::TooEarly);
        assert_eq!(says(410, "submission.closed"), Outcome::TooLate);
        assert_eq!(says(403, "another.code"), Outcome::Refused(403));
        let origin = r#"{"type": "urn:behov:problem:origin", "status": 403, "errors": []}"#;
        assert_eq!(classify(403, origin, ID, None), Outcome::Refused(403));
        assert_eq!(classify(410, "Gone", ID, None), Outcome::Refused(410));
    }

    #[test]
    fn what_may_pass_is_tried_again_and_the_rest_is_not() {
        for status in [408, 425, 429, 500, 502, 503, 504] {
            assert_eq!(classify(status, "", ID, Some(7)), retry(status, Some(7)));
        }
        for status in [0, 301, 400, 401, 403, 404, 405, 409, 410, 413, 415] {
            assert_eq!(
                classify(status, &receipt(ID), ID, Some(7)),
                Outcome::Refused(status)
            );
        }
    }
}
