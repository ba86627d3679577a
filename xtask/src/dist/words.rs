//! The interface words, one file a language, without the translators'
//! comments, and with them the texts of the core.

mod core;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::{Value, json};

use crate::stamp;

/// key -> text, of one language.
type Words = BTreeMap<String, String>;

/// Every language with its words as the widget reads them: `texts`, in the order
/// of their keys, and `core`, the texts of the core in the order of their file,
/// which is that of their numbers.
///
/// # Errors
/// When a file is no catalogue, or a language has not exactly the keys and
/// placeholders of the first one; the error names the key.
pub(super) fn all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let languages = read(folder)?;
    let Some((first, rest)) = languages.split_first() else {
        bail!("{} holds no language", folder.display());
    };
    for other in rest {
        alike(first, other)?;
    }
    let of_core = |language: &String| {
        let path = folder.join("core-1").join(format!("{language}.json"));
        core::read(&stamp::read(&path)?).with_context(|| path.display().to_string())
    };
    let order = of_core(&first.0)?.keys;
    let mut written = Vec::new();
    for (language, words) in &languages {
        let core = of_core(language)?;
        if core.keys != order {
            bail!("locales/core-1/{language}.json has other keys, or another order");
        }
        let texts: Vec<&String> = words.values().collect();
        let served = json!({ "core": core.texts, "texts": texts });
        written.push((language.clone(), serde_json::to_vec(&served)?));
    }
    Ok(written)
}

fn read(folder: &Path) -> Result<Vec<(String, Words)>> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let language = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = stamp::read(&path)?;
            let words = parse(&text).with_context(|| path.display().to_string())?;
            languages.push((language, words));
        }
    }
    languages.sort();
    Ok(languages)
}

fn parse(text: &[u8]) -> Result<Words> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let words = reader.deserialize_map(Catalogue)?;
    reader.end()?;
    Ok(words)
}

/// `{ "key": { "text": "…", "comment": "…" } }`, each key once.
struct Catalogue;

impl<'de> Visitor<'de> for Catalogue {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Words, A::Error> {
        let mut words = Words::new();
        while let Some((key, entry)) = entries.next_entry::<String, Value>()? {
            let text = text_of(&entry).map_err(|why| A::Error::custom(format!("`{key}` {why}")))?;
            if words.insert(key.clone(), text.to_owned()).is_some() {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
        }
        Ok(words)
    }
}

fn text_of(entry: &Value) -> Result<&str, &'static str> {
    let part = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let parts = entry.as_object().map_or(0, serde_json::Map::len);
    match (part("text"), part("comment"), parts) {
        ("", _, _) => Err("has no text"),
        (_, "", _) => Err("has no comment for the translator"),
        (text, _, 2) => Ok(text),
        _ => Err("has more than a text and a comment"),
    }
}

fn alike(first: &(String, Words), other: &(String, Words)) -> Result<()> {
    for ((one, has), (two, lacks)) in [(first, other), (other, first)] {
        if let Some(key) = has.keys().find(|key| !lacks.contains_key(*key)) {
            bail!("the word `{key}` stands in {one}.json and is missing in {two}.json");
        }
    }
    for (key, text) in &first.1 {
        let translated = other.1.get(key).map(String::as_str).unwrap_or_default();
        if placeholders(text) != placeholders(translated) {
            bail!(
                "the word `{key}` has other placeholders in {}.json than in {}.json",
                first.0,
                other.0
            );
        }
    }
    Ok(())
}

/// The names in braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let after_braces = text.split('{').skip(1);
    let mut names: Vec<&str> = after_braces
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = r#"{"a.b": {"text": "Page {n} of {of}", "comment": "c"}}"#;

    fn compare(other: &str) -> Result<()> {
        let first = ("nb".to_owned(), parse(FIRST.as_bytes())?);
        alike(&first, &("sv".to_owned(), parse(other.as_bytes())?))
    }

    fn refusal(other: &str) -> String {
        format!("{:#}", compare(other).unwrap_err())
    }

    #[test]
    fn the_same_keys_and_placeholders_pass() {
        compare(r#"{"a.b": {"text": "Av {of} sidor, {n}", "comment": "c"}}"#).unwrap();
    }

    #[test]
    fn a_missing_or_further_key_is_named() {
        let missing = refusal("{}");
        assert!(
            missing.contains("`a.b`") && missing.contains("sv.json"),
            "{missing}"
        );
        let further = r#"{"a.b": {"text": "{n} {of}", "comment": "c"},
                          "c": {"text": "d", "comment": "c"}}"#;
        let further = refusal(further);
        assert!(further.contains("`c`"), "{further}");
    }

    #[test]
    fn another_placeholder_is_named() {
        let other = refusal(r#"{"a.b": {"text": "Sida {n}", "comment": "c"}}"#);
        assert!(other.contains("`a.b`"), "{other}");
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let no_text = r#"{"a": {"comment": "c"}}"#;
        let no_comment = r#"{"a": {"text": "t"}}"#;
        let more = r#"{"a": {"text": "t", "comment": "c", "note": "n"}}"#;
        let twice = r#"{"a": {"text": "t", "comment": "c"}, "a": {"text": "t", "comment": "c"}}"#;
        for text in [no_text, no_comment, more, twice, "[]", "{} {}"] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
