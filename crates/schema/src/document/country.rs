//! The countries whose registers and lists are known.

use serde::{Deserialize, Serialize};

use crate::json::words;

/// ISO 3166-1 alpha-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum Country {
    #[serde(rename = "NO")]
    Norway,
    #[serde(rename = "SE")]
    Sweden,
}

impl Country {
    /// The id of the question, or else of the fact, that holds the country.
    pub const ANSWER: &str = "org.country";

    /// The country with this ISO 3166-1 alpha-2 code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Norway, Self::Sweden]
            .into_iter()
            .find(|country| country.code() == code)
    }

    /// The ISO 3166-1 alpha-2 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Norway => "NO",
            Self::Sweden => "SE",
        }
    }
}

words!(Country: Norway);
