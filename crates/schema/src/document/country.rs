//! The countries whose registers and lists are known.

use serde::{Deserialize, Serialize};

use crate::json::{fields, words};

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

/// The id of a code list for each country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountryLists {
    #[serde(default, rename = "NO", skip_serializing_if = "Option::is_none")]
    pub norway: Option<String>,
    #[serde(default, rename = "SE", skip_serializing_if = "Option::is_none")]
    pub sweden: Option<String>,
}

impl CountryLists {
    /// The list of this country.
    pub fn of(&self, country: Country) -> Option<&str> {
        match country {
            Country::Norway => self.norway.as_deref(),
            Country::Sweden => self.sweden.as_deref(),
        }
    }
}

fields! {
    CountryLists
    required {
    }
    optional {
        norway = "NO",
        sweden = "SE",
    }
}

words!(Country: Norway);
