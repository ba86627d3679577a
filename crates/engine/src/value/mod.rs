//! Answers in their three forms: what was typed, what rules see, and the wire.
//!
//! Rules see a coded answer as its code; on the wire it is an object.

mod code;
mod held;
mod wire;

use behov_schema::document::Country;
use behov_schema::{Finding, Question, QuestionType};
use serde_json::Value;

pub(crate) use code::is_code;
pub(crate) use held::{Held, parse, parts};
pub(crate) use wire::{from_wire, to_wire};

/// What rules see of the answer to begin with, when it is one that could be
/// given.
pub(crate) fn begun(question: &Question, prefill: &Value, country: Country) -> Option<Value> {
    if question.kind == QuestionType::Code {
        return code::begun_with(question, prefill)
            .ok()
            .map(|(_, value)| value);
    }
    let value = parse(question, &Held::of(question, prefill), country);
    value.ok().flatten().filter(|value| value == prefill)
}

/// What an answer that an answer is needed for still lacks.
pub(crate) fn incomplete(question: &Question, value: &Value) -> Option<Finding> {
    let lines = value.as_object()?.len();
    (question.kind == QuestionType::Matrix && lines < question.lines.len())
        .then(|| Finding::new("matrix.incomplete", ""))
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
