//! The texts of the core, for those who have no widget: all of them at hand.

use std::collections::HashMap;

use serde_json::Value;

use super::keys;

/// The texts in the languages of this project.
#[derive(Clone, Debug)]
pub struct Texts(HashMap<&'static str, Vec<String>>);

/// Language and file, as in `locales/core-1/`.
const FILES: [(&str, &str); 4] = [
    ("sv", include_str!("../../../../locales/core-1/sv.json")),
    ("nb", include_str!("../../../../locales/core-1/nb.json")),
    ("nn", include_str!("../../../../locales/core-1/nn.json")),
    ("en", include_str!("../../../../locales/core-1/en.json")),
];

impl Texts {
    /// Reads all files.
    pub fn new() -> Self {
        let keys = keys();
        let read = |(language, file): &(&'static str, &str)| {
            let known: Value = serde_json::from_str(file).unwrap_or_default();
            let text = |key: &String| known.get(key).and_then(Value::as_str);
            let texts = keys
                .iter()
                .map(|key| text(key).unwrap_or_default().to_owned());
            (*language, texts.collect())
        };
        Self(FILES.iter().map(read).collect())
    }

    /// The text with this number; none in another language than those of
    /// this project.
    pub fn get(&self, language: &str, number: usize) -> Option<&str> {
        let texts = self.0.get(language)?;
        texts.get(number).map(String::as_str)
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}
