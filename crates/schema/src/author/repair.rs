//! Reading on after a fault: the tree is mended where the fault lies and read
//! again, until it is a questionnaire or too much is wrong with it.
//!
//! The mended tree serves the search for more findings and nothing else.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::repairs::Repairs;
use super::{LIMIT, suggest};
use crate::json::{Fault, Node, Read, escape};
use crate::{Finding, Questionnaire};

/// How often a tree is read at most: a fault takes one reading, and one more
/// for every field of an object that had to be made for it.
const READINGS: usize = 8 * LIMIT;

/// Bytes that are read at most in all these readings, of a long text.
const BYTES: usize = 32 * 1024 * 1024;

/// How often a part of a rule is mended at the same place.
const MOST_TRIES: usize = 64;

/// What the core says of its questions, and nobody else.
const OF_QUESTIONS: [&str; 12] = [
    "label",
    "type",
    "unit",
    "choices",
    "required",
    "required_when",
    "min",
    "max",
    "system",
    "list",
    "lists",
    "text",
];

/// What reading a tree came to.
pub(super) struct Reading {
    /// The mended tree as a questionnaire; none, when it could not be mended.
    pub(super) questionnaire: Option<Questionnaire>,
    /// The mended tree.
    pub(super) tree: Value,
    pub(super) repairs: Repairs,
    /// What is wrong with the form, each with whether the key is at fault.
    pub(super) faults: Vec<(Finding, bool)>,
}

/// Reads `tree`, of a text of so many bytes, with all its faults; `repairs` are
/// those already made to it.
pub(super) fn read(tree: Value, bytes: usize, repairs: Repairs) -> Reading {
    let mut mender = Mender {
        tree,
        repairs,
        tries: HashMap::new(),
        faults: Vec::new(),
    };
    let mut questionnaire = None;
    for _ in 0..READINGS.min(BYTES / bytes.max(1)) {
        match Questionnaire::read(Node::root(&mender.tree)) {
            Ok(read) => {
                questionnaire = Some(read);
                break;
            }
            Err(fault) => {
                if mender.faults.len() > LIMIT || mender.mend(fault).is_none() {
                    break;
                }
            }
        }
    }
    Reading {
        questionnaire,
        tree: mender.tree,
        repairs: mender.repairs,
        faults: mender.faults,
    }
}

struct Mender {
    tree: Value,
    repairs: Repairs,
    /// By pointer: how many values have been tried there.
    tries: HashMap<String, usize>,
    faults: Vec<(Finding, bool)>,
}

impl Mender {
    /// Mends the tree where the fault lies; nothing, when that cannot be done.
    fn mend(&mut self, fault: Fault) -> Option<()> {
        let pointer = fault.finding.pointer.clone();
        // What is wrong with a value of our own is not told: it follows.
        let told = (!self.repairs.cover(&pointer)).then(|| {
            let mut finding = (*fault.finding).clone();
            finding.pointer = self.repairs.written(&pointer);
            finding
        });
        let on_key = fault.on_key;
        let told = match &*fault.finding.code {
            "json.unknown_field" => self.rename(&pointer, fault.allowed, told),
            "json.missing_field" => self.add(&pointer, &fault.finding, told),
            "json.wrong_type" | "json.unknown_value" => self.replace(&pointer, &fault, told),
            code if code.starts_with("rule.") => self.cut(&pointer, &fault, told),
            _ => return None,
        }?;
        self.faults.extend(told.map(|finding| (finding, on_key)));
        Some(())
    }

    /// A field that is not known gets the name that was probably meant, or goes.
    fn rename(
        &mut self,
        pointer: &str,
        allowed: &'static [&'static str],
        told: Option<Finding>,
    ) -> Option<Option<Finding>> {
        let (outer, key) = split(pointer)?;
        let members = self.tree.pointer_mut(outer)?.as_object_mut()?;
        let free = allowed.iter().filter(|name| !members.contains_key(**name));
        let meant = suggest::nearest(&key, free.copied());
        let value = members.remove(&key)?;
        let Some(meant) = meant else {
            // On a section it is meant for the core's questions.
            let of_core = allowed.contains(&"section") && OF_QUESTIONS.contains(&&*key);
            return Some(told.map(|finding| match of_core {
                true => finding.with("object", "section"),
                false => finding,
            }));
        };
        members.insert(meant.to_owned(), value);
        let now = format!("{outer}/{}", escape(meant));
        self.repairs.rename(now, pointer.to_owned());
        Some(told.map(|finding| finding.with("suggestion", meant)))
    }

    /// A field that is missing gets nothing, which is then replaced.
    fn add(
        &mut self,
        pointer: &str,
        fault: &Finding,
        told: Option<Finding>,
    ) -> Option<Option<Finding>> {
        let field = fault.params.get("field")?;
        let members = self.tree.pointer_mut(pointer)?.as_object_mut()?;
        let first = members.insert(field.to_owned(), Value::Null).is_none();
        self.repairs.make(format!("{pointer}/{}", escape(field)));
        first.then_some(told)
    }

    /// A value that cannot be read gives way to one that can.
    fn replace(
        &mut self,
        pointer: &str,
        fault: &Fault,
        told: Option<Finding>,
    ) -> Option<Option<Finding>> {
        let tries = self.tries.entry(pointer.to_owned()).or_default();
        let expected = fault.finding.params.get("expected").unwrap_or_default();
        let value = self.tree.pointer_mut(pointer)?;
        let meant = value
            .as_str()
            .and_then(|word| suggest::nearest(word, fault.allowed.iter().copied()));
        let found = kind_or_word(value, &fault.finding.code);
        let told = told.map(|finding| {
            let finding = finding.with("found", found);
            let finding = match (&*finding.code, fault.allowed) {
                ("json.wrong_type", [_, ..]) => finding.with("words", fault.allowed.join(", ")),
                _ => finding,
            };
            match meant {
                Some(meant) => finding.with("suggestion", meant),
                None => finding,
            }
        });
        let own = fault.allowed.first().map(|word| json!(word));
        let mut candidates = own.into_iter().chain(placeholders(expected));
        *value = match (meant, candidates.nth(*tries)) {
            (Some(meant), _) if *tries == 0 => json!(meant),
            (_, candidate) => candidate?,
        };
        if meant.is_some() && *tries == 0 {
            self.repairs.guess(pointer.to_owned());
        } else {
            self.repairs.make(pointer.to_owned());
        }
        *tries += 1;
        Some(told)
    }

    /// The part of a rule that cannot be read gives way to its operands, so
    /// that these are read on, or to `true`.
    fn cut(
        &mut self,
        pointer: &str,
        fault: &Fault,
        told: Option<Finding>,
    ) -> Option<Option<Finding>> {
        let place = if fault.on_key {
            split(pointer)?.0
        } else {
            pointer
        };
        let operator = fault.finding.params.get("operator");
        let meant = operator.and_then(suggest::operator);
        let tries = self.tries.entry(place.to_owned()).or_default();
        *tries += 1;
        let part = self.tree.pointer_mut(place)?;
        let only = match part {
            Value::Object(members) if members.len() == 1 => members.iter_mut().next(),
            _ => None,
        };
        match (only, meant) {
            _ if *tries > MOST_TRIES => return None,
            (Some((written, operands)), Some(meant)) if *tries == 1 => {
                let written = format!("{place}/{}", escape(written));
                *part = json!({ meant: operands.take() });
                self.repairs
                    .rename(format!("{place}/{}", escape(meant)), written);
            }
            (Some((written, operands)), _) if !fault.reason.contains("than") => {
                self.repairs.loosen(place, &escape(written));
                *part = operands.take();
            }
            _ => {
                *part = Value::Bool(true);
                self.repairs.make(place.to_owned());
            }
        }
        Some(told.map(|finding| match (operator, meant) {
            (None, _) => finding.with("reason", &fault.reason),
            (_, Some(meant)) => finding.with("suggestion", meant),
            (_, None) => finding,
        }))
    }
}

/// The pointer of the container, and the key in it.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (outer, key) = pointer.rsplit_once('/')?;
    Some((outer, key.replace("~1", "/").replace("~0", "~")))
}

/// Values to try where a fault expects something, the likeliest first.
fn placeholders(expected: &str) -> impl Iterator<Item = Value> {
    let likely = match expected {
        _ if expected.starts_with("struct ") || expected.starts_with("an object") => {
            Some(json!({}))
        }
        "a sequence" => Some(json!([])),
        "a string" => Some(json!("")),
        "a boolean" => Some(json!(true)),
        _ => None,
    };
    let any = [
        json!(0),
        json!(""),
        json!(true),
        json!({}),
        json!([]),
        Value::Null,
    ];
    likely.into_iter().chain(any)
}

/// What stands there: the word itself where another word is expected, else
/// what kind of value it is.
fn kind_or_word(value: &Value, code: &str) -> String {
    match value {
        Value::String(word) if code == "json.unknown_value" => word.chars().take(60).collect(),
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
