//! A finding: something wrong, by code. No words for respondents live here.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Something wrong, said by code and place; a view turns it into words.
///
/// A finding never carries an answer. Its `params` hold limits and names
/// from the questionnaire (`max`, `country`), never what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule that is broken, such as `required` or `json.unknown_field`.
    pub code: Cow<'static, str>,
    /// Where: a JSON Pointer (RFC 6901) into the document or the submission.
    pub pointer: String,
    /// What the words need: limits and names, as text.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
    /// Where in the source text, when the finding is about a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// Names and values that the words for a finding need: a JSON object of
/// strings. A list, since there are never more than a few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(Cow<'static, str>, String)>);

impl Params {
    /// Adds one, which is not there yet.
    pub(crate) fn push(&mut self, name: Cow<'static, str>, value: String) {
        self.0.push((name, value));
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.iter();
        pairs
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// Every name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, String)> for Params {
    /// The names are not looked at: each is taken to stand once.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let owned = |(name, value)| (Cow::Owned(name), value);
        Self(pairs.into_iter().map(owned).collect())
    }
}

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Params {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Params;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Params, A::Error> {
                let mut pairs = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    pairs.push((Cow::Owned(name), value));
                }
                Ok(Params(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(feature = "json-schema")]
impl schemars::JsonSchema for Params {
    fn schema_name() -> Cow<'static, str> {
        "Params".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Names and values that the words for a finding need.",
            "type": "object",
            "additionalProperties": { "type": "string" }
        })
    }
}

/// A place in a source text; both numbers count from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Finding {
    /// A finding with no parameters.
    pub fn new(code: &'static str, pointer: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(code),
            pointer: pointer.into(),
            params: Params::default(),
            place: None,
        }
    }

    /// The same finding with one parameter more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.params.push(Cow::Borrowed(name), value.to_string());
        self
    }

    /// The same finding with its place in the source text.
    #[must_use]
    pub fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if !self.pointer.is_empty() {
            write!(f, " at {}", self.pointer)?;
        }
        if let Some(place) = self.place {
            write!(f, " (line {}, column {})", place.line, place.column)?;
        }
        for (name, value) in self.params.iter() {
            write!(f, ", {name} = `{value}`")?;
        }
        Ok(())
    }
}
