//! Whether the answers to a questionnaire keep the shared schema, told before
//! a firm answers it.

use serde_json::{Map, Value, json};
use validator::Validate;

use super::parse::Tracked;
use crate::answer::text;
use crate::document::{Country, Outline};
use crate::{Finding, Question, QuestionType, Questionnaire};

/// What in `questionnaire` would lead to answers that [`parse`](super::parse())
/// refuses: it reads a sample answer of every question and of every choice.
///
/// Codes: `core.unknown_id` (the shared schema has no such field; own
/// questions are `x.<owner>.<name>`), `core.wrong_type`, `core.unknown_code`,
/// `core.out_of_range` (the question lets more through than the field holds),
/// `core.contact_without_email` (a permission to write, and no question for
/// the address). Pointers lead into the document; `expected` is the codes, or
/// the type, that the field holds.
pub fn fit(questionnaire: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(questionnaire);
    let mut findings = Vec::new();
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(questionnaire, number) else {
            continue;
        };
        let rows = entry
            .row
            .and_then(|(rows, _)| outline.question(questionnaire, rows))
            .map(|rows| rows.id.as_str());
        let country = question.country.unwrap_or(questionnaire.country);
        for (part, answer) in samples(question, country) {
            let Some((code, expected)) = broken_rule(submission(&question.id, rows, answer)) else {
                continue;
            };
            let of_a_part = matches!(code, "core.unknown_code" | "core.out_of_range");
            let part = if of_a_part { part.as_str() } else { "" };
            let pointer = format!("{}{part}", outline.pointer(number));
            let finding = Finding::new(code, pointer).with("id", &question.id);
            findings.push(match expected {
                Some(expected) => finding.with("expected", expected),
                None => finding,
            });
            if !of_a_part {
                break;
            }
        }
    }
    if let (Some(permission), None) = (outline.find("perm.contact"), outline.find("con.email")) {
        let pointer = outline.pointer(permission);
        findings.push(Finding::new("core.contact_without_email", pointer));
    }
    findings
}

/// Answers that the question lets through, at its limits, each with the part
/// of the question that decides it.
fn samples(question: &Question, country: Country) -> Vec<(String, Value)> {
    let at = |part: &str, answer| vec![(part.to_owned(), answer)];
    let longest = |default| "x".repeat(question.max_length.unwrap_or(default));
    match question.kind {
        QuestionType::Info => Vec::new(),
        QuestionType::Rows => at("", json!([])),
        QuestionType::YesNo | QuestionType::Consent => at("", json!(true)),
        QuestionType::Email => at("", json!("info@example.org")),
        QuestionType::Text if question.system.is_some() => {
            at("/max_length", json!({ "text": longest(200) }))
        }
        QuestionType::Text => at("/max_length", json!(longest(200))),
        QuestionType::Textarea => at("/max_length", json!(longest(2000))),
        QuestionType::Code => {
            let list = question.list_in(country).unwrap_or("list");
            let coded = json!({ "system": list, "version": "1", "code": "1", "display": "x" });
            let text = json!({ "text": "x".repeat(text::LINE_LIMIT) });
            [coded, text].map(|answer| (String::new(), answer)).into()
        }
        QuestionType::Integer
        | QuestionType::Decimal
        | QuestionType::Year
        | QuestionType::Scale => {
            let (min, max) = question.range();
            vec![
                ("/min".to_owned(), json!(min)),
                ("/max".to_owned(), json!(max)),
            ]
        }
        QuestionType::Phone => at("", json!("+4741234567")),
        QuestionType::Url => at("", json!("https://example.org")),
        QuestionType::Date => at("", json!("2026-01-01")),
        QuestionType::Month => at("", json!("2026-01")),
        QuestionType::Matrix => each_choice(question, |code| {
            let lines = question.lines.iter();
            lines.map(|line| (line.code.clone(), json!(code))).collect()
        }),
        // What the rule gives no sample can say.
        QuestionType::Computed => Vec::new(),
        QuestionType::OrganisationNumber => at(
            "",
            match country {
                Country::Norway => json!("123456785"),
                Country::Sweden => json!("5560360793"),
            },
        ),
        QuestionType::Choice => each_choice(question, |code| match &question.system {
            None => json!(code),
            Some(of) => json!({ "system": of.system, "version": of.version, "code": code }),
        }),
        QuestionType::Choices => each_choice(question, |code| json!([code])),
    }
}

fn each_choice(question: &Question, answer: impl Fn(&str) -> Value) -> Vec<(String, Value)> {
    let choices = question.choices.iter().enumerate();
    choices
        .map(|(index, choice)| (format!("/choices/{index}"), answer(&choice.code)))
        .collect()
}

/// A submission with one answer, in the first row if it stands in rows.
fn submission(id: &str, rows: Option<&str>, answer: Value) -> Value {
    let nest = |path: &str, inner: Value| {
        path.rsplit('.').fold(inner, |inner, segment| {
            Value::Object(Map::from_iter([(segment.to_owned(), inner)]))
        })
    };
    let row = rows.and_then(|rows| Some((rows, id.strip_prefix(rows)?.strip_prefix('.')?)));
    let mut submission = match row {
        Some((rows, id)) => nest(rows, Value::Array(vec![nest(id, answer)])),
        None => nest(id, answer),
    };
    if let Some(submission) = submission.as_object_mut() {
        let time = "2026-01-01T00:00:00Z";
        submission.entry("meta").or_insert(json!({
            "schema": super::SCHEMA,
            "id": "00000000-0000-7000-8000-000000000000",
            "questionnaire": { "id": "a", "version": "1.0.0", "hash": "0".repeat(64) },
            "locale": "en",
            "channel": "self",
            "today": "2026-01-01",
            "started_at": time,
            "submitted_at": time,
            "notice": { "version": "1", "shown_at": time },
        }));
    }
    submission
}

/// The rule that is broken, and what the field holds where serde says so.
fn broken_rule(submission: Value) -> Option<(&'static str, Option<String>)> {
    match serde_json::from_value::<Tracked>(submission) {
        Err(error) => {
            let message = error.to_string();
            let expected = message
                .rsplit_once("expected ")
                .map(|(_, expected)| expected);
            if message.starts_with("unknown variant") {
                // one of `a`, `b`
                let codes = expected.map(|list| list.split('`').skip(1).step_by(2));
                let codes = codes.map(|codes| codes.collect::<Vec<_>>().join(", "));
                Some(("core.unknown_code", codes))
            } else {
                Some(("core.wrong_type", expected.map(str::to_owned)))
            }
        }
        Ok(Tracked { unknown, .. }) if !unknown.is_empty() => Some(("core.unknown_id", None)),
        Ok(Tracked { submission, .. }) if submission.validate().is_err() => {
            Some(("core.out_of_range", None))
        }
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings of a questionnaire with these questions.
    fn findings(questions: Value) -> Vec<(String, String)> {
        let text = json!({ "sv": "Text" });
        let document = json!({
            "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": "SE",
            "languages": ["sv"], "title": text,
            "controller": { "name": "Kommunen", "contact": "info@example.org",
                "notice_version": "1", "purpose": text, "basis": text, "recipients": text,
                "retention": text, "rights": text },
            "pages": [{ "id": "a", "title": text, "questions": questions }],
        });
        let found = fit(&serde_json::from_value(document).unwrap());
        found
            .into_iter()
            .map(|finding| (finding.code.into_owned(), finding.pointer))
            .collect()
    }

    #[track_caller]
    fn refused(question: Value, code: &str, part: &str) {
        let expected = vec![(code.to_owned(), format!("/pages/0/questions/0{part}"))];
        assert_eq!(findings(json!([question])), expected);
    }

    #[test]
    fn what_fits_has_no_finding() {
        let system = json!({ "system": "sni2025", "version": "2025" });
        let questions = json!([
            { "id": "org.name", "type": "text" },
            { "id": "org.number", "type": "organisation_number" },
            { "id": "org.industry", "type": "choice", "system": system, "choices": [{ "code": "16", "label": {} }] },
            { "id": "need", "type": "rows", "questions": [
                { "id": "need.occupation", "type": "text", "system": system },
                { "id": "need.count.y1", "type": "integer" },
                { "id": "need.reason", "type": "choices", "choices": [{ "code": "growth", "label": {} }] },
            ] },
            { "id": "perm.contact", "type": "consent" },
            { "id": "con.email", "type": "email" },
            { "id": "x.owner.any", "type": "textarea", "max_length": 5000 },
            { "id": "x.owner.rows", "type": "rows", "questions": [
                { "id": "x.owner.rows.name", "type": "integer", "max": 100_000 },
            ] },
            { "id": "info", "type": "info" },
        ]);
        assert_eq!(findings(questions), []);
    }

    #[test]
    fn what_does_not_fit_is_told_where() {
        refused(
            json!({ "id": "org.website", "type": "text" }),
            "core.unknown_id",
            "",
        );
        refused(
            json!({ "id": "website", "type": "text" }),
            "core.unknown_id",
            "",
        );
        refused(
            json!({ "id": "meta.id", "type": "text" }),
            "core.wrong_type",
            "",
        );
        refused(
            json!({ "id": "x.short", "type": "text" }),
            "core.wrong_type",
            "",
        );
        refused(
            json!({ "id": "need", "type": "text" }),
            "core.wrong_type",
            "",
        );
        refused(
            json!({ "id": "org.name", "type": "integer" }),
            "core.wrong_type",
            "",
        );
        refused(
            json!({ "id": "org.municipality", "type": "text" }),
            "core.wrong_type",
            "",
        );
        let long = json!({ "id": "org.name", "type": "text", "max_length": 201 });
        refused(long, "core.out_of_range", "/max_length");
        refused(
            json!({ "id": "org.number", "type": "text" }),
            "core.out_of_range",
            "/max_length",
        );
        let many = json!({ "id": "org.employees_exact", "type": "integer", "max": 10_000 });
        refused(many, "core.out_of_range", "/max");
        let negative = json!({ "id": "org.employees_exact", "type": "integer", "min": -1 });
        refused(negative, "core.wrong_type", "");
        let choices =
            json!([{ "code": "private", "label": {} }, { "code": "secret", "label": {} }]);
        let sector = json!({ "id": "org.sector", "type": "choice", "choices": choices });
        refused(sector, "core.unknown_code", "/choices/1");
        let several = json!({ "id": "gap.consequence", "type": "choices", "choices": choices });
        assert_eq!(findings(json!([several])).len(), 2);
        refused(
            json!({ "id": "perm.contact", "type": "consent" }),
            "core.contact_without_email",
            "",
        );
    }
}
