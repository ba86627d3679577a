//! The wire: an answer in the shared schema.

use behov_schema::answer::decimal;
use behov_schema::document::{CodeSystem, Country};
use behov_schema::{Finding, Question, QuestionType};
use serde_json::{Map, Value};

use super::code;
use super::held::{Held, parse};

/// From what rules see, and what the control holds, to the wire.
pub(crate) fn to_wire(
    question: &Question,
    held: &Held,
    value: &Value,
    country: Country,
    locale: &str,
    languages: &[String],
) -> Value {
    if question.kind == QuestionType::Code {
        return code::to_wire(question, held, value, country);
    }
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
    if let Some(display) = label.and_then(|(label, _)| code::display(label)) {
        coded.insert("display".to_owned(), display);
    }
    Value::Object(coded)
}

/// From the wire to what rules see; the answer must stand in its stored form.
pub(crate) fn from_wire(
    question: &Question,
    wire: &Value,
    country: Country,
) -> Result<Value, Finding> {
    if question.kind == QuestionType::Code {
        return code::from_wire(question, wire, country).map(|(value, _)| value);
    }
    let value = match &question.system {
        Some(system) => decode(question, system, wire)?,
        None => wire.clone(),
    };
    let (fits, expected) = shape(question.kind, &value);
    if !fits {
        return Err(Finding::new("answer.wrong_type", "").with("expected", expected));
    }
    let stored = match (question.kind, value.as_f64()) {
        // Not by its digits, which would be ambiguous with three of them.
        (QuestionType::Decimal, Some(number)) => return decimal::check(number, question.limits()),
        _ => parse(question, &Held::of(question, &value), country)?,
    };
    if stored.as_ref() == Some(&value) {
        Ok(value)
    } else {
        Err(Finding::new("answer.not_canonical", ""))
    }
}

/// Whether the value has the JSON type of the question's answers, in words too.
fn shape(kind: QuestionType, value: &Value) -> (bool, &'static str) {
    match kind {
        QuestionType::YesNo | QuestionType::Consent => (value.is_boolean(), "a boolean"),
        QuestionType::Integer | QuestionType::Year | QuestionType::Scale => {
            (value.is_i64(), "a whole number")
        }
        QuestionType::Decimal => (value.is_number(), "a number"),
        QuestionType::Choices => {
            let codes = value.as_array();
            let texts = codes.is_some_and(|codes| codes.iter().all(Value::is_string));
            (texts, "an array of codes")
        }
        QuestionType::Matrix => {
            let lines = value.as_object();
            let texts = lines.is_some_and(|lines| lines.values().all(Value::is_string));
            (texts, "an object of codes")
        }
        _ => (value.is_string(), "a string"),
    }
}

fn decode(question: &Question, system: &CodeSystem, wire: &Value) -> Result<Value, Finding> {
    let member = |name: &str| wire.get(name).and_then(Value::as_str);
    let holds = |names: &[&str]| {
        let mut members = wire.as_object().into_iter().flatten();
        members.all(|(name, member)| names.contains(&name.as_str()) && member.is_string())
    };
    let wrong_type = |expected| Finding::new("answer.wrong_type", "").with("expected", expected);
    if question.kind == QuestionType::Text {
        let text = member("text").filter(|_| holds(&["text"]));
        return text.map(Value::from).ok_or_else(|| wrong_type("own words"));
    }
    match (member("system"), member("version"), member("code")) {
        (Some(name), Some(version), Some(code))
            if holds(&["system", "version", "code", "display"]) =>
        {
            if (name, version) != (system.system.as_str(), system.version.as_str()) {
                let finding = Finding::new("answer.wrong_system", "");
                return Err(finding.with("system", &system.system));
            }
            member("display").map_or(Ok(()), code::check_display)?;
            Ok(code.into())
        }
        _ => Err(wrong_type("a coded answer")),
    }
}
