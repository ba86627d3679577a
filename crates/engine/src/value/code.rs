//! Answers from a code list: an entry of it, or own words.
//!
//! Rules see the code, or the words where there is none.

use behov_schema::answer::{personal_number, text};
use behov_schema::document::Country;
use behov_schema::{Finding, Question};
use serde_json::{Map, Value};

use super::held::Held;
use crate::Chosen;

/// Bytes at most of a system, a version or a code, as in the shared schema.
const SHORT: usize = 64;

/// Characters at most of what was read, as in the shared schema.
const DISPLAY: usize = 500;

impl Held {
    /// The chosen entry, when it is one of the list of this country. The code
    /// of another list means something else: what is left of it is its words.
    pub(crate) fn entry(&self, question: &Question, country: Country) -> Option<&Chosen> {
        let list = question.list_in(country);
        let chosen = self.chosen.as_ref();
        chosen.filter(|chosen| list == Some(&chosen.system))
    }
}

/// One line of words, and no number of a person.
pub(super) fn words(written: &str, most: usize) -> Result<String, Finding> {
    let line = text::parse_line(written, most)?;
    personal_number::refuse(&line)?;
    Ok(line)
}

/// What was written must be what it is `read` as, and something.
fn canonical(written: &str, read: Result<String, Finding>) -> Result<(), Finding> {
    let line = read?;
    if !line.is_empty() && line == written {
        Ok(())
    } else {
        Err(Finding::new("answer.not_canonical", ""))
    }
}

/// What was read is held against no list: the words may be those of another
/// language, or of an older edition. But words they are.
pub(super) fn check_display(display: &str) -> Result<(), Finding> {
    canonical(display, words(display, DISPLAY))
}

/// What was read, in the form in which it is sent; none, if there is none.
pub(super) fn display(label: &str) -> Option<Value> {
    let line = words(label, DISPLAY).ok()?;
    (!line.is_empty()).then(|| line.into())
}

/// From what a control holds, which is something, to what rules see.
pub(super) fn parse(
    question: &Question,
    held: &Held,
    country: Country,
) -> Result<Option<Value>, Finding> {
    if let Some(entry) = held.entry(question, country) {
        return Ok(Some(entry.code.as_str().into()));
    }
    if !question.takes_text() {
        return Err(Finding::new("code.choose", ""));
    }
    let text = words(&held.raw, text::LINE_LIMIT)?;
    Ok((!text.is_empty()).then(|| text.into()))
}

/// The answer as it is sent.
pub(super) fn to_wire(question: &Question, held: &Held, value: &Value, country: Country) -> Value {
    let mut coded = Map::new();
    let mut put = |name: &str, text: Value| coded.insert(name.to_owned(), text);
    match held.entry(question, country) {
        Some(entry) => {
            put("system", entry.system.as_str().into());
            put("version", entry.version.as_str().into());
            put("code", value.clone());
            if let Some(display) = display(&entry.display) {
                put("display", display);
            }
        }
        None => {
            put("text", value.clone());
        }
    }
    Value::Object(coded)
}

/// What rules see of an answer on the wire, and the entry that it is.
pub(super) fn from_wire(
    question: &Question,
    wire: &Value,
    country: Country,
) -> Result<(Value, Option<Chosen>), Finding> {
    let wrong_type = || Finding::new("answer.wrong_type", "").with("expected", "a coded answer");
    let members = wire.as_object().ok_or_else(wrong_type)?;
    let member = |name: &str| members.get(name).and_then(Value::as_str);
    let holds = |names: &[&str]| {
        let mut members = members.iter();
        members.all(|(name, member)| names.contains(&name.as_str()) && member.is_string())
    };
    if let Some(text) = member("text").filter(|_| holds(&["text"])) {
        canonical(text, words(text, text::LINE_LIMIT))?;
        return if question.takes_text() {
            Ok((text.into(), None))
        } else {
            Err(Finding::new("code.choose", ""))
        };
    }
    let parts = (member("system"), member("version"), member("code"));
    let (Some(system), Some(version), Some(code)) = parts else {
        return Err(wrong_type());
    };
    if !holds(&["system", "version", "code", "display"]) {
        return Err(wrong_type());
    }
    let list = question.list_in(country).unwrap_or_default();
    if system != list {
        return Err(Finding::new("answer.wrong_system", "").with("system", list));
    }
    canonical(version, text::parse_line(version, SHORT))?;
    canonical(code, text::parse_line(code, SHORT))?;
    let display = member("display");
    display.map_or(Ok(()), check_display)?;
    let entry = Chosen {
        system: system.to_owned(),
        version: version.to_owned(),
        code: code.to_owned(),
        display: display.unwrap_or(code).to_owned(),
        within: None,
    };
    Ok((code.into(), Some(entry)))
}

/// Whether this has the form that the codes of our lists have: digits, or one
/// letter. Nobody answers so in own words.
pub(crate) fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) || text.len() == 1
}

/// What a control holds that begins with `prefill`, and what rules see of it:
/// an answer as it is sent, from the list of either country; or a code alone,
/// whose entry the list will name, and which is own words until then.
pub(crate) fn begun_with(question: &Question, prefill: &Value) -> Result<(Held, Value), Finding> {
    let read = match prefill.as_str() {
        // Also where own words are not taken: the list will name it, or not.
        Some(code) => {
            canonical(code, words(code, text::LINE_LIMIT)).map(|()| (prefill.clone(), None))
        }
        None => from_wire(question, prefill, Country::Norway),
    };
    let (value, chosen) = read.or_else(|_| from_wire(question, prefill, Country::Sweden))?;
    let display = chosen.as_ref().map(|entry| entry.display.as_str());
    let raw = display.or(value.as_str()).unwrap_or_default().to_owned();
    let held = Held {
        raw,
        chosen,
        ..Held::default()
    };
    Ok((held, value))
}
