//! A translator's file, and the files of the languages that come along.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// A file for, or of, a translator.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Translated {
    pub(super) format: String,
    pub(super) language: String,
    /// The language of what is not translated.
    pub(super) fallback: String,
    pub(super) interface: Texts,
    pub(super) core: Texts,
}

/// Texts by their keys, in the order of the file.
#[derive(Debug)]
pub(super) struct Texts(pub(super) Vec<(String, Entry)>);

/// One text.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) text: String,
    /// What is to be translated.
    #[serde(default)]
    pub(super) source: String,
    /// What it is for.
    #[serde(default)]
    pub(super) comment: String,
}

impl Texts {
    /// What the file has of a key.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        let found = self.0.iter().find(|(known, _)| known == key);
        found.map(|(_, entry)| entry)
    }

    /// The text of a key as it is to be shown; none where it is empty.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let entry = self.entry(key)?;
        Some(entry.text.trim()).filter(|text| !text.is_empty())
    }

    /// How many texts are empty.
    pub(super) fn untranslated(&self) -> usize {
        let keys = self.0.iter().map(|(key, _)| key);
        keys.filter(|key| self.text(key).is_none()).count()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, entry)| (key, entry)))
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            texts.push(entry);
        }
        Ok(Texts(texts))
    }
}
