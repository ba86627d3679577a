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
    if let Some(finding) = list_for_object(text) {
        return Err(vec![finding]);
    }
    let mut findings = check(&questionnaire);
    if findings.is_empty() {
        return Ok(questionnaire);
    }
    for finding in &mut findings {
        finding.place = json::place_of(text, &finding.pointer);
    }
    Err(findings)
}

/// The first list that stands where an object belongs. Serde takes it for the
/// object's fields in their order, which no coordinator means.
fn list_for_object(text: &str) -> Option<Finding> {
    let mut found = None;
    json::walk(text, &mut |pointer, visit| {
        let json::Visit::Start(at) = visit else {
            return true;
        };
        if text.as_bytes().get(at) != Some(&b'[') || may_be_list(pointer) {
            return true;
        }
        found = Some(
            Finding::new("json.wrong_type", pointer)
                .with("expected", "an object")
                .at(Some(json::place(text, at))),
        );
        false
    });
    found
}

fn may_be_list(pointer: &str) -> bool {
    let lists = ["languages", "pages", "questions", "choices"];
    let rules = ["visible_when", "empty_when", "required_when"];
    pointer
        .rsplit('/')
        .next()
        .is_some_and(|last| lists.contains(&last))
        || pointer.split('/').any(|segment| rules.contains(&segment))
}
