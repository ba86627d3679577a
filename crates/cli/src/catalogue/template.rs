//! A file for a translator.

use super::file::{Entry, Texts, Translated};
use super::{FORMAT, own};

/// Every text, to be translated from a language that comes along.
pub(super) fn template(from: &str, language: &str) -> Translated {
    let empty = |(key, entry): (String, Entry)| {
        let entry = Entry {
            text: String::new(),
            source: entry.text,
            comment: entry.comment,
        };
        (key, entry)
    };
    let interface = own::interface(from).0.into_iter().map(empty).collect();
    let of_core = |(key, source): (String, String)| {
        let comment = comment(&key);
        let entry = Entry {
            text: String::new(),
            source,
            comment,
        };
        (key, entry)
    };
    let core = own::of_core(from).into_iter().map(of_core).collect();
    Translated {
        format: FORMAT.to_owned(),
        language: language.to_owned(),
        fallback: from.to_owned(),
        interface: Texts(interface),
        core: Texts(core),
    }
}

/// What a text of the core is for: `docs/core.md`.
fn comment(key: &str) -> String {
    if let Some(text) = key.strip_prefix("controller.") {
        return match text.split_once('.') {
            Some((text, country)) => format!("Privacy notice: {text}, in the country {country}."),
            None => format!("Privacy notice: {text}."),
        };
    }
    if let Some(section) = key.strip_prefix("section.") {
        return match section.strip_suffix(".intro") {
            Some(section) => format!("Introduction of the page `{section}`."),
            None => format!("Heading of the page `{section}`."),
        };
    }
    if let Some((question, code)) = key.split_once('=') {
        return format!("A choice of the question `{question}`: `{code}`.");
    }
    match key.rsplit_once('.') {
        Some((question, "help")) => format!("Help of the question `{question}`."),
        Some((question, "text")) => format!("Further text of the question `{question}`."),
        Some((question, "unit")) => format!("Unit of the question `{question}`, after a number."),
        Some((rows, "row_label")) => {
            format!("What one row of `{rows}` is called; a number follows.")
        }
        Some((rows, "add_label")) => format!("The button that adds a row to `{rows}`."),
        _ => format!("The question `{key}`."),
    }
}
