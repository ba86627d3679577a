//! The lists of this repository: whole, as their sources have them, and free
//! of the traps that codes are.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod import;
mod reference;
mod traps;
mod whole;

use std::path::{Path, PathBuf};

use behov_codelists::own;
use behov_schema::codelist::{CodeList, Entry};

/// The folder of the whole project.
fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One of our lists.
fn list(id: &str) -> CodeList {
    let own = own().unwrap().into_iter().find(|own| own.id == id);
    let own = own.unwrap_or_else(|| panic!("no list {id}"));
    own.list()
        .unwrap_or_else(|faults| panic!("{id}: {faults:#?}"))
}

/// What can be chosen.
fn choosable(list: &CodeList) -> impl Iterator<Item = &Entry> {
    list.entries.iter().filter(|entry| !entry.is_abstract)
}

/// The label in the language.
fn label<'l>(list: &'l CodeList, code: &str, language: &str) -> &'l str {
    let entry = list.entry(code);
    let entry = entry.unwrap_or_else(|| panic!("{} has no {code}", list.id));
    entry.label.exact(language).unwrap().0
}
