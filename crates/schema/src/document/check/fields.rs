//! Fields: which may stand with which type, and ranges that hold something.

use super::ids::is_segment;
use crate::Finding;
use crate::answer::{date, decimal, email};
use crate::document::{Choice, Outline, Question, QuestionType, Questionnaire};

/// Rows at most that a questionnaire may ask for.
const ROWS_LIMIT: usize = 200;

/// Points at most that a scale may have after its first.
const SCALE_LIMIT: i64 = 10;

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
        // The structure of the core is held by tests.
        if outline.is_core(number) {
            continue;
        }
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
    let is = |kinds: &[T]| kinds.contains(&kind);
    let asked = !is(&[T::Info, T::Computed]);
    let numbers = is(&[T::Integer, T::Decimal, T::Year, T::Scale]);
    let days = is(&[T::Date, T::Month]);
    let choices = is(&[T::Choice, T::Choices, T::Matrix]);
    let lines = is(&[T::Text, T::Email, T::Phone, T::Url]);
    let texts = is(&[T::Text, T::Textarea]);
    let rows = kind == T::Rows;
    let computed = kind == T::Computed;
    let code = kind == T::Code;
    let fields = [
        ("required", question.required, asked),
        ("folded", question.folded, !question.required),
        ("required_when", question.required_when.is_some(), asked),
        ("valid_when", question.valid_when.is_some(), asked),
        ("valid_message", question.valid_message.is_some(), asked),
        (
            "prefill",
            question.prefill.is_some(),
            asked && !is(&[T::Consent, T::Rows]),
        ),
        ("read_only", question.read_only, question.prefill.is_some()),
        ("text", question.text.is_some(), is(&[T::Info, T::Consent])),
        ("choices", !question.choices.is_empty(), choices),
        ("lines", !question.lines.is_empty(), kind == T::Matrix),
        ("display", question.display.is_some(), kind == T::Choice),
        (
            "system",
            question.system.is_some(),
            is(&[T::Choice, T::Text]),
        ),
        ("list", question.list.is_some(), code),
        ("lists", question.lists.is_some(), code),
        ("free_text", question.free_text.is_some(), code),
        ("min", question.min.is_some(), numbers),
        ("max", question.max.is_some(), numbers),
        ("decimals", question.decimals.is_some(), kind == T::Decimal),
        ("earliest", question.earliest.is_some(), days),
        ("latest", question.latest.is_some(), days),
        ("min_label", question.min_label.is_some(), kind == T::Scale),
        ("max_label", question.max_label.is_some(), kind == T::Scale),
        (
            "unit",
            question.unit.is_some(),
            is(&[T::Integer, T::Decimal, T::Computed]),
        ),
        ("max_length", question.max_length.is_some(), texts),
        ("autocomplete", question.autocomplete.is_some(), lines),
        (
            "country",
            question.country.is_some(),
            is(&[T::OrganisationNumber, T::Phone]),
        ),
        ("computed", question.computed.is_some(), computed),
        ("hidden", question.hidden, computed),
        ("questions", !question.questions.is_empty(), rows),
        ("min_rows", question.min_rows.is_some(), rows),
        ("max_rows", question.max_rows.is_some(), rows),
        ("empty_when", question.empty_when.is_some(), rows),
        ("row_label", question.row_label.is_some(), rows),
        ("add_label", question.add_label.is_some(), rows),
    ];
    for (field, stands, may) in fields {
        if stands && !may {
            let finding = Finding::new("field.not_for_type", format!("{at}/{field}"));
            findings.push(finding.with("field", field));
        }
    }
    if computed && question.computed.is_none() {
        findings.push(Finding::new("json.missing_field", at).with("field", "computed"));
    }
}

fn choices(question: &Question, at: &str, findings: &mut Vec<Finding>) {
    use QuestionType as T;
    let kind = question.kind;
    let least = match kind {
        T::Choice | T::Choices => 1,
        T::Matrix => 2,
        _ => 0,
    };
    if question.choices.len() < least || (kind == T::Matrix && question.lines.is_empty()) {
        findings.push(Finding::new("choices.missing", at));
    }
    codes(
        &question.choices,
        kind == T::Choices,
        &format!("{at}/choices"),
        findings,
    );
    codes(&question.lines, false, &format!("{at}/lines"), findings);
    for (index, line) in question.lines.iter().enumerate() {
        if !line.code.is_empty() && !is_segment(&line.code) {
            let finding = Finding::new("id.invalid", format!("{at}/lines/{index}/code"));
            findings.push(finding.with("id", &line.code));
        }
    }
}

/// Codes that are something, and each another.
fn codes(choices: &[Choice], may_exclude: bool, at: &str, findings: &mut Vec<Finding>) {
    for (index, choice) in choices.iter().enumerate() {
        let pointer = format!("{at}/{index}");
        let mut earlier = choices.iter().take(index);
        if choice.code.is_empty() || choice.code.len() > 64 {
            findings.push(Finding::new("id.invalid", format!("{pointer}/code")));
        } else if earlier.any(|earlier| earlier.code == choice.code) {
            let finding = Finding::new("choices.duplicate", format!("{pointer}/code"));
            findings.push(finding.with("code", &choice.code));
        }
        if choice.exclusive && !may_exclude {
            let finding = Finding::new("field.not_for_type", format!("{pointer}/exclusive"));
            findings.push(finding.with("field", "exclusive"));
        }
    }
}

fn ranges(question: &Question, at: &str, findings: &mut Vec<Finding>) {
    let mut empty =
        |field: &str| findings.push(Finding::new("range.empty", format!("{at}/{field}")));
    let (least, most) = question.range();
    let sound = match question.kind {
        QuestionType::Scale => (1..=SCALE_LIMIT).contains(&most.saturating_sub(least)),
        QuestionType::Year => 1000 <= least && least <= most && most <= 9999,
        _ => least <= most,
    };
    if !sound {
        empty(if question.min.is_some() { "min" } else { "max" });
    }
    if question
        .decimals
        .is_some_and(|decimals| decimals > decimal::DECIMALS.1)
    {
        empty("decimals");
    }
    let is_limit = match question.kind {
        QuestionType::Month => date::is_month,
        _ => date::is_day,
    };
    let (earliest, latest) = (question.earliest.as_deref(), question.latest.as_deref());
    if earliest.is_some_and(|limit| !is_limit(limit)) {
        empty("earliest");
    } else if latest.is_some_and(|limit| !is_limit(limit) || earliest.is_some_and(|e| e > limit)) {
        empty("latest");
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
