//! Text in several languages.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::json::{Fault, Node, Read, over_a_tree};

/// One text in one or more languages: BCP 47 tag -> text, in the order written.
///
/// A language stands once; a document that repeats one is refused while it is
/// read. Text is plain: emphasis, lists and links are marked up as
/// `docs/format.md` says, HTML is shown as the characters it consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalizedText {
    inline: Vec<(String, String)>,
    core: Option<u16>,
}

impl LocalizedText {
    /// Whether there is no text at all.
    pub fn is_blank(&self) -> bool {
        self.core.is_none() && self.inline.is_empty()
    }

    /// The number of the text, when it is one of the core: it then stands in
    /// no document but in the file of each language (see [`core`](crate::core)).
    pub fn core(&self) -> Option<usize> {
        self.core.map(usize::from)
    }

    /// The text in `language`, else in the first of `fallback` that has it,
    /// else the first there is; with the language it is in.
    pub fn get<'a>(&'a self, language: &str, fallback: &[String]) -> Option<(&'a str, &'a str)> {
        self.exact(language)
            .or_else(|| fallback.iter().find_map(|tag| self.exact(tag)))
            .or_else(|| {
                self.inline
                    .first()
                    .map(|(tag, text)| (text.as_str(), tag.as_str()))
            })
    }

    /// The text in exactly `language`, with that language.
    pub fn exact(&self, language: &str) -> Option<(&str, &str)> {
        self.inline
            .iter()
            .find(|(tag, _)| tag == language)
            .map(|(tag, text)| (text.as_str(), tag.as_str()))
    }

    /// Every language and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inline
            .iter()
            .map(|(tag, text)| (tag.as_str(), text.as_str()))
    }
}

impl Read for LocalizedText {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        if let Some(number) = node.core_text() {
            return Ok(Self {
                inline: Vec::new(),
                core: Some(number),
            });
        }
        let members = node.object("an object of language: text")?;
        let text = |(tag, value): (&String, &Value)| {
            let text = node.inner(tag, value, String::read)?;
            Ok((tag.clone(), text))
        };
        let inline = members.iter().map(text).collect::<Result<_, _>>()?;
        Ok(Self { inline, core: None })
    }

    fn blank() -> Self {
        Self::default()
    }
}

over_a_tree!(LocalizedText);

impl Serialize for LocalizedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.inline.len()))?;
        for (tag, text) in &self.inline {
            map.serialize_entry(tag, text)?;
        }
        map.end()
    }
}

#[cfg(feature = "json-schema")]
impl schemars::JsonSchema for LocalizedText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LocalizedText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "One text in one or more languages: BCP 47 tag -> text.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": { "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" },
            "additionalProperties": { "type": "string" }
        })
    }
}
