//! A page: the questions a respondent sees at once.

use serde::Serialize;

use super::Question;
use crate::json::fields;
use crate::{LocalizedText, Rule};

/// The questions a respondent sees at once, under one heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Unique among the pages: lower-case letters, digits, `_`; begins with a letter.
    pub id: String,
    /// The heading.
    pub title: LocalizedText,
    /// A sentence or two under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<LocalizedText>,
    /// The page is shown when this rule is truthy; always, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Rule>,
    /// At least one, in the order shown.
    pub questions: Vec<Question>,
}

fields! {
    Page
    required {
        id,
        title,
        questions,
    }
    optional {
        intro,
        visible_when,
    }
}
