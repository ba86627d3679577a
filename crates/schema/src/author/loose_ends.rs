//! What is said and has no effect, or asked and cannot be acted on.

use crate::core::ById;
use crate::document::Outline;
use crate::json::escape;
use crate::{Finding, Questionnaire};

/// Warnings: `core.statement_without_email` (who says yes cannot be reached),
/// `core.programmes_not_asked`, and `core.said_of_hidden` where a section says
/// something of a question that it hides.
pub(super) fn check(of: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(of);
    let mut findings = Vec::new();
    if let (Some(statement), None) = (outline.find("par.statement"), outline.find("con.email")) {
        let pointer = outline.pointer(statement);
        findings.push(Finding::new("core.statement_without_email", pointer));
    }
    if !of.programmes.is_empty() && outline.find("par.programme").is_none() {
        findings.push(Finding::new("core.programmes_not_asked", "/programmes"));
    }
    for (index, page) in of.pages.iter().enumerate() {
        let said = ids(&page.help, "help").chain(ids(&page.prefill, "prefill"));
        for (field, id) in said.filter(|(_, id)| page.hide.iter().any(|hidden| hidden == id)) {
            let pointer = format!("/pages/{index}/{field}/{}", escape(id));
            let finding = Finding::new("core.said_of_hidden", pointer).with("id", id);
            findings.push(finding.with("field", field));
        }
    }
    findings
}

fn ids<'a, T>(
    of: &'a ById<T>,
    field: &'static str,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    of.iter().map(move |(id, _)| (field, id))
}
