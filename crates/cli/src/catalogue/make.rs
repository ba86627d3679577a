//! The catalogue that a translator's file becomes.

use serde_json::{Map, Value, json};

use super::file::Translated;
use super::own;

/// The catalogue as it is served, and a line about it.
pub(super) fn make(translated: &Translated) -> (Value, String) {
    let fallback = &translated.fallback;
    let texts = &translated.interface;
    let mut served: Map<String, Value> = texts
        .0
        .iter()
        .filter_map(|(key, _)| Some((key.clone(), texts.text(key)?.into())))
        .collect();
    let (mut core, mut done) = (Vec::new(), 0);
    for (key, other) in own::of_core(fallback) {
        core.push(match translated.core.text(&key) {
            Some(text) => {
                done += 1;
                text.into()
            }
            None => json!({ fallback: other }),
        });
    }
    let (language, all, words) = (&translated.language, core.len(), served.len());
    let summary = format!(
        "{words} texts of the interface and {done} of {all} of the core in {language}; serve it as {language}.json"
    );
    served.insert("core".to_owned(), core.into());
    (Value::Object(served), summary)
}
