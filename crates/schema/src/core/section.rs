//! The sections of the core, by name.

use serde::{Deserialize, Serialize};

use crate::json::words;

/// A named group of core questions: one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// `org`: who and where the workplace is.
    Workplace,
    /// `out`, `rec`, `gap`: how it is doing.
    Situation,
    /// `need`: whom it needs to hire.
    Recruitment,
    /// `trn`: what its staff need to learn.
    Training,
    /// `int`: whom it can take as interns and apprentices.
    Internship,
    /// `par`: what it can contribute to an education.
    Contribution,
    /// `bar`, `offer`: what stands in the way of training.
    Barriers,
    /// `con`, `perm`: whom to write to, and what is permitted.
    Contact,
}

impl Section {
    /// As a document writes it, and the id of its page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workplace => "workplace",
            Self::Situation => "situation",
            Self::Recruitment => "recruitment",
            Self::Training => "training",
            Self::Internship => "internship",
            Self::Contribution => "contribution",
            Self::Barriers => "barriers",
            Self::Contact => "contact",
        }
    }
}

words!(Section: Workplace);
