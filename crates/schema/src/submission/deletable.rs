//! What respondents may delete of their own answers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a receipt code may delete; the operator's choice, since an answer to a
/// municipality may be a public document that must be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Deletable {
    /// Nothing.
    Off,
    /// The contact data.
    #[default]
    Contact,
    /// The whole answer.
    All,
}

/// The text is none of the three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeletableError;

impl FromStr for Deletable {
    type Err = DeletableError;

    fn from_str(text: &str) -> Result<Self, DeletableError> {
        match text {
            "off" => Ok(Self::Off),
            "contact" => Ok(Self::Contact),
            "all" => Ok(Self::All),
            _ => Err(DeletableError),
        }
    }
}

impl fmt::Display for DeletableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `off`, `contact` or `all`")
    }
}

impl std::error::Error for DeletableError {}
