//! A code list as a text that people and diffs can read.

use super::CodeList;

/// The list as JSON, one entry a line; [`super::read()`] gives the same list.
pub fn print(list: &CodeList) -> String {
    let head = CodeList {
        entries: Vec::new(),
        ..list.clone()
    };
    // A list holds nothing that JSON cannot: no key that is no text.
    let head = serde_json::to_string_pretty(&head).unwrap_or_default();
    let entries = list.entries.iter();
    let entries: Vec<String> = entries
        .map(|entry| serde_json::to_string(entry).unwrap_or_default())
        .collect();
    let head = head.trim_end_matches("]\n}");
    format!("{head}\n{}\n]}}\n", entries.join(",\n"))
}
