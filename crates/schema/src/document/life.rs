//! A questionnaire's dates of life.

use super::Questionnaire;
use crate::time;

/// Where a moment lies in a questionnaire's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Before `opens_at`.
    Before,
    /// From `opens_at` to `closes_at`, both included; without them, always.
    Open,
    /// After `closes_at`.
    After,
}

impl Life {
    /// Where `moment` lies: milliseconds since the beginning of 1970 in UTC,
    /// as [`time::moment`] gives them.
    pub fn of(questionnaire: &Questionnaire, moment: i64) -> Self {
        let date = |date: &Option<String>| date.as_deref().and_then(time::moment);
        if date(&questionnaire.opens_at).is_some_and(|opens| moment < opens) {
            Self::Before
        } else if date(&questionnaire.closes_at).is_some_and(|closes| moment > closes) {
            Self::After
        } else {
            Self::Open
        }
    }
}
