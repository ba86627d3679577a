//! What a control holds, and what it means.

use behov_schema::answer::{date, decimal, email, integer, organisation_number, phone, text, url};
use behov_schema::document::Country;
use behov_schema::{Finding, Question, QuestionType};
use serde_json::{Map, Value};

use super::code as code_list;
use crate::Chosen;

/// An answer as a control holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Held {
    pub(crate) raw: String,
    /// Several texts: ticked codes, the fields of a date, the lines of a matrix.
    pub(crate) parts: Vec<String>,
    pub(crate) flag: Option<bool>,
    /// The entry of a code list that `raw` is the label of.
    pub(crate) chosen: Option<Chosen>,
}

impl Held {
    /// What a control holds that shows `value`, an answer as rules see it; of
    /// a code list as it is sent.
    pub(crate) fn of(question: &Question, value: &Value) -> Self {
        let mut held = Self::default();
        if question.kind == QuestionType::Code {
            let begun = code_list::begun_with(question, value);
            return begun.map(|(held, _)| held).unwrap_or_default();
        }
        match (question.kind, value) {
            (_, Value::Bool(flag)) => held.flag = Some(*flag),
            (QuestionType::Decimal, Value::Number(number)) => {
                // As most of our readers write it; three decimals would be
                // asked about, and four are the same number.
                held.raw = number.to_string().replace('.', ",");
                let decimals = held.raw.split_once(',').map(|(_, decimals)| decimals.len());
                if decimals == Some(3) {
                    held.raw.push('0');
                }
            }
            (_, Value::Number(number)) => held.raw = number.to_string(),
            (QuestionType::Date | QuestionType::Month, Value::String(text)) => {
                held.parts = text
                    .splitn(parts(question), '-')
                    .map(str::to_owned)
                    .collect();
            }
            (_, Value::String(text)) => text.clone_into(&mut held.raw),
            (_, Value::Array(codes)) => {
                held.parts = codes.iter().map(text_of).collect();
            }
            (_, Value::Object(lines)) => {
                let chosen = |line: &str| lines.get(line).map(text_of).unwrap_or_default();
                held.parts = question
                    .lines
                    .iter()
                    .map(|line| chosen(&line.code))
                    .collect();
            }
            (_, Value::Null) => {}
        }
        held
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// How many fields one answer has that is given in several.
pub(crate) fn parts(question: &Question) -> usize {
    match question.kind {
        QuestionType::Date => 3,
        QuestionType::Month => 2,
        QuestionType::Matrix => question.lines.len(),
        _ => 0,
    }
}

/// From what a control holds to what rules see; nothing for no answer.
pub(crate) fn parse(
    question: &Question,
    held: &Held,
    country: Country,
) -> Result<Option<Value>, Finding> {
    let raw = held.raw.as_str();
    // What does not belong to the type says nothing.
    let in_parts = parts(question) > 0 || question.kind == QuestionType::Choices;
    let blank = if in_parts {
        held.parts.iter().all(|part| part.trim().is_empty())
    } else {
        raw.trim().is_empty()
    };
    let part = |index: usize| held.parts.get(index).map_or("", String::as_str);
    let (earliest, latest) = (question.earliest.as_deref(), question.latest.as_deref());
    Ok(Some(match question.kind {
        QuestionType::Info | QuestionType::Rows | QuestionType::Computed => return Ok(None),
        QuestionType::YesNo => return Ok(held.flag.map(Value::Bool)),
        QuestionType::Consent => held.flag.unwrap_or(false).into(),
        _ if blank => return Ok(None),
        QuestionType::Choices => codes(question, &held.parts)?,
        QuestionType::Choice => code(question, raw)?,
        QuestionType::Code => return code_list::parse(question, held, country),
        QuestionType::Matrix => matrix(question, &held.parts)?,
        QuestionType::Integer | QuestionType::Year | QuestionType::Scale => {
            let (least, most) = question.range();
            integer::parse(raw, least, most)?.into()
        }
        QuestionType::Decimal => decimal::parse(raw, question.limits())?,
        QuestionType::Text | QuestionType::Textarea => return line_or_lines(question, raw),
        QuestionType::Email => email::parse(raw)?.into(),
        QuestionType::Phone => phone::parse(raw, country)?.into(),
        QuestionType::Url => url::parse(raw)?.into(),
        QuestionType::Date => date::parse([part(0), part(1), part(2)], earliest, latest)?.into(),
        QuestionType::Month => date::parse_month([part(0), part(1)], earliest, latest)?.into(),
        QuestionType::OrganisationNumber => organisation_number::parse(raw, country)?.into(),
    }))
}

fn line_or_lines(question: &Question, raw: &str) -> Result<Option<Value>, Finding> {
    let text = if question.kind == QuestionType::Text {
        let most = question.max_length.unwrap_or(text::LINE_LIMIT);
        // Where a code is looked for later, nobody is.
        match question.system {
            Some(_) => code_list::words(raw, most)?,
            None => text::parse_line(raw, most)?,
        }
    } else {
        text::parse_lines(raw, question.max_length.unwrap_or(text::LINES_LIMIT))?
    };
    Ok((!text.is_empty()).then(|| text.into()))
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

/// The lines that are answered, by code.
fn matrix(question: &Question, chosen: &[String]) -> Result<Value, Finding> {
    let mut answered = Map::new();
    for (line, chosen) in question.lines.iter().zip(chosen) {
        if !chosen.is_empty() {
            answered.insert(line.code.clone(), code(question, chosen)?);
        }
    }
    Ok(Value::Object(answered))
}
