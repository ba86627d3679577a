//! A division into regions.

use serde::{Deserialize, Serialize};

use crate::LocalizedText;
use crate::document::Country;
use crate::json::{fields, words};

/// Municipalities of one country, grouped as a project groups them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Regions {
    /// Where an editor finds the JSON Schema; not read.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<String>,
    /// The format of this file.
    pub format: RegionsFormat,
    /// The same in every version: lower-case letters, digits, `-`; at most 64.
    pub id: String,
    /// `MAJOR.MINOR.PATCH`; a new one for every published change.
    pub version: String,
    /// Whose municipalities these are: a code means nothing without it.
    pub country: Country,
    /// BCP 47 tags; every name stands in each of them.
    pub languages: Vec<String>,
    /// What the division is called.
    pub name: LocalizedText,
    /// Who says so, and as of when.
    pub source: String,
    /// At least one, in the order shown.
    #[cfg_attr(feature = "json-schema", schemars(length(min = 1)))]
    pub regions: Vec<Region>,
}

/// The version of the region format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum RegionsFormat {
    #[serde(rename = "behov.regions/1")]
    V1,
}

/// One region.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// What is stored as `meta.region`: `a-z`, `0-9`, `-`, `_`; 1-64
    /// characters; unique.
    #[cfg_attr(
        feature = "json-schema",
        schemars(regex(pattern = r"^[a-z0-9_-]{1,64}$"))
    )]
    pub id: String,
    pub name: LocalizedText,
    /// Their codes, four digits each; a text, so that `0301` keeps its zero.
    #[cfg_attr(feature = "json-schema", schemars(length(min = 1)))]
    #[cfg_attr(
        feature = "json-schema",
        schemars(inner(regex(pattern = r"^[0-9]{4}$")))
    )]
    pub municipalities: Vec<String>,
}

/// The region that the municipality with this code lies in: the first one
/// that names it.
pub fn region_of<'r>(regions: &'r [Region], municipality: &str) -> Option<&'r Region> {
    let has = |region: &&Region| {
        region
            .municipalities
            .iter()
            .any(|code| code == municipality)
    };
    regions.iter().find(has)
}

fields! {
    Regions
    required {
        format,
        id,
        version,
        country,
        languages,
        name,
        source,
        regions,
    }
    optional {
        json_schema = "$schema",
    }
}

fields! {
    Region
    required {
        id,
        name,
        municipalities,
    }
    optional {
    }
}

words!(RegionsFormat: V1);
