//! The structure of the core: its questions without their texts, short.
//!
//! `core-1.json` is written for this reader alone. Every question has a label;
//! `texts` names its other texts; `choices` are codes, `*` marks the exclusive
//! one, `:NO` and `:SE` those of one country; `only` is a question's country.
//! The texts are numbered in the order they are met here, so the order of
//! everything in that file is part of the version.

use serde_json::{Map, Value};

use super::Section;
use crate::document::Country;
use crate::json::{self, Node, Read};

/// A section with its questions as a document would write them, but for the
/// texts: each is what `name` gave for it.
pub(super) struct Structure {
    pub(super) section: Section,
    pub(super) title: Value,
    pub(super) intro: Option<Value>,
    pub(super) questions: Vec<Value>,
}

/// Gives the text of an id and a part of it: `.help`, `=code`, nothing for
/// the label.
pub(super) type Name<'n> = dyn FnMut(&str, &str) -> Value + 'n;

/// The default texts of a controller, each for both countries but the first.
pub(super) const CONTROLLER: [&str; 5] = ["purpose", "basis", "recipients", "retention", "rights"];

/// What applies in one country.
pub(super) struct Core {
    /// In the order of [`CONTROLLER`].
    pub(super) controller: Vec<Value>,
    pub(super) sections: Vec<Structure>,
}

/// The whole core in `country`. Every text is named, in the order of the
/// version, whether it applies there or not.
pub(super) fn read(country: Country, name: &mut Name<'_>) -> Core {
    let mut controller = Vec::with_capacity(CONTROLLER.len());
    for text in CONTROLLER {
        let id = ["controller.", text].concat();
        if text == "purpose" {
            controller.push(name(&id, ""));
            continue;
        }
        for of in [Country::Norway, Country::Sweden] {
            let text = name(&id, &[".", of.code()].concat());
            if of == country {
                controller.push(text);
            }
        }
    }
    let tree = json::parse(include_str!("core-1.json")).unwrap_or_default();
    let written = tree.as_array().map(Vec::as_slice).unwrap_or_default();
    let sections = written.iter();
    let sections = sections.filter_map(|written| section(written, country, name));
    Core {
        controller,
        sections: sections.collect(),
    }
}

fn section(written: &Value, country: Country, name: &mut Name<'_>) -> Option<Structure> {
    let section = Section::read(Node::root(written.get("section")?)).ok()?;
    let id = ["section.", section.name()].concat();
    Some(Structure {
        section,
        title: name(&id, ""),
        intro: written.get("intro").map(|_| name(&id, ".intro")),
        questions: questions(written.get("questions")?.as_array()?, country, name),
    })
}

fn questions(written: &[Value], country: Country, name: &mut Name<'_>) -> Vec<Value> {
    let written = written.iter().filter_map(Value::as_object);
    let read = written.filter_map(|question| self::question(question, country, name));
    read.collect()
}

/// None, when it is asked in the other country only.
fn question(written: &Map<String, Value>, country: Country, name: &mut Name<'_>) -> Option<Value> {
    let id = written.get("id")?.as_str()?;
    let words = |of| written.get(of).and_then(Value::as_str).unwrap_or_default();
    let mut question = Map::new();
    // Put in anew: taking out of a map is a kilobyte of the first load.
    for (field, value) in written {
        if !["texts", "choices", "only"].contains(&&**field) {
            question.insert(field.clone(), value.clone());
        }
    }
    question.insert("label".to_owned(), name(id, ""));
    for text in words("texts").split_whitespace() {
        question.insert(text.to_owned(), name(id, &[".", text].concat()));
    }
    let mut choices = Vec::new();
    for choice in words("choices").split_whitespace() {
        let (choice, only) = match choice.split_once(':') {
            Some((choice, only)) => (choice, Some(only)),
            None => (choice, None),
        };
        let code = choice.trim_end_matches('*');
        let mut read = Map::new();
        read.insert("label".to_owned(), name(id, &["=", code].concat()));
        read.insert("code".to_owned(), code.into());
        if code != choice {
            read.insert("exclusive".to_owned(), true.into());
        }
        if only.is_none_or(|only| only == country.code()) {
            choices.push(Value::Object(read));
        }
    }
    if !choices.is_empty() {
        question.insert("choices".to_owned(), Value::Array(choices));
    }
    let inner = written.get("questions").and_then(Value::as_array);
    if let Some(inner) = inner {
        let inner = questions(inner, country, name);
        question.insert("questions".to_owned(), Value::Array(inner));
    }
    let only = words("only");
    (only.is_empty() || only == country.code()).then_some(Value::Object(question))
}

/// The keys of the texts in the order of their numbers: `org.name` is a label,
/// `org.name.help` another of its texts, `org.sector=private` a choice,
/// `section.workplace` a heading.
pub fn keys() -> Vec<String> {
    let mut keys = Vec::new();
    read(Country::Norway, &mut |id, part| {
        keys.push([id, part].concat());
        Value::Null
    });
    keys
}
