//! How much a questionnaire may hold. Whoever answers sees no more than a few
//! pages of it; beyond these bounds a page of the host would stand still.

use super::rules::rules_of;
use crate::document::{Question, Questionnaire};
use crate::{Finding, json};

/// Bytes of the text.
const BYTES: usize = 2 * 1024 * 1024;

const LANGUAGES: usize = 30;
const PAGES: usize = 200;
/// With those of the rows that there are from the beginning.
const QUESTIONS: usize = 2_000;
/// Worked out as it begins: each for every row that there is from then on.
const RULES: usize = 1_000;
/// Of one question: what is longer is a code list.
const CHOICES: usize = 1_000;
const CHOICES_IN_ALL: usize = 20_000;
/// Of programmes, of regions and of code lists.
const NAMED: usize = 500;

/// `json.too_large`, when the text is longer than any questionnaire.
pub(crate) fn too_large(text: &str) -> Option<Finding> {
    let finding = || Finding::new("json.too_large", "").with("max", BYTES);
    (text.len() > BYTES).then(|| finding().at(Some(json::place(text, 0))))
}

/// `document.too_many` of each thing of which there are more.
pub(crate) fn too_many(of: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut most = |field: &str, count: usize, most: usize, pointer: &str| {
        if count > most {
            let finding = Finding::new("document.too_many", pointer);
            findings.push(finding.with("field", field).with("max", most));
        }
    };
    most("languages", of.languages.len(), LANGUAGES, "/languages");
    most("programmes", of.programmes.len(), NAMED, "/programmes");
    most("regions", of.regions.len(), NAMED, "/regions");
    most(
        "codelists",
        of.codelists.iter().count(),
        NAMED,
        "/codelists",
    );
    most("pages", of.pages.len(), PAGES, "/pages");
    let all = || all(of);
    let choices = |question: &Question| question.choices.len().max(question.lines.len());
    let rows = |question: &Question| {
        let rows = question.min_rows.unwrap_or(0).max(1);
        question.questions.len().saturating_mul(rows)
    };
    let questions = of.pages.iter().flat_map(|page| &page.questions);
    let begun = questions.fold(0_usize, |sum, one| {
        sum.saturating_add(rows(one)).saturating_add(1)
    });
    most("questions", begun, QUESTIONS, "/pages");
    most("rules", evaluations(of), RULES, "/pages");
    let longest = all().map(choices).max().unwrap_or_default();
    most("choices", longest, CHOICES, "/pages");
    let in_all = all().map(|one| one.choices.len() + one.lines.len()).sum();
    most("choices", in_all, CHOICES_IN_ALL, "/pages");
    findings
}

/// How often rules are worked out as somebody begins, at most: each once, and
/// again for every row that comes before the first page is seen.
pub fn evaluations(of: &Questionnaire) -> usize {
    let written = |question: &Question| {
        let rules = rules_of(question).into_iter();
        rules.filter(|(_, rule)| rule.is_some()).count()
    };
    let pages = of.pages.iter().filter(|page| page.visible_when.is_some());
    let rules = pages.count() + all(of).map(written).sum::<usize>();
    let rows = all(of).filter_map(|question| question.min_rows);
    rules.saturating_mul(rows.fold(1, usize::saturating_add))
}

/// Every question, each of rows after its rows.
fn all(of: &Questionnaire) -> impl Iterator<Item = &Question> {
    let outer = of.pages.iter().flat_map(|page| &page.questions);
    outer.flat_map(|question| std::iter::once(question).chain(&question.questions))
}
