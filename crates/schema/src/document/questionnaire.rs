//! The whole document.

use serde::{Deserialize, Serialize};

use super::{Country, OwnLists, Page};
use crate::LocalizedText;
use crate::json::{fields, words};
use crate::regions::Region;

/// A questionnaire as a coordinator writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(transform = json_schema::whole))]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Where an editor finds the JSON Schema; not read.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<String>,
    /// The format of this document.
    pub format: QuestionnaireFormat,
    /// The same in every version: lower-case letters, digits, `-`; at most 64.
    pub id: String,
    /// `MAJOR.MINOR.PATCH`; a new one for every published change.
    pub version: String,
    /// Where the firms are. Decides the identifiers that are accepted, and is
    /// stored as `org.country` unless the questionnaire asks that itself.
    pub country: Country,
    /// BCP 47 tags; every text stands in each of them. The first is the default.
    pub languages: Vec<String>,
    pub title: LocalizedText,
    /// Shown above the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<LocalizedText>,
    /// Who answers for the personal data, and what the art. 13 notice says.
    pub controller: Controller,
    /// Where answers are posted: a URL, absolute or relative to the document.
    /// Counts only when it has the document's origin; the element's
    /// `endpoint` attribute wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The campaign that the answers belong to: `a-z`, `0-9`, `-`, `_`; 1-64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "json-schema",
        schemars(regex(pattern = r"^[a-z0-9_-]{1,64}$"))
    )]
    pub campaign: Option<String>,
    /// Code lists of the questionnaire's own, for questions of type `code`.
    #[serde(default, skip_serializing_if = "OwnLists::is_empty")]
    pub codelists: OwnLists,
    /// `test`: answers are marked as such, stored apart, and never counted.
    /// Absent: for real.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// From when on it can be answered: a moment as in RFC 3339, with `Z` or
    /// the distance from UTC, `2026-11-21T08:00:00+01:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(extend("format" = "date-time")))]
    pub opens_at: Option<String>,
    /// Until when it can be begun; later than `opens_at`. Who has begun by
    /// then may send for 24 hours more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(extend("format" = "date-time")))]
    pub closes_at: Option<String>,
    /// Shown before it opens, in place of a sentence that says when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<LocalizedText>,
    /// Shown after it has closed, in place of a sentence that says when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<LocalizedText>,
    /// The version of the core whose sections the pages name; 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "json-schema", schemars(range(min = 1, max = 1)))]
    pub core: Option<u8>,
    /// The planned programmes that `par.programme` asks about; without any it
    /// is not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// Municipalities of `country` that belong together, so that answers can be
    /// grouped: the region that the answered municipality lies in is stored as
    /// `meta.region`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// At least one, in the order shown.
    pub pages: Vec<Page>,
    /// Shown with the receipt: what happens now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks: Option<LocalizedText>,
}

/// A programme that is planned, new or to be renewed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// What is stored: `a-z`, `0-9`, `-`, `_`; 1-64 characters; unique.
    pub id: String,
    pub name: LocalizedText,
    /// New, or one that is given today and would be renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProgrammeStatus>,
    /// Taught at a distance, wholly or mostly.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub distance: bool,
}

/// Whether a programme is given today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeStatus {
    New,
    Renewed,
}

/// The version of the questionnaire format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum QuestionnaireFormat {
    #[serde(rename = "behov.questionnaire/1")]
    V1,
}

/// What the answers are for; absent means for real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// To try it out: no answer counts.
    Test,
}

impl Mode {
    /// As the formats write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Test => "test",
        }
    }
}

/// The controller (GDPR art. 4(7)) and the notice of art. 13.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The legal person that decides on purpose and means.
    #[cfg_attr(feature = "json-schema", schemars(length(min = 1)))]
    pub name: String,
    /// An e-mail address that people can write to about their data.
    pub contact: String,
    /// The data protection officer's e-mail or web address, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpo: Option<String>,
    /// The version of the notice, stored with every answer as `meta.notice`;
    /// 1-64 characters.
    #[cfg_attr(feature = "json-schema", schemars(length(min = 1, max = 64)))]
    pub notice_version: String,
    /// What the answers are used for. This text and those that follow may be
    /// left out where `core` is named: the core has one for each country.
    #[serde(default)]
    pub purpose: LocalizedText,
    /// The legal basis, in words.
    #[serde(default)]
    pub basis: LocalizedText,
    /// Who else sees the answers.
    #[serde(default)]
    pub recipients: LocalizedText,
    /// How long answers and contact data are kept.
    #[serde(default)]
    pub retention: LocalizedText,
    /// The rights, and where to complain.
    #[serde(default)]
    pub rights: LocalizedText,
}

fields! {
    Questionnaire
    required {
        format,
        id,
        version,
        country,
        languages,
        title,
        controller,
        pages,
    }
    optional {
        json_schema = "$schema",
        intro,
        endpoint,
        campaign,
        codelists,
        mode,
        opens_at,
        closes_at,
        before,
        after,
        core,
        programmes,
        regions,
        thanks,
    }
}

fields! {
    Programme
    required {
        id,
        name,
    }
    optional {
        status,
        distance,
    }
}

fields! {
    Controller
    required {
        name,
        contact,
        notice_version,
    }
    optional {
        dpo,
        purpose,
        basis,
        recipients,
        retention,
        rights,
    }
}

words!(QuestionnaireFormat: V1, Mode: Test, ProgrammeStatus: New);

#[cfg(feature = "json-schema")]
mod json_schema {
    use schemars::Schema;
    use serde_json::json;

    /// Without the core its sections are not there, nor its texts.
    pub(super) fn whole(schema: &mut Schema) {
        let texts = ["purpose", "basis", "recipients", "retention", "rights"];
        let own = json!({
            "controller": { "required": texts },
            "pages": { "items": { "not": { "required": ["section"] } } },
        });
        let named = json!({ "required": ["core"], "properties": { "core": { "not": { "type": "null" } } } });
        schema.insert("if".to_owned(), json!({ "not": named }));
        schema.insert("then".to_owned(), json!({ "properties": own }));
    }
}
