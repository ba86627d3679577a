//! Answers to begin with: those that nobody may give beforehand, and what could
//! stand where one cannot be given.

use serde_json::Value;

use crate::answer::{decimal, text};
use crate::document::Outline;
use crate::{Finding, Question, QuestionType, Questionnaire, document};

/// Codes at most that are named.
const MOST: usize = 12;

/// `prefill.invalid` where a section gives a permission beforehand, which has
/// to be given in person.
pub(super) fn permissions(of: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(of);
    let mut findings = Vec::new();
    for (number, _) in outline
        .iter()
        .filter(|(number, _)| outline.is_core(*number))
    {
        let question = outline.question(of, number);
        let given = |question: &&Question| {
            question.kind == QuestionType::Consent && question.prefill.is_some()
        };
        if let Some(question) = question.filter(given) {
            let finding = Finding::new("prefill.invalid", pointer(&outline, number, question));
            findings.push(with_kind(finding, question));
        }
    }
    findings
}

/// Adds to each `prefill.invalid` of the questionnaire that `text` is what
/// could stand there.
pub fn explain_prefills(findings: &mut [Finding], text: &str) {
    let Ok(of) = document::read(text) else {
        return;
    };
    let outline = Outline::new(&of);
    for (number, _) in outline.iter() {
        let Some(question) = outline.question(&of, number) else {
            continue;
        };
        let at = pointer(&outline, number, question);
        let here =
            |finding: &&mut Finding| finding.code == "prefill.invalid" && finding.pointer == at;
        for finding in findings.iter_mut().filter(here) {
            *finding = with_kind(finding.clone(), question);
        }
    }
}

/// Where the answer to begin with stands; of a core question on its page.
fn pointer(outline: &Outline, number: usize, question: &Question) -> String {
    match outline.entry(number) {
        Some(entry) if outline.is_core(number) => {
            format!("/pages/{}/prefill/{}", entry.page, question.id)
        }
        _ => format!("{}/prefill", outline.pointer(number)),
    }
}

/// The finding with the type of the question, and the limits of an answer.
fn with_kind(finding: Finding, question: &Question) -> Finding {
    use QuestionType as T;
    let kind = serde_json::to_value(question.kind).unwrap_or_default();
    let finding = finding.with("kind", kind.as_str().unwrap_or_default());
    match question.kind {
        T::Choice | T::Choices | T::Matrix => {
            let codes = question.choices.iter().map(|choice| choice.code.as_str());
            let more = question.choices.len() > MOST;
            let codes = codes.take(MOST).chain(more.then_some("…"));
            finding.with("codes", codes.collect::<Vec<_>>().join(", "))
        }
        T::Integer | T::Year | T::Scale | T::Decimal => {
            let (least, most) = question.range();
            let decimals = question.decimals.unwrap_or(decimal::DECIMALS.0);
            let finding = finding.with("min", least).with("max", most);
            finding.with("decimals", decimals)
        }
        T::Text | T::Textarea => {
            let most = match question.kind {
                T::Text => text::LINE_LIMIT,
                _ => text::LINES_LIMIT,
            };
            finding.with("max", question.max_length.unwrap_or(most))
        }
        T::Code if !question.takes_text() => finding.with("words", Value::Bool(false)),
        _ => finding,
    }
}
