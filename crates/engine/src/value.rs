//! Answers in their three forms: what was typed, what rules see, and the wire.
//!
//! Rules see a coded answer as its code; on the wire it is an object.

use behov_schema::answer::{email, integer, organisation_number, text};
use behov_schema::document::{CodeSystem, Country};
use behov_schema::{Finding, Question, QuestionType};
use serde_json::{Map, Value};

/// An answer as a control holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Held {
    pub(crate) raw: String,
    pub(crate) codes: Vec<String>,
    pub(crate) flag: Option<bool>,
}

/// From what a control holds to what rules see; nothing for no answer.
pub(crate) fn parse(
    question: &Question,
    held: &Held,
    country: Country,
) -> Result<Option<Value>, Finding> {
    let blank = held.raw.trim().is_empty();
    Ok(match question.kind {
        QuestionType::Info | QuestionType::Rows => None,
        QuestionType::YesNo => held.flag.map(Value::Bool),
        QuestionType::Consent => Some(Value::Bool(held.flag.unwrap_or(false))),
        QuestionType::Choices if held.codes.is_empty() => None,
        QuestionType::Choices => Some(codes(question, &held.codes)?),
        _ if blank => None,
        QuestionType::Choice => Some(code(question, &held.raw)?),
        QuestionType::Integer => Some(whole(question, &held.raw)?.into()),
        QuestionType::Text | QuestionType::Textarea => line_or_lines(question, &held.raw)?,
        QuestionType::Email => Some(email::parse(&held.raw)?.into()),
        QuestionType::OrganisationNumber => {
            Some(organisation_number::parse(&held.raw, country)?.into())
        }
    })
}

/// From what rules see to the wire.
pub(crate) fn to_wire(
    question: &Question,
    value: &Value,
    locale: &str,
    languages: &[String],
) -> Value {
    let (Some(system), Value::String(text)) = (&question.system, value) else {
        return value.clone();
    };
    let mut coded = Map::new();
    if question.kind == QuestionType::Text {
        coded.insert("text".to_owned(), value.clone());
        return Value::Object(coded);
    }
    coded.insert("system".to_owned(), system.system.clone().into());
    coded.insert("version".to_owned(), system.version.clone().into());
    coded.insert("code".to_owned(), value.clone());
    let label = question
        .choice(text)
        .and_then(|choice| choice.label.get(locale, languages));
    if let Some((label, _)) = label {
        coded.insert("display".to_owned(), label.into());
    }
    Value::Object(coded)
}

/// From the wire to what rules see; the answer must stand in its stored form.
pub(crate) fn from_wire(
    question: &Question,
    wire: &Value,
    country: Country,
) -> Result<Value, Finding> {
    let wrong = |expected| Finding::new("answer.wrong_type", "").with("expected", expected);
    let value = match &question.system {
        Some(system) => decode(question, system, wire)?,
        None => wire.clone(),
    };
    let stored = match (question.kind, &value) {
        (QuestionType::YesNo | QuestionType::Consent, Value::Bool(_)) => value.clone(),
        (QuestionType::YesNo | QuestionType::Consent, _) => return Err(wrong("a boolean")),
        (QuestionType::Integer, Value::Number(number)) if number.is_i64() => {
            whole(question, &number.to_string())?.into()
        }
        (QuestionType::Integer, _) => return Err(wrong("a whole number")),
        (QuestionType::Choices, Value::Array(items)) => {
            let listed: Option<Vec<String>> = items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect();
            let listed = listed.ok_or_else(|| wrong("an array of codes"))?;
            if listed.is_empty() {
                return Err(Finding::new("answer.not_canonical", ""));
            }
            codes(question, &listed)?
        }
        (QuestionType::Choices, _) => return Err(wrong("an array of codes")),
        (_, Value::String(text)) => {
            let held = Held {
                raw: text.clone(),
                ..Held::default()
            };
            parse(question, &held, country)?.unwrap_or(Value::Null)
        }
        _ => return Err(wrong("a string")),
    };
    if stored == value {
        Ok(value)
    } else {
        Err(Finding::new("answer.not_canonical", ""))
    }
}

fn decode(question: &Question, system: &CodeSystem, wire: &Value) -> Result<Value, Finding> {
    let member = |name: &str| wire.get(name).and_then(Value::as_str);
    if let (QuestionType::Text, Some(text)) = (question.kind, member("text")) {
        return Ok(text.into());
    }
    match (member("system"), member("version"), member("code")) {
        (Some(name), Some(version), Some(code)) => {
            if (name, version) == (system.system.as_str(), system.version.as_str()) {
                Ok(code.into())
            } else {
                Err(Finding::new("answer.wrong_system", "").with("system", &system.system))
            }
        }
        _ => Err(Finding::new("answer.wrong_type", "").with("expected", "a coded answer")),
    }
}

fn line_or_lines(question: &Question, raw: &str) -> Result<Option<Value>, Finding> {
    let text = if question.kind == QuestionType::Text {
        text::parse_line(raw, question.max_length.unwrap_or(text::LINE_LIMIT))?
    } else {
        text::parse_lines(raw, question.max_length.unwrap_or(text::LINES_LIMIT))?
    };
    Ok((!text.is_empty()).then(|| text.into()))
}

fn whole(question: &Question, raw: &str) -> Result<i64, Finding> {
    let (least, most) = integer::RANGE;
    integer::parse(
        raw,
        question.min.unwrap_or(least),
        question.max.unwrap_or(most),
    )
}

fn code(question: &Question, raw: &str) -> Result<Value, Finding> {
    let known = question
        .choice(raw)
        .map(|choice| choice.code.clone().into());
    known.ok_or_else(|| Finding::new("choice.unknown", ""))
}

/// The codes in the document's order, each once.
fn codes(question: &Question, listed: &[String]) -> Result<Value, Finding> {
    if listed.iter().any(|code| question.choice(code).is_none()) {
        return Err(Finding::new("choice.unknown", ""));
    }
    let chosen = || {
        question
            .choices
            .iter()
            .filter(|choice| listed.contains(&choice.code))
    };
    if chosen().count() > 1 && chosen().any(|choice| choice.exclusive) {
        return Err(Finding::new("choices.exclusive", ""));
    }
    Ok(chosen()
        .map(|choice| Value::String(choice.code.clone()))
        .collect())
}

/// What is wrong with the number of rows.
pub(crate) fn row_count(question: &Question, rows: usize) -> Option<Finding> {
    let (least, most) = (question.min_rows.unwrap_or(0), question.most_rows());
    if question.kind != QuestionType::Rows || (least..=most).contains(&rows) {
        None
    } else if rows < least {
        Some(Finding::new("rows.too_few", "").with("min", least))
    } else {
        Some(Finding::new("rows.too_many", "").with("max", most))
    }
}
