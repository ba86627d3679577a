//! Texts: each in every language of the questionnaire.

use crate::document::{Outline, QuestionType, Questionnaire};
use crate::json::escape;
use crate::{Finding, LocalizedText};

/// Characters of a text at most. A form that shows longer ones stands still
/// while the browser sets them.
const MOST: usize = 10_000;

pub(super) fn check(of: &Questionnaire, outline: &Outline, findings: &mut Vec<Finding>) {
    if of.languages.is_empty() {
        findings.push(Finding::new("languages.missing", "/languages"));
    }
    for (index, language) in of.languages.iter().enumerate() {
        if !is_tag(language) {
            let pointer = format!("/languages/{index}");
            findings.push(Finding::new("languages.invalid", pointer).with("language", language));
        } else if of
            .languages
            .iter()
            .take(index)
            .any(|earlier| earlier == language)
        {
            let pointer = format!("/languages/{index}");
            findings.push(Finding::new("languages.duplicate", pointer).with("language", language));
        }
    }
    let mut texts = Texts {
        languages: &of.languages,
        findings,
    };
    texts.must("/title", &of.title);
    texts.may("/intro", of.intro.as_ref());
    texts.may("/thanks", of.thanks.as_ref());
    texts.may("/before", of.before.as_ref());
    texts.may("/after", of.after.as_ref());
    let controller = &of.controller;
    for (name, text) in [
        ("purpose", &controller.purpose),
        ("basis", &controller.basis),
        ("recipients", &controller.recipients),
        ("retention", &controller.retention),
        ("rights", &controller.rights),
    ] {
        if text.is_blank() {
            texts.absent("/controller", name);
        } else {
            texts.must(&format!("/controller/{name}"), text);
        }
    }
    for (index, programme) in of.programmes.iter().enumerate() {
        texts.must(&format!("/programmes/{index}/name"), &programme.name);
    }
    for (index, region) in of.regions.iter().enumerate() {
        texts.must(&format!("/regions/{index}/name"), &region.name);
    }
    for (index, page) in of.pages.iter().enumerate() {
        texts.must(&format!("/pages/{index}/title"), &page.title);
        texts.may(&format!("/pages/{index}/intro"), page.intro.as_ref());
        for (id, help) in page.help.iter() {
            texts.must(&format!("/pages/{index}/help/{}", escape(id)), help);
        }
    }
    for (number, _) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        if outline.is_core(number) {
            continue;
        }
        let at = outline.pointer(number);
        match (&question.label, question.kind) {
            (Some(label), _) => texts.must(&format!("{at}/label"), label),
            (None, QuestionType::Info) => {}
            (None, QuestionType::Computed) if question.hidden => {}
            (None, _) => texts.absent(&at, "label"),
        }
        match (&question.text, question.kind) {
            (Some(text), _) => texts.must(&format!("{at}/text"), text),
            (None, QuestionType::Info) => texts.absent(&at, "text"),
            (None, _) => {}
        }
        for (name, text) in [
            ("help", &question.help),
            ("unit", &question.unit),
            ("valid_message", &question.valid_message),
            ("min_label", &question.min_label),
            ("max_label", &question.max_label),
            ("row_label", &question.row_label),
            ("add_label", &question.add_label),
        ] {
            texts.may(&format!("{at}/{name}"), text.as_ref());
        }
        if question.kind == QuestionType::Rows && question.row_label.is_none() {
            texts.absent(&at, "row_label");
        }
        if question.valid_when.is_some() && question.valid_message.is_none() {
            texts.absent(&at, "valid_message");
        } else if question.valid_message.is_some() && question.valid_when.is_none() {
            texts.absent(&at, "valid_when");
        }
        for (list, choices) in [("choices", &question.choices), ("lines", &question.lines)] {
            for (index, choice) in choices.iter().enumerate() {
                let at = format!("{at}/{list}/{index}");
                texts.must(&format!("{at}/label"), &choice.label);
                texts.may(&format!("{at}/help"), choice.help.as_ref());
            }
        }
    }
}

/// Whether it has the form of a language tag (BCP 47): `sv`, `nb`, `sma-NO`.
pub(crate) fn is_tag(tag: &str) -> bool {
    let is_part = |part: &str, most: usize| {
        (2..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let (language, rest) = tag.split_once('-').unwrap_or((tag, "xx"));
    is_part(language, 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.split('-').all(|part| is_part(part, 8))
}

fn is_too_long(text: &str) -> bool {
    text.len() > MOST && text.chars().count() > MOST
}

struct Texts<'a> {
    languages: &'a [String],
    findings: &'a mut Vec<Finding>,
}

impl Texts<'_> {
    /// The text stands in every language, is not empty, and has an end.
    fn must(&mut self, pointer: &str, text: &LocalizedText) {
        if text.core().is_some() {
            return;
        }
        for (language, _) in text.iter().filter(|(language, _)| !is_tag(language)) {
            let finding = Finding::new("languages.invalid", pointer).with("language", language);
            self.findings.push(finding);
        }
        for (language, _) in text.iter().filter(|(_, text)| is_too_long(text)) {
            let finding = Finding::new("text.too_long", pointer).with("language", language);
            self.findings.push(finding.with("max", MOST));
        }
        for language in self.languages {
            if text
                .exact(language)
                .is_none_or(|(text, _)| text.trim().is_empty())
            {
                let finding = Finding::new("text.missing", pointer).with("language", language);
                self.findings.push(finding);
            }
        }
    }

    fn may(&mut self, pointer: &str, text: Option<&LocalizedText>) {
        if let Some(text) = text {
            self.must(pointer, text);
        }
    }

    /// The question lacks a text that its type needs.
    fn absent(&mut self, pointer: &str, field: &'static str) {
        self.findings
            .push(Finding::new("json.missing_field", pointer).with("field", field));
    }
}
