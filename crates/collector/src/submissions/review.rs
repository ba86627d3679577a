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
    let known = known_part(parsed);
    let mut findings = behov_engine::review(&edition.plan, &known);
    findings.extend(codes::check(&known, &edition.lists));
    if findings.is_empty() {
        let questionnaire = edition.plan.questionnaire();
        Ok(codes::status(&known, questionnaire, &edition.lists))
    } else {
        Err(findings)
    }
}
