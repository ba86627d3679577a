//! Rules that can be evaluated and yet say something else than was meant:
//! comparisons with what may not be answered, and with what never is; rules that
//! read nothing.

mod clash;
mod constant;
mod guard;
mod meaning;
#[cfg(test)]
mod tests;
mod walk;

use super::repairs::Repairs;
use crate::document::{Outline, rules_of};
use crate::{Finding, Questionnaire, Rule};
use meaning::{Meaning, Scope};
use walk::Walk;

/// `rule.unguarded`, `rule.type_clash`, `rule.constant`, and `rule.unknown_id` inside the
/// iterators; nothing about questions that were mended, nor about the core's
/// rules, which name the codes of every country.
pub(super) fn check(of: &Questionnaire, repairs: &Repairs) -> Vec<Finding> {
    let outline = Outline::new(of);
    let meaning = Meaning {
        of,
        outline: &outline,
        repairs,
    };
    let mut findings = Vec::new();
    for (index, page) in of.pages.iter().enumerate() {
        let at = format!("/pages/{index}/visible_when");
        let scope = Scope::Answers(None);
        rule(
            meaning,
            page.visible_when.as_ref(),
            scope,
            &[],
            &at,
            &mut findings,
        );
    }
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        if outline.is_core(number) {
            continue;
        }
        let rows = entry.row.map(|(rows, _)| rows);
        let scope = Scope::Answers(rows);
        let around = rows.and_then(|rows| outline.question(of, rows));
        let page = of.pages.get(entry.page);
        // A question is looked at only where it and what it stands in is shown.
        let shown: Vec<&Rule> = [
            page.and_then(|page| page.visible_when.as_ref()),
            around.and_then(|rows| rows.visible_when.as_ref()),
            question.visible_when.as_ref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        for (field, written) in rules_of(question) {
            let own = usize::from(field == "visible_when");
            let given: Vec<&str> = shown
                .iter()
                .take(shown.len() - own.min(shown.len()))
                .flat_map(|rule| guard::answered(rule.expr(), true))
                .chain((field == "valid_when").then_some(question.id.as_str()))
                .collect();
            let at = format!("{}/{field}", outline.pointer(number));
            rule(meaning, written.as_ref(), scope, &given, &at, &mut findings);
        }
    }
    findings
}

fn rule<'q>(
    meaning: Meaning<'q>,
    rule: Option<&'q Rule>,
    scope: Scope,
    given: &[&'q str],
    at: &str,
    findings: &mut Vec<Finding>,
) {
    if let Some(rule) = rule.filter(|_| !meaning.repairs.touch(at)) {
        // A value may be the same for all: it tells who asked.
        let is_value = at.ends_with("/computed");
        let constant = (!is_value).then(|| constant::whole(meaning, rule, scope, at));
        if let Some(finding) = constant.flatten() {
            findings.push(finding);
            return;
        }
        let mut walk = Walk::new(meaning, findings);
        walk.expr(rule.expr(), at, scope, given);
    }
}
