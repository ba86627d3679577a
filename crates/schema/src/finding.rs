//! A finding: something wrong, by code. No words for respondents live here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<Cow<'static, str>, String>,
    /// Where in the source text, when the finding is about a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
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
            params: BTreeMap::new(),
            place: None,
        }
    }

    /// The same finding with one parameter more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.params.insert(Cow::Borrowed(name), value.to_string());
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
        for (name, value) in &self.params {
            write!(f, ", {name} = `{value}`")?;
        }
        Ok(())
    }
}
