//! Whether the choices of a questionnaire are codes of the list they name.

use behov_schema::document::Outline;
use behov_schema::{Finding, Questionnaire};

use crate::known::known;

/// A `code.not_in_list` at the code of every choice that names one of our
/// lists and is no code of it that can be an answer: the collector would
/// refuse whoever chooses it. The pointers lead into the document.
pub fn fit(questionnaire: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(questionnaire);
    let mut findings = Vec::new();
    for (number, _) in outline.iter() {
        let question = outline.question(questionnaire, number);
        let Some((question, of)) =
            question.and_then(|question| Some((question, question.system.as_ref()?)))
        else {
            continue;
        };
        for (index, choice) in question.choices.iter().enumerate() {
            if known(&of.system, &of.version, &choice.code) == Some(false) {
                let pointer = format!("{}/choices/{index}/code", outline.pointer(number));
                let finding = Finding::new("code.not_in_list", pointer)
                    .with("code", &choice.code)
                    .with("list", &of.system)
                    .with("version", &of.version);
                findings.push(finding);
            }
        }
    }
    findings
}
