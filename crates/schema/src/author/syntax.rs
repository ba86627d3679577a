//! Why a text is not JSON.

use serde_json::Value;

use crate::{Finding, json};

/// The same finding with its reason, as far as it can be guessed, and at the
/// very byte where that is known.
pub(super) fn explained(finding: Finding, text: &str) -> Finding {
    let Some(error) = serde_json::from_str::<Value>(text).err() else {
        return finding;
    };
    let at = offset(text, &error).saturating_sub(1);
    let Some(reason) = reason(text, &error, at).filter(|_| finding.code == "json.syntax") else {
        return finding;
    };
    let exact = match reason {
        "open_end" => text.trim_end().char_indices().last().map(|(at, _)| at),
        "open_text" => None,
        "byte_order_mark" | "empty" => None,
        "trailing_comma" => text.get(..at).and_then(|before| before.rfind(',')),
        _ => Some(at),
    };
    let finding = finding.with("reason", reason);
    match exact {
        Some(at) => finding.at(Some(json::place(text, at))),
        None => finding,
    }
}

/// How many bytes had been read when serde_json found the fault.
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

fn reason(text: &str, error: &serde_json::Error, at: usize) -> Option<&'static str> {
    if text.starts_with('\u{feff}') {
        return Some("byte_order_mark");
    }
    if text.trim().is_empty() {
        return Some("empty");
    }
    let message = error.to_string();
    let here = from(text, at);
    let first = here.chars().next().unwrap_or_default();
    if message.starts_with("EOF while parsing a string") {
        return Some("open_text");
    }
    if error.is_eof() {
        return Some("open_end");
    }
    if here.starts_with("//") || here.starts_with("/*") || first == '#' {
        return Some("comment");
    }
    if "'‘’“”„«»´`".contains(first) {
        return Some("quotes");
    }
    let by_message = [
        ("trailing comma", "trailing_comma"),
        ("control character", "control"),
        ("invalid escape", "escape"),
        ("trailing characters", "after_end"),
        ("key must be a string", "key"),
        ("expected `:`", "colon"),
        ("expected value", "value"),
        ("expected ident", "value"),
        ("invalid number", "value"),
    ];
    let known = by_message
        .into_iter()
        .find(|(begins, _)| message.starts_with(begins));
    if let Some((_, reason)) = known {
        return Some(reason);
    }
    if !message.starts_with("expected `,` or") {
        return None;
    }
    Some(match first {
        // "The word "need"": the text ended before the word.
        first if first.is_alphabetic() && ended_a_text(text, at) => "quotes_inside",
        '}' | ']' => "brackets",
        ':' => "colon",
        _ => "comma",
    })
}

/// What begins at the byte, or at the character that the byte is a part of.
fn from(text: &str, at: usize) -> &str {
    (0..=at)
        .rev()
        .find_map(|start| text.get(start..))
        .unwrap_or_default()
}

/// Whether the last character before the byte ends a text on the same line.
fn ended_a_text(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.trim_end_matches([' ', '\t']).ends_with('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_slips_are_told_apart() {
        for (text, expected) in [
            ("", "empty"),
            ("\u{feff}{}", "byte_order_mark"),
            ("{\"a\": 1 \"b\": 2}", "comma"),
            ("[1 2]", "comma"),
            ("{\"a\": [1}", "brackets"),
            ("{\"a\": 1,}", "trailing_comma"),
            ("[1,]", "trailing_comma"),
            ("{\"a\": 1 // one\n}", "comment"),
            ("{ /* one */ \"a\": 1}", "comment"),
            ("{“a”: 1}", "quotes"),
            ("{\"a\": ”b”}", "quotes"),
            ("{'a': 1}", "quotes"),
            ("{\"a\": \"say \"b\" now\"}", "quotes_inside"),
            ("{a: 1}", "key"),
            ("{\"a\" 1}", "colon"),
            ("{\"a\": True}", "value"),
            ("{\"a\": undefined}", "value"),
            ("{\"a\": 01}", "value"),
            ("{\"a\": \"b\nc\"}", "control"),
            ("{\"a\": \"C:\\d\"}", "escape"),
            ("{} x", "after_end"),
            ("{\"a\": {\"b\": 1}", "open_end"),
            ("{\"a\": \"b", "open_text"),
        ] {
            let finding = explained(Finding::new("json.syntax", ""), text);
            assert_eq!(finding.params.get("reason"), Some(expected), "{text}");
        }
    }
}
