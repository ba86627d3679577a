//! What a submission says about itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::check;
#[cfg(feature = "json-schema")]
use super::json_schema;
use super::macros::codes;
use crate::document::Mode;

/// Which form of the shared schema this is, who made it, when and how.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields, transform = json_schema::never_null))]
pub struct Meta {
    /// `behov.submission/1.<minor>`.
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::SCHEMA)))]
    pub schema: String,
    /// A UUID for one frozen body: the same on every try of sending it.
    #[validate(custom(function = "check::uuid"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::UUID)))]
    pub id: String,
    /// The id of an earlier submission that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check::uuid"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::UUID)))]
    pub replaces: Option<String>,
    #[validate(nested)]
    pub questionnaire: QuestionnaireRef,
    /// The campaign that the answer belongs to: `a-z`, `0-9`, `-`, `_`; 1-64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check::slug"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::SLUG)))]
    pub campaign: Option<String>,
    /// The questionnaire's own; `test` never counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The region within a campaign: `a-z`, `0-9`, `-`, `_`; 1-64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check::slug"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::SLUG)))]
    pub region: Option<String>,
    /// The language the respondent saw (BCP 47).
    #[validate(custom(function = "check::language"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::LANGUAGE)))]
    pub locale: String,
    pub channel: Channel,
    /// The respondent's date when the session began: `YYYY-MM-DD`.
    #[validate(custom(function = "check::date"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::DATE)))]
    pub today: String,
    /// RFC 3339 in UTC, ending in `Z`.
    #[validate(custom(function = "check::timestamp"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::TIMESTAMP)))]
    pub started_at: String,
    /// RFC 3339 in UTC, ending in `Z`.
    #[validate(custom(function = "check::timestamp"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::TIMESTAMP)))]
    pub submitted_at: String,
    /// `true`, else absent: something was written into a field that no human
    /// sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honeypot: Option<bool>,
    #[validate(nested)]
    pub notice: Notice,
}

/// The questionnaire that was answered, down to its very bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct QuestionnaireRef {
    /// `a-z`, `0-9`, `-`, `_`; 1-64.
    #[validate(custom(function = "check::slug"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::SLUG)))]
    pub id: String,
    /// `MAJOR.MINOR.PATCH`.
    #[validate(custom(function = "check::version"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::VERSION)))]
    pub version: String,
    /// Lower-case hexadecimal SHA-256 over the RFC 8785 form of
    /// `{"core":<version of the core, else 0>,"document":<document>}`.
    #[validate(custom(function = "check::sha256"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::SHA256)))]
    pub hash: String,
}

codes! {
    /// Who held the pen.
    pub enum Channel {
        SelfService = "self",
        PhoneAssisted = "phone_assisted",
        Import = "import",
    }
}

/// The privacy notice (GDPR art. 13) that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(deny_unknown_fields))]
pub struct Notice {
    /// The questionnaire's `controller.notice_version`; 1-64 characters.
    #[validate(length(min = 1, max = 64, code = "submission.length"))]
    pub version: String,
    /// RFC 3339 in UTC, ending in `Z`.
    #[validate(custom(function = "check::timestamp"))]
    #[cfg_attr(feature = "json-schema", schemars(regex(pattern = json_schema::TIMESTAMP)))]
    pub shown_at: String,
}

impl fmt::Debug for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meta")
            .field("id", &self.id)
            .field("questionnaire", &self.questionnaire)
            .finish_non_exhaustive()
    }
}
