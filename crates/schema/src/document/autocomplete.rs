//! What the browser may fill in by itself.

use serde::{Deserialize, Serialize};

use crate::json::words;

/// What the browser may fill in (HTML, "autofill detail tokens").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Autocomplete {
    Off,
    Organization,
    OrganizationTitle,
    Name,
    Email,
    PostalCode,
    AddressLevel2,
    Tel,
    Url,
}

impl Autocomplete {
    /// The token as HTML writes it.
    pub fn token(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Organization => "organization",
            Self::OrganizationTitle => "organization-title",
            Self::Name => "name",
            Self::Email => "email",
            Self::PostalCode => "postal-code",
            Self::AddressLevel2 => "address-level2",
            Self::Tel => "tel",
            Self::Url => "url",
        }
    }
}

words!(Autocomplete: Off);
