//! The texts of the core: `{ "key": "text" }`, in an order that counts.

use std::fmt;

use anyhow::Result;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// The keys and the texts of one language, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) keys: Vec<String>,
    pub(super) texts: Vec<String>,
}

/// # Errors
/// When it is no flat object of texts, or a key stands twice.
pub(super) fn read(text: &[u8]) -> Result<Texts> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let texts = reader.deserialize_map(Flat)?;
    reader.end()?;
    Ok(texts)
}

struct Flat;

impl<'de> Visitor<'de> for Flat {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Texts, A::Error> {
        let mut read = Texts::default();
        while let Some((key, text)) = entries.next_entry::<String, String>()? {
            if read.keys.contains(&key) {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
            if text.trim().is_empty() {
                return Err(A::Error::custom(format!("`{key}` has no text")));
            }
            read.keys.push(key);
            read.texts.push(text);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_file_is_kept() {
        let texts = read(r#"{"b": "one", "a": "two"}"#.as_bytes()).unwrap();
        assert_eq!(texts.keys, ["b", "a"]);
        assert_eq!(texts.texts, ["one", "two"]);
    }

    #[test]
    fn what_is_no_file_of_texts_is_refused() {
        for text in [
            r#"{"a": "b", "a": "c"}"#,
            r#"{"a": " "}"#,
            r#"{"a": {}}"#,
            "[]",
            "{} {}",
        ] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
