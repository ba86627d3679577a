//! The checks of a questionnaire that its form alone does not hold.

mod dates;
mod fields;
mod ids;
mod lists;
mod rules;
mod size;
mod texts;

pub use ids::is_name;
pub(crate) use ids::{is_slug, is_version};
#[cfg(feature = "author")]
pub(crate) use lists::lists as lists_of;
#[cfg(feature = "author")]
pub(crate) use rules::rules_of;
pub use size::evaluations;
pub(crate) use size::too_large;
#[cfg(feature = "author")]
pub(crate) use size::too_many;
pub(crate) use texts::is_tag;

use super::{Outline, Questionnaire};
use crate::Finding;

/// Everything that is wrong with `questionnaire`; nothing, when it can be asked.
///
/// The pointers lead into the document. See `docs/format.md` for the codes.
pub fn check(questionnaire: &Questionnaire) -> Vec<Finding> {
    // Of too much no more is looked at.
    let findings = size::too_many(questionnaire);
    if !findings.is_empty() {
        return findings;
    }
    let outline = Outline::new(questionnaire);
    let mut findings = all_but_rules(questionnaire, &outline);
    // Rules speak of ids; while those are wrong, more words would mislead.
    if findings.is_empty() {
        rules::check(questionnaire, &outline, &mut findings);
    }
    findings
}

/// As [`check`], the rules included whatever else is wrong, for one that is not
/// [`too_many`].
#[cfg(feature = "author")]
pub(crate) fn check_all(questionnaire: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(questionnaire);
    let mut findings = all_but_rules(questionnaire, &outline);
    rules::check(questionnaire, &outline, &mut findings);
    findings
}

fn all_but_rules(questionnaire: &Questionnaire, outline: &Outline) -> Vec<Finding> {
    let mut findings = Vec::new();
    fields::check(questionnaire, outline, &mut findings);
    dates::check(questionnaire, &mut findings);
    ids::check(questionnaire, outline, &mut findings);
    lists::check(questionnaire, outline, &mut findings);
    texts::check(questionnaire, outline, &mut findings);
    findings
}
