//! Reading a JSON text into a type; whatever is wrong becomes a finding.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::walk::{Visit, place, walk};
use crate::{Finding, Place};

/// Reads `text` as a `T`.
///
/// # Errors
/// One finding with code, JSON Pointer, line and column: `json.syntax`,
/// `json.too_deep` (beyond 127 levels), `json.unknown_field`,
/// `json.duplicate_key`, `json.missing_field`, `json.unknown_value`,
/// `json.wrong_type`, `rule.unsupported_operator` or `rule.syntax`. It never
/// carries a value of the text.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Box<Finding>> {
    serde_json::from_str(text).map_err(|error| Box::new(finding(text, &error)))
}

/// The first key that an object of `text` holds twice, at any depth.
pub fn duplicate_key(text: &str) -> Option<Finding> {
    let mut known = BTreeSet::new();
    let mut found = None;
    walk(text, &mut |pointer, visit| {
        let Visit::Key(range) = visit else {
            return true;
        };
        if known.insert(pointer.to_owned()) {
            return true;
        }
        found = Some(
            Finding::new("json.duplicate_key", pointer)
                .with("field", pointer.rsplit('/').next().unwrap_or_default())
                .at(Some(place(text, range.start))),
        );
        false
    });
    found
}

fn finding(text: &str, error: &serde_json::Error) -> Finding {
    let offset = offset(text, error);
    let (pointer, place) = locate(text, offset);
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(head, _)| head);
    let finding = match error.classify() {
        Category::Data => data(message, pointer),
        _ if message.starts_with("recursion limit") => Finding::new("json.too_deep", pointer),
        _ => Finding::new("json.syntax", pointer),
    };
    finding.at(Some(place))
}

/// Serde's messages are its interface here; the fixtures hold them still.
fn data(message: &str, pointer: String) -> Finding {
    let name = message.split('`').nth(1).unwrap_or_default();
    let expected = message
        .rsplit_once("expected ")
        .map_or("", |(_, expected)| expected);
    if message.starts_with("unknown field") {
        Finding::new("json.unknown_field", pointer).with("field", name)
    } else if message.starts_with("duplicate field") {
        Finding::new("json.duplicate_key", pointer).with("field", name)
    } else if message.starts_with("missing field") {
        Finding::new("json.missing_field", pointer).with("field", name)
    } else if message.starts_with("unknown variant") {
        Finding::new("json.unknown_value", pointer).with("expected", expected)
    } else if message.starts_with("unsupported operator") {
        Finding::new("rule.unsupported_operator", pointer).with("operator", name)
    } else if message.starts_with("rule:") {
        Finding::new("rule.syntax", pointer)
    } else {
        Finding::new("json.wrong_type", pointer).with("expected", expected)
    }
}

/// The byte that serde_json had come to: it counts lines from one and the
/// bytes that it has read of the line.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start = match error.line().saturating_sub(2) {
        _ if error.line() <= 1 => 0,
        newlines => text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .nth(newlines)
            .map_or(0, |(at, _)| at + 1),
    };
    line_start + error.column()
}

/// What was last begun or ended before `offset`, and its place.
fn locate(text: &str, offset: usize) -> (String, Place) {
    let mut last = (String::new(), offset.saturating_sub(1));
    let mut open: Vec<usize> = Vec::new();
    walk(text, &mut |pointer, visit| {
        let (at, starts) = match visit {
            Visit::Key(range) => (range.start, range.start),
            Visit::Start(at) => {
                open.push(at);
                (at, at)
            }
            Visit::End(at) => (at.saturating_sub(1), open.pop().unwrap_or_default()),
        };
        if at >= offset {
            return false;
        }
        // A value that ends keeps the place of its beginning.
        last = (pointer.to_owned(), starts);
        true
    });
    let (pointer, starts) = last;
    (pointer, place(text, starts))
}
