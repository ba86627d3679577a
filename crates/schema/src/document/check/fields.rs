//! Fields: which may stand with which type, and ranges that hold something.

use crate::Finding;
use crate::answer::{email, integer};
use crate::document::{Outline, Question, QuestionType, Questionnaire};

/// Rows at most that a questionnaire may ask for.
const ROWS_LIMIT: usize = 200;

pub(super) fn check(of: &Questionnaire, outline: &Outline, findings: &mut Vec<Finding>) {
    if of.pages.is_empty() {
        findings.push(Finding::new("pages.empty", "/pages"));
    }
    for (index, page) in of.pages.iter().enumerate() {
        if page.questions.is_empty() {
            findings.push(Finding::new(
                "questions.empty",
                format!("/pages/{index}/questions"),
            ));
        }
    }
    if email::parse(&of.controller.contact).is_err() {
        findings.push(Finding::new("controller.contact", "/controller/contact"));
    }
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        let at = outline.pointer(number);
        types(question, &at, findings);
        choices(question, &at, findings);
        ranges(question, &at, findings);
        if entry.row.is_some() && question.kind == QuestionType::Rows {
            findings.push(Finding::new("rows.nested", format!("{at}/type")));
        } else if question.kind == QuestionType::Rows && question.questions.is_empty() {
            findings.push(Finding::new("questions.empty", at));
        }
    }
}

/// A field that stands with a type that it says nothing about.
fn types(question: &Question, at: &str, findings: &mut Vec<Finding>) {
    use QuestionType as T;
    let kind = question.kind;
    let asked = kind != T::Info;
    let fields = [
        ("required", question.required, asked),
        ("required_when", question.required_when.is_some(), asked),
        (
            "text",
            question.text.is_some(),
            matches!(kind, T::Info | T::Consent),
        ),
        (
            "choices",
            !question.choices.is_empty(),
            matches!(kind, T::Choice | T::Choices),
        ),
        ("display", question.display.is_some(), kind == T::Choice),
        (
            "system",
            question.system.is_some(),
            matches!(kind, T::Choice | T::Text),
        ),
        ("min", question.min.is_some(), kind == T::Integer),
        ("max", question.max.is_some(), kind == T::Integer),
        ("unit", question.unit.is_some(), kind == T::Integer),
        (
            "max_length",
            question.max_length.is_some(),
            matches!(kind, T::Text | T::Textarea),
        ),
        (
            "autocomplete",
            question.autocomplete.is_some(),
            matches!(kind, T::Text | T::Email),
        ),
        (
            "country",
            question.country.is_some(),
            kind == T::OrganisationNumber,
        ),
        ("questions", !question.questions.is_empty(), kind == T::Rows),
        ("min_rows", question.min_rows.is_some(), kind == T::Rows),
        ("max_rows", question.max_rows.is_some(), kind == T::Rows),
        ("empty_when", question.empty_when.is_some(), kind == T::Rows),
        ("row_label", question.row_label.is_some(), kind == T::Rows),
        ("add_label", question.add_label.is_some(), kind == T::Rows),
    ];
    for (field, stands, may) in fields {
        if stands && !may {
            let finding = Finding::new("field.not_for_type", format!("{at}/{field}"));
            findings.push(finding.with("field", field));
        }
    }
}

fn choices(question: &Question, at: &str, findings: &mut Vec<Finding>) {
    let kind = question.kind;
    if matches!(kind, QuestionType::Choice | QuestionType::Choices) && question.choices.is_empty() {
        findings.push(Finding::new("choices.missing", at));
    }
    for (index, choice) in question.choices.iter().enumerate() {
        let pointer = format!("{at}/choices/{index}");
        if choice.code.is_empty() || choice.code.len() > 64 {
            findings.push(Finding::new("id.invalid", format!("{pointer}/code")));
        } else if question
            .choices
            .iter()
            .take(index)
            .any(|earlier| earlier.code == choice.code)
        {
            let finding = Finding::new("choices.duplicate", format!("{pointer}/code"));
            findings.push(finding.with("code", &choice.code));
        }
        if choice.exclusive && kind != QuestionType::Choices {
            let finding = Finding::new("field.not_for_type", format!("{pointer}/exclusive"));
            findings.push(finding.with("field", "exclusive"));
        }
    }
}

fn ranges(question: &Question, at: &str, findings: &mut Vec<Finding>) {
    let (least, most) = integer::RANGE;
    if question.min.unwrap_or(least) > question.max.unwrap_or(most) {
        let field = if question.min.is_some() { "min" } else { "max" };
        findings.push(Finding::new("range.empty", format!("{at}/{field}")));
    }
    if question.max_length == Some(0) {
        findings.push(Finding::new("range.empty", format!("{at}/max_length")));
    }
    if question
        .max_rows
        .is_some_and(|most| most == 0 || most > ROWS_LIMIT)
    {
        findings
            .push(Finding::new("range.empty", format!("{at}/max_rows")).with("max", ROWS_LIMIT));
    } else if question.min_rows.unwrap_or(0) > question.most_rows() {
        findings.push(Finding::new("range.empty", format!("{at}/min_rows")));
    }
}
