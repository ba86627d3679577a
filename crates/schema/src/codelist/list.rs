//! A code list and its entries.

use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::LocalizedText;
use crate::json::{Fault, Node, Read, fields, over_a_tree, words};

/// So many synonyms an entry has at most, in all languages: a page that makes
/// an index goes from entry to entry, and looks at no more of one.
pub const SYNONYMS: usize = 200;

/// A list of codes that an answer can be chosen from.
///
/// A code means nothing without the list and its version: `7115` is a diver
/// in one country and a carpenter in the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// Where an editor finds the JSON Schema; not read.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<String>,
    /// The format of this file.
    pub format: CodeListFormat,
    /// `system` of a coded answer: lower-case letters, digits, `-`; begins
    /// with a letter; at most 64.
    pub id: String,
    /// `version` of a coded answer: 1 to 64 characters.
    pub version: String,
    /// What the list is called.
    pub title: LocalizedText,
    /// Who made the classification, and which edition this is.
    pub source: String,
    /// On what terms it may be used.
    pub licence: String,
    /// BCP 47 tags; every label stands in each of them. The first is shown
    /// where the reader's own is not there.
    pub languages: Vec<String>,
    /// Those of `languages` in which the labels are somebody's translation and
    /// not the source's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unofficial: Vec<String>,
    /// In the order shown.
    pub entries: Vec<Entry>,
}

/// The version of the code list format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum CodeListFormat {
    #[serde(rename = "behov.codelist/1")]
    V1,
}

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 1 to 64 characters, once in the list. A text, so that `0301` keeps its
    /// zero.
    pub code: String,
    /// What it is called, in each language of the list: 1 to 500 characters.
    pub label: LocalizedText,
    /// What else it is called, by language: job titles, names in other
    /// languages. Searched, not shown. 1 to 200 characters each, and at
    /// most 200 of them.
    #[serde(default, skip_serializing_if = "Lists::is_empty")]
    pub synonyms: Lists,
    /// The code of the entry that this one is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// It only groups others and cannot be chosen.
    #[serde(
        default,
        rename = "abstract",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub is_abstract: bool,
    /// Codes of other origin that mean this entry; accepted in an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The codes of another list that this one corresponds to, by that list's
    /// id; several, where it is spread over them.
    #[serde(default, skip_serializing_if = "Lists::is_empty")]
    pub maps: Lists,
    /// The codes of the entries that border on this one. A border needs to
    /// stand at only one of the two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<String>,
}

impl CodeList {
    /// The entry with this code.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// The entry that this code means: its own or one of its aliases.
    pub fn meant(&self, code: &str) -> Option<&Entry> {
        let alias = |entry: &&Entry| entry.aliases.iter().any(|alias| alias == code);
        self.entry(code).or_else(|| self.entries.iter().find(alias))
    }
}

/// Lists of texts, each under a name that stands once, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// The texts under a name; none, when it is not there.
    pub fn get(&self, name: &str) -> &[String] {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or(&[], |(_, texts)| texts)
    }

    /// Every name and its texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(name, texts)| (name.as_str(), texts.as_slice()))
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Read for Lists {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let members = node.object("an object of name: list of texts")?;
        let list = |(name, value): (&String, &Value)| {
            let texts = node.inner(name, value, Vec::read)?;
            Ok((name.clone(), texts))
        };
        members.iter().map(list).collect::<Result<_, _>>().map(Self)
    }

    fn blank() -> Self {
        Self::default()
    }
}

over_a_tree!(Lists);

impl Serialize for Lists {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, texts) in &self.0 {
            map.serialize_entry(name, texts)?;
        }
        map.end()
    }
}

#[cfg(feature = "json-schema")]
impl schemars::JsonSchema for Lists {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Lists".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Lists of texts, each under a name: a language, or the id of a code list.",
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": { "type": "string", "minLength": 1, "maxLength": 200 }
            }
        })
    }
}

fields! {
    CodeList
    required {
        format,
        id,
        version,
        title,
        source,
        licence,
        languages,
        entries,
    }
    optional {
        json_schema = "$schema",
        unofficial,
    }
}

fields! {
    Entry
    required {
        code,
        label,
    }
    optional {
        synonyms,
        parent,
        is_abstract = "abstract",
        aliases,
        maps,
        neighbours,
    }
}

words!(CodeListFormat: V1);
