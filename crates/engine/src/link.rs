//! What a link to the form says: the workplace, the campaign, the region.
//!
//! Anybody can make a link, so it may say nothing but codes: no words that
//! would stand in the form as if its owner had written them, and nothing of a
//! person.

use behov_schema::{QuestionType, document};
use serde_json::Value;

use crate::{Plan, value};

/// What stands in the address of the page after `#behov:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Answers to begin with, by id; see [`Start::prefill`](crate::Start).
    pub prefill: Vec<(String, Value)>,
    pub campaign: Option<String>,
    pub region: Option<String>,
    /// Something was said that is not heeded.
    pub ignored: bool,
}

impl Link {
    /// Reads `id=code`, `campaign=name` and `region=name`, joined by `&`; a
    /// value is percent-encoded (RFC 3986, 2.1), and `+` is itself.
    ///
    /// An id is that of a question about the workplace, `org.…`, with codes to
    /// choose from, which stands for itself: never a name, a number or a
    /// contact. What comes later wins.
    pub fn read(plan: &Plan, text: &str) -> Self {
        let mut link = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !decode(value).is_some_and(|value| link.take(plan, name, value)) {
                link.ignored = true;
            }
        }
        link
    }

    /// Whether it is heeded.
    fn take(&mut self, plan: &Plan, name: &str, value: String) -> bool {
        let named = match name {
            "campaign" => &mut self.campaign,
            "region" => &mut self.region,
            _ => {
                let asked = is_workplace(plan, name, &value);
                let value = Value::String(value);
                let taken = asked && plan.begins_with(name, &value);
                if taken {
                    self.prefill.push((name.to_owned(), value));
                }
                return taken;
            }
        };
        let taken = document::is_name(&value);
        if taken {
            *named = Some(value);
        }
        taken
    }
}

/// Whether the question asks about the workplace, by codes of which this can
/// be one. A list has not been read yet, so a code of it has the form that the
/// codes of ours have: digits, or one letter.
fn is_workplace(plan: &Plan, id: &str, code: &str) -> bool {
    let number = plan.outline().find(id);
    let kind = number.and_then(|number| Some(plan.question(number)?.kind));
    id.starts_with("org.")
        && match kind {
            Some(QuestionType::Choice) => true,
            Some(QuestionType::Code) => value::is_code(code),
            _ => false,
        }
}

/// The code that `text` is when decoded: letters, digits and `+`, `-`, `.`,
/// `_`, 1 to 64 of them.
fn decode(text: &str) -> Option<String> {
    let mut code = String::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => hex(bytes.next()?)? * 16 + hex(bytes.next()?)?,
            byte => byte,
        };
        let allowed = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        code.push(allowed.then_some(char::from(byte))?);
    }
    matches!(code.len(), 1..=64).then_some(code)
}

fn hex(digit: u8) -> Option<u8> {
    let digit = char::from(digit).to_digit(16)?;
    u8::try_from(digit).ok()
}
