//! What is wrong with a questionnaire, by everything that the collector knows.

use std::path::Path;

use behov_engine::Plan;
use behov_schema::author::{self, Judged, Severity};
use behov_schema::{Finding, document};

use crate::beside;

/// Everything that is wrong with a questionnaire, and the plan of one without
/// an error: what its author is told, and what only its plan, the code lists
/// and the files beside it in `shelf` show.
pub fn check(bytes: &[u8], shelf: Option<&Path>) -> (Vec<Judged>, Option<Plan>) {
    let found = author::check_bytes(bytes);
    if found.iter().any(|found| found.severity == Severity::Error) {
        return (found, None);
    }
    let text = String::from_utf8_lossy(bytes);
    let (findings, plan) = of_plan(&text, shelf);
    (author::with_errors(found, &text, findings), plan)
}

/// What only the plan of a questionnaire and code lists show, and the plan where
/// that is nothing.
fn of_plan(text: &str, shelf: Option<&Path>) -> (Vec<Finding>, Option<Plan>) {
    let (mut findings, plan) = match Plan::read(text) {
        Ok(plan) => (Vec::new(), Some(plan)),
        Err(mut findings) => {
            author::explain_prefills(&mut findings, text);
            (findings, None)
        }
    };
    if let Ok(questionnaire) = document::read(text) {
        findings.extend(behov_codelists::fit(&questionnaire));
        if let Some(shelf) = shelf {
            findings.extend(beside::check(&questionnaire, shelf));
        }
    }
    let plan = plan.filter(|_| findings.is_empty());
    (findings, plan)
}
