//! Coded answers that name a code list that is here: the list has the code.
//!
//! The engine knows no lists; it compares an answer with its question. A list
//! that is neither ours nor served here passes. Another version of one that is
//! here may be one that a newer widget knows: the answer waits.

use behov_schema::document::Outline;
use behov_schema::{Finding, Questionnaire, json};
use serde_json::Value;

use crate::served_lists::ServedLists;
use crate::store::Status;

/// A `code.unknown` at every coded answer whose list has no such code that
/// can be an answer.
pub(super) fn check(submission: &Value, own: &ServedLists) -> Vec<Finding> {
    let mut findings = Vec::new();
    look(submission, own, &mut String::new(), &mut findings);
    findings
}

/// What becomes of a submission without a finding: it counts, unless it names
/// a version of a list that nobody here can hold its code against.
pub(super) fn status(submission: &Value, of: &Questionnaire, own: &ServedLists) -> Status {
    if waits(submission, of, own) {
        Status::Quarantined
    } else {
        Status::Stored
    }
}

fn waits(value: &Value, of: &Questionnaire, own: &ServedLists) -> bool {
    let inside = match value {
        Value::Object(members) => members.values().any(|member| waits(member, of, own)),
        Value::Array(items) => items.iter().any(|item| waits(item, of, own)),
        _ => false,
    };
    inside || other_version(value, of, own)
}

/// Whether the list is here, and this version of it is not.
fn other_version(coded: &Value, of: &Questionnaire, own: &ServedLists) -> bool {
    let member = |name| coded.get(name).and_then(Value::as_str);
    let (Some(list), Some(version), Some(_)) =
        (member("system"), member("version"), member("code"))
    else {
        return false;
    };
    let ours = behov_codelists::version(list);
    let here = match (own.version(list), of.codelists.get(list)) {
        (Some(own), _) => own == version || ours == Some(version),
        // The questionnaire's own lies elsewhere: every code is taken.
        (None, Some(_)) => true,
        (None, None) => ours.is_none_or(|ours| ours == version),
    };
    !here && !is_asked(of, list, version)
}

/// Whether a question offers codes of this very version as its choices.
fn is_asked(of: &Questionnaire, list: &str, version: &str) -> bool {
    let outline = Outline::new(of);
    let numbers = outline.iter().map(|(number, _)| number);
    let mut questions = numbers.filter_map(|number| outline.question(of, number));
    questions.any(|question| {
        let system = question.system.as_ref();
        system.is_some_and(|of| of.system == list && of.version == version)
    })
}

fn look(value: &Value, own: &ServedLists, pointer: &mut String, findings: &mut Vec<Finding>) {
    if unknown(value, own) {
        findings.push(Finding::new("code.unknown", pointer.as_str()));
    }
    let length = pointer.len();
    let mut inner = |name: &str, value: &Value| {
        pointer.extend(["/", name]);
        look(value, own, pointer, findings);
        pointer.truncate(length);
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                inner(&json::escape(name), member);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                inner(&index.to_string(), item);
            }
        }
        _ => {}
    }
}

fn unknown(coded: &Value, own: &ServedLists) -> bool {
    let member = |name| coded.get(name).and_then(Value::as_str);
    match (member("system"), member("version"), member("code")) {
        (Some(list), Some(version), Some(code)) => {
            let known = own.known(list, version, code);
            known.or_else(|| behov_codelists::known(list, version, code)) == Some(false)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use serde_json::json;

    fn pointers(submission: &Value) -> Vec<String> {
        let findings = check(submission, &ServedLists::default()).into_iter();
        findings
            .inspect(|finding| assert_eq!(finding.code, "code.unknown"))
            .map(|finding| finding.pointer)
            .collect()
    }

    fn coded(system: &str, version: &str, code: &str) -> Value {
        json!({ "system": system, "version": version, "code": code })
    }

    #[test]
    fn a_code_that_its_list_does_not_have_is_found_where_it_stands() {
        let submission = json!({
            "org": { "municipality": coded("kommun-se", "2024", "114") },
            "need": [
                { "occupation": coded("ssyk2012", "2012", "7115") },
                { "occupation": coded("ssyk2012", "2012", "711") },
                { "occupation": { "text": "dykare" } },
            ],
            "x": { "a": { "b": coded("styrk08", "2008", "2230") } },
        });
        assert_eq!(
            pointers(&submission),
            ["/need/1/occupation", "/org/municipality", "/x/a/b"]
        );
    }

    #[test]
    fn what_is_ours_and_what_we_do_not_know_pass() {
        let submission = json!({
            "org": { "municipality": coded("kommune-no", "2024", "0301") },
            "need": [
                { "occupation": coded("ssyk2012", "2012", "1210") },
                { "occupation": coded("ssyk2012", "1996", "no such code") },
                { "occupation": coded("my-own", "1", "7115") },
            ],
        });
        assert_eq!(pointers(&submission), [""; 0]);
    }
}
