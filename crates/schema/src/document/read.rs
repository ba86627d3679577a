//! From a text to a questionnaire that can be asked.

use super::{Questionnaire, check};
use crate::{Finding, json};

/// Reads and checks a questionnaire.
///
/// # Errors
/// What is wrong, at least one finding, each with its place in the text: the
/// first error of form (`json.*`), or else everything that [`check`] finds.
pub fn read(text: &str) -> Result<Questionnaire, Vec<Finding>> {
    let questionnaire: Questionnaire = json::read(text).map_err(|finding| vec![*finding])?;
    let mut findings = check(&questionnaire);
    if findings.is_empty() {
        return Ok(questionnaire);
    }
    for finding in &mut findings {
        finding.place = json::place_of(text, &finding.pointer);
    }
    Err(findings)
}
