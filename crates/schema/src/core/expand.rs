//! From what a document names of the core to the questions that are asked.

use serde_json::Value;

use super::structure::{self, CONTROLLER, Structure};
use super::{Section, VERSION};
use crate::document::{Page, Programme};
use crate::json::{Node, Read, escape};
use crate::{Choice, Finding, Question, QuestionType, Questionnaire};

/// Puts the questions of the core before the document's own on each page that
/// is a section, and the default texts where the controller says nothing.
///
/// Gives what is wrong with what the document says of the core:
/// `core.unknown_version`, `core.not_in_section` (`hide`, `help` or `prefill`
/// names another question), `core.cannot_hide` (an answer without it could not
/// be added up with others), `core.redefined` (an own question has the id of a
/// core one); `json.missing_field`, when sections are named and no version.
pub fn expand(questionnaire: &mut Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    let named = |page: &Page| page.section.is_some();
    match questionnaire.core {
        Some(VERSION) => {}
        None if questionnaire.pages.iter().any(named) => {
            findings.push(Finding::new("json.missing_field", "").with("field", "core"));
        }
        None => return findings,
        Some(_) => {
            let finding = Finding::new("core.unknown_version", "/core");
            findings.push(finding.with("known", VERSION));
        }
    }
    let mut number = 0_u16;
    let core = structure::read(questionnaire.country, &mut |_, _| {
        number += 1;
        (number - 1).into()
    });
    let controller = &mut questionnaire.controller;
    let said = [
        &mut controller.purpose,
        &mut controller.basis,
        &mut controller.recipients,
        &mut controller.retention,
        &mut controller.rights,
    ];
    debug_assert_eq!(said.len(), CONTROLLER.len());
    for (said, text) in said.into_iter().zip(&core.controller) {
        if said.is_blank() {
            *said = read(text);
        }
    }
    let all = ids(core.sections.iter().flat_map(|section| &section.questions));
    redefined(questionnaire, &all, &mut findings);
    let mut sections = core.sections;
    for (index, page) in questionnaire.pages.iter().enumerate() {
        let section = page.section.and_then(|name| find(&mut sections, name));
        if let Some(section) = section {
            names(page, index, section, &mut findings);
        }
    }
    let no_programme = questionnaire.programmes.is_empty();
    let hidden = |page: &Page, id: &str| page.hide.iter().any(|hidden| hidden == id);
    for page in &questionnaire.pages {
        if let Some(section) = page.section.and_then(|name| find(&mut sections, name)) {
            let left_out = |id: &str| hidden(page, id) || (no_programme && id == PROGRAMME);
            without(&mut section.questions, &left_out);
        }
    }
    let is_asked = |section: Section| {
        let mut pages = questionnaire.pages.iter();
        pages.any(|page| page.section == Some(section))
    };
    let asked = sections.iter().filter(|section| is_asked(section.section));
    let asked = ids(asked.flat_map(|section| &section.questions));
    let lost = |id: &str| all.iter().any(|known| known == id) && !asked.iter().any(|a| a == id);
    for page in &mut questionnaire.pages {
        let Some(section) = page.section.and_then(|name| find(&mut sections, name)) else {
            continue;
        };
        for question in &mut section.questions {
            forget(question, &lost);
        }
        fill(page, section, &questionnaire.programmes);
    }
    findings
}

/// Whose choices are the programmes of the questionnaire.
const PROGRAMME: &str = "par.programme";

fn find(sections: &mut [Structure], name: Section) -> Option<&mut Structure> {
    let mut sections = sections.iter_mut();
    sections.find(|section| section.section == name)
}

/// The ids of questions and of those in their rows.
fn ids<'v>(questions: impl Iterator<Item = &'v Value>) -> Vec<String> {
    let mut found = Vec::new();
    for question in questions {
        let id = question.get("id").and_then(Value::as_str);
        found.extend(id.map(str::to_owned));
        if let Some(inner) = question.get("questions").and_then(Value::as_array) {
            found.extend(ids(inner.iter()));
        }
    }
    found
}

/// Own questions that have the id of a core one.
fn redefined(of: &Questionnaire, core: &[String], findings: &mut Vec<Finding>) {
    for (index, page) in of.pages.iter().enumerate() {
        for (number, question) in page.questions.iter().enumerate() {
            if core.contains(&question.id) {
                let pointer = format!("/pages/{index}/questions/{number}/id");
                findings.push(Finding::new("core.redefined", pointer).with("id", &question.id));
            }
        }
    }
}

/// What the page says of questions that it does not have, or must have.
fn names(page: &Page, index: usize, section: &Structure, findings: &mut Vec<Finding>) {
    let known = ids(section.questions.iter());
    let hide = page.hide.iter().enumerate();
    let hide = hide.map(|(number, id)| (format!("hide/{number}"), id.as_str()));
    let help = page.help.iter();
    let help = help.map(|(id, _)| (format!("help/{}", escape(id)), id));
    let prefill = page.prefill.iter();
    let prefill = prefill.map(|(id, _)| (format!("prefill/{}", escape(id)), id));
    for (part, id) in hide.chain(help).chain(prefill) {
        let code = if !known.iter().any(|known| known == id) {
            "core.not_in_section"
        } else if part.starts_with("hide") && !is_optional(&section.questions, id) {
            "core.cannot_hide"
        } else {
            continue;
        };
        let pointer = format!("/pages/{index}/{part}");
        let finding = Finding::new(code, pointer).with("id", id);
        findings.push(finding.with("section", section.section.name()));
    }
}

/// Whether answers add up without the question with this id.
fn is_optional(questions: &[Value], id: &str) -> bool {
    questions.iter().any(|question| {
        let inner = question.get("questions").and_then(Value::as_array);
        let needed = ["required", "required_when", "questions"];
        match inner {
            Some(inner) if is_optional(inner, id) => true,
            _ if question.get("id").and_then(Value::as_str) != Some(id) => false,
            _ => !needed.iter().any(|field| question.get(field).is_some()),
        }
    })
}

/// Leaves out questions, those in rows too.
fn without(questions: &mut Vec<Value>, left_out: &impl Fn(&str) -> bool) {
    questions.retain_mut(|question| {
        if let Some(Value::Array(inner)) = question.get_mut("questions") {
            without(inner, left_out);
        }
        let id = question.get("id").and_then(Value::as_str);
        !id.is_some_and(left_out)
    });
}

/// In rules, an answer that is not asked for is none.
fn forget(part: &mut Value, lost: &impl Fn(&str) -> bool) {
    match part {
        Value::Object(members) => {
            let path = members.get("var").and_then(Value::as_str);
            if path.is_some_and(lost) {
                *part = Value::Null;
                return;
            }
            for (_, value) in members.iter_mut() {
                forget(value, lost);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, lost)),
        _ => {}
    }
}

/// Makes the page that the section is.
fn fill(page: &mut Page, section: &Structure, programmes: &[Programme]) {
    section.section.name().clone_into(&mut page.id);
    if page.title.is_blank() {
        page.title = read(&section.title);
    }
    if page.intro.is_none() {
        page.intro = section.intro.as_ref().map(read);
    }
    let mut questions: Vec<Question> = section.questions.iter().map(read).collect();
    for question in &mut questions {
        adapt(question, page, programmes);
        for inner in &mut question.questions {
            adapt(inner, page, programmes);
        }
    }
    page.core = questions.len();
    questions.append(&mut page.questions);
    page.questions = questions;
}

/// What the document may say of a core question.
fn adapt(question: &mut Question, page: &Page, programmes: &[Programme]) {
    if let Some(help) = page.help.get(&question.id) {
        question.help = Some(help.clone());
    }
    if let Some(prefill) = page.prefill.get(&question.id) {
        question.prefill = Some(prefill.clone());
    }
    if question.id == PROGRAMME && question.kind == QuestionType::Choices {
        let choices = programmes.iter().map(|programme| Choice {
            code: programme.id.clone(),
            label: programme.name.clone(),
            help: None,
            exclusive: false,
        });
        question.choices = choices.collect();
    }
}

/// The structure is held by tests: what it has can be read.
fn read<T: Read>(value: &Value) -> T {
    T::read(Node::core(value)).unwrap_or_else(|_| T::blank())
}

/// Where in the written document lies what a finding says of an expanded one:
/// a core question stands where its section is named.
pub(crate) fn written(pointer: &str) -> &str {
    let end = pointer.match_indices("/section/").next();
    match end {
        Some((at, _)) if pointer.get(..at).is_some_and(is_page) => {
            pointer.get(..at + "/section".len()).unwrap_or(pointer)
        }
        _ => pointer,
    }
}

fn is_page(pointer: &str) -> bool {
    let number = pointer.strip_prefix("/pages/");
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
