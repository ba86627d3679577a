//! Whether a submission keeps its questionnaire.

use behov_schema::Finding;
use behov_schema::submission::Parsed;

use super::codes;
use super::record::known_part;
use crate::library::Edition;
use crate::store::Status;

/// Reviews the answers against the very questionnaire that they answer: they
/// count, or wait for a version of a code list.
///
/// # Errors
/// What is wrong with them.
pub(super) fn review(edition: &Edition, parsed: &Parsed) -> Result<Status, Vec<Finding>> {
    judge(edition, parsed, |_| true)
}

/// As [`review`], of answers whose contact data may have been deleted since:
/// they are not asked for again.
pub(super) fn review_without_contact(
    edition: &Edition,
    parsed: &Parsed,
) -> Result<Status, Vec<Finding>> {
    judge(edition, parsed, |finding| {
        !finding.pointer.starts_with("/con/")
    })
}

fn judge(
    edition: &Edition,
    parsed: &Parsed,
    matters: impl Fn(&Finding) -> bool,
) -> Result<Status, Vec<Finding>> {
    let known = known_part(parsed);
    let mut findings = behov_engine::review(&edition.plan, &known);
    findings.extend(codes::check(&known, &edition.lists));
    findings.retain(matters);
    if findings.is_empty() {
        let questionnaire = edition.plan.questionnaire();
        Ok(codes::status(&known, questionnaire, &edition.lists))
    } else {
        Err(findings)
    }
}
