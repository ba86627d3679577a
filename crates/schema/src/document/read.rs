//! From a text to a questionnaire that can be asked.

use serde_json::Value;

use super::{Questionnaire, check, too_large};
use crate::{Finding, core, json};

/// Reads and checks a questionnaire; sections of the core are expanded to
/// their questions.
///
/// # Errors
/// What is wrong, at least one finding, each with its place in the text: the
/// first error of form (`json.*`), or else what [`check()`] finds, as far as
/// [`json::place_each`] goes.
pub fn read(text: &str) -> Result<Questionnaire, Vec<Finding>> {
    read_tree(text).map(|(questionnaire, _)| questionnaire)
}

/// As [`read`], with the tree that the text is.
///
/// # Errors
/// As [`read`].
pub fn read_tree(text: &str) -> Result<(Questionnaire, Value), Vec<Finding>> {
    if let Some(finding) = too_large(text) {
        return Err(vec![finding]);
    }
    let tree = json::parse(text).map_err(|finding| vec![*finding])?;
    let mut questionnaire = json::typed(&tree, text).map_err(|finding| vec![*finding])?;
    let mut findings = core::expand(&mut questionnaire);
    // While the core is named wrongly, more words would mislead.
    if findings.is_empty() {
        findings = check(&questionnaire);
    }
    if findings.is_empty() {
        return Ok((questionnaire, tree));
    }
    for finding in &mut findings {
        finding.pointer = core::written(&finding.pointer).to_owned();
    }
    json::place_each(text, &mut findings, true);
    Err(findings)
}
