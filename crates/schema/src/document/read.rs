//! From a text to a questionnaire that can be asked.

use serde_json::Value;

use super::{Questionnaire, check};
use crate::{Finding, core, json};

/// Reads and checks a questionnaire; sections of the core are expanded to
/// their questions.
///
/// # Errors
/// What is wrong, at least one finding, each with its place in the text: the
/// first error of form (`json.*`), or else everything that [`check()`] finds.
pub fn read(text: &str) -> Result<Questionnaire, Vec<Finding>> {
    read_tree(text).map(|(questionnaire, _)| questionnaire)
}

/// As [`read`], with the tree that the text is.
///
/// # Errors
/// As [`read`].
pub fn read_tree(text: &str) -> Result<(Questionnaire, Value), Vec<Finding>> {
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
        finding.place = json::place_of(text, &finding.pointer);
    }
    Err(findings)
}
