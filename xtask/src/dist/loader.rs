//! The files that a page loads by name, and the manifest.
//!
//! Their sources name the files they fetch by placeholders; here these become
//! the names with their hashes.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde_json::json;

use super::output::{Output, Role};
use super::scripts;
use crate::place::Place;
use crate::stamp;

/// The names of the files that the loader fetches.
pub(super) struct Parts {
    pub(super) glue: String,
    pub(super) wasm: String,
    /// What the wasm needs after the first page, if that is a file of its own.
    pub(super) rest: Option<String>,
    pub(super) style: String,
    /// language -> name
    pub(super) words: BTreeMap<String, String>,
}

pub(super) fn add(place: &Place, output: &mut Output, parts: &Parts) -> Result<()> {
    let placeholders = [
        ("__GLUE__", json!(parts.glue)),
        ("__WASM__", json!(parts.wasm)),
        ("__CSS__", json!(parts.style)),
        ("__WORDS__", json!(parts.words)),
    ];
    for (name, role) in [
        ("behov.js", Role::Loader),
        ("behov.classic.js", Role::OtherLoader),
    ] {
        let source = stamp::read(&place.root.join("public").join(name))?;
        let loader = scripts::minified(&source, place, &placeholders)?;
        for (placeholder, _) in &placeholders {
            if contains(&loader, placeholder) {
                bail!("{name} has {placeholder} where it cannot be filled in");
            }
        }
        output.named(name, role, loader);
    }
    let version = env!("CARGO_PKG_VERSION");
    let manifest = json!({
        "version": version,
        "glue": parts.glue,
        "wasm": parts.wasm,
        "rest": parts.rest,
        "css": parts.style,
        "words": parts.words,
    });
    output.named(
        "manifest.json",
        Role::Other,
        serde_json::to_vec_pretty(&manifest)?,
    );
    Ok(())
}

fn contains(text: &[u8], word: &str) -> bool {
    text.windows(word.len()).any(|part| part == word.as_bytes())
}
