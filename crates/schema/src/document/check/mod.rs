//! The checks of a questionnaire that its form alone does not hold.

mod fields;
mod ids;
mod rules;
mod texts;

use super::{Outline, Questionnaire};
use crate::Finding;

/// Everything that is wrong with `questionnaire`; nothing, when it can be asked.
///
/// The pointers lead into the document. See `docs/format.md` for the codes.
pub fn check(questionnaire: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(questionnaire);
    let mut findings = Vec::new();
    fields::check(questionnaire, &outline, &mut findings);
    ids::check(questionnaire, &outline, &mut findings);
    texts::check(questionnaire, &outline, &mut findings);
    // Rules speak of ids; while those are wrong, more words would mislead.
    if findings.is_empty() {
        rules::check(questionnaire, &outline, &mut findings);
    }
    findings
}
