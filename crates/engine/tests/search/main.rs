//! Search in code lists: what is found, what comes first, and how long it
//! takes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod made;
mod marks;
mod ranks;
mod time;
mod words;

use behov_engine::search::Index;
use behov_schema::codelist::{self, CodeList};
use serde_json::{Value, json};

/// A list of these entries.
pub fn list(entries: Value) -> CodeList {
    list_in(&["sv"], entries)
}

/// The same, with labels in these languages.
pub fn list_in(languages: &[&str], entries: Value) -> CodeList {
    let title: Value = languages.iter().map(|tag| (*tag, "Prov")).collect();
    let list = json!({
        "format": "behov.codelist/1", "id": "test", "version": "1", "title": title,
        "source": "Ingen", "licence": "CC0", "languages": languages, "entries": entries,
    });
    let list = codelist::read(&list.to_string()).unwrap();
    assert_eq!(codelist::check(&list), []);
    list
}

/// An entry with synonyms.
pub fn entry(code: &str, label: &str, synonyms: &[&str]) -> Value {
    json!({ "code": code, "label": { "sv": label }, "synonyms": { "sv": synonyms } })
}

/// The whole index of a list.
pub fn index(list: CodeList) -> Index {
    let mut index = Index::new(list);
    while index.step(7) {}
    index
}

/// The labels that are found, the best first.
pub fn found(index: &Index, query: &str) -> Vec<String> {
    let hits = index.search(query, 20, "sv").best.into_iter();
    hits.map(|hit| {
        let (label, _) = index.entry(hit.place).unwrap().label.exact("sv").unwrap();
        label.to_owned()
    })
    .collect()
}
