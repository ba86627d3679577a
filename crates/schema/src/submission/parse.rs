//! The strict reading of a submission: from bytes to a type that cannot be wrong.

use std::collections::HashSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_ignored::Path;
use serde_json::{Map, Value};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::{MINOR, Submission};
use crate::answer::{email, organisation_number};
use crate::document::Country;
use crate::{Finding, json};

/// The longest name of a field, in bytes.
const LONGEST_KEY: usize = 100;

/// The most rows of one kind.
const MOST_ROWS: usize = 200;

/// A submission that keeps the shared schema.
///
/// Whether it keeps its questionnaire is the engine's review to say.
#[derive(Clone, PartialEq)]
pub struct Parsed {
    pub submission: Submission,
    /// The same as a tree, with what a higher minor version added.
    pub value: Value,
    /// JSON Pointers to what a higher minor version added, in no order.
    pub unknown: Vec<String>,
}

/// Reads `body` as `behov.submission/1`.
///
/// Refused everywhere: what is not UTF-8 or not JSON, more than 127 levels, a
/// field that stands twice, a name over 100 bytes, null, a value of another
/// type, an unknown code. Unknown fields are refused up to our own minor
/// version and kept for a higher one; `x` may hold anything but null.
///
/// # Errors
/// What is wrong, by code and JSON Pointer: reading stops at the first fault
/// of form, the rest is reported together. No finding carries an answer.
pub fn parse(body: &[u8]) -> Result<Parsed, Vec<Finding>> {
    let text = std::str::from_utf8(body).map_err(|_| vec![Finding::new("json.syntax", "")])?;
    let Clean(value) = json::read(text).map_err(|finding| vec![*finding])?;
    let Tracked {
        submission,
        unknown,
    } = json::read(text).map_err(|finding| vec![*finding])?;
    let mut findings = Vec::new();
    match minor(&submission.meta.schema) {
        None => findings.push(Finding::new("submission.schema", "/meta/schema")),
        Some(minor) if minor > MINOR => {}
        Some(_) => findings.extend(unknown.iter().map(|pointer| {
            Finding::new("json.unknown_field", pointer)
                .with("field", pointer.rsplit('/').next().unwrap_or_default())
        })),
    }
    together(&submission, &mut findings);
    if let Err(errors) = submission.validate() {
        let pointers = findings.iter().map(|finding| finding.pointer.clone());
        let mut known: HashSet<String> = pointers.collect();
        collect(&errors, &mut String::new(), &mut known, &mut findings);
    }
    if findings.is_empty() {
        Ok(Parsed {
            submission,
            value,
            unknown,
        })
    } else {
        findings.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        Err(findings)
    }
}

/// The minor version of `behov.submission/1.<minor>`.
fn minor(schema: &str) -> Option<u32> {
    let minor = schema.strip_prefix("behov.submission/1.")?;
    let plain = minor.bytes().all(|byte| byte.is_ascii_digit())
        && (minor.len() == 1 || !minor.starts_with('0'));
    if plain { minor.parse().ok() } else { None }
}

/// The rules that one field alone cannot tell.
fn together(submission: &Submission, findings: &mut Vec<Finding>) {
    let org = submission.org.as_ref();
    if let Some(number) = org.and_then(|org| org.number.as_deref()) {
        let country = org.and_then(|org| org.country);
        findings.extend(number_finding(number, country));
    }
    let address = submission.con.as_ref().and_then(|con| con.email.as_deref());
    if let Some(address) = address {
        match email::parse(address) {
            Ok(canonical) if canonical == address => {}
            Ok(_) => findings.push(Finding::new("answer.not_canonical", "/con/email")),
            Err(finding) => findings.push(Finding {
                pointer: "/con/email".to_owned(),
                ..finding
            }),
        }
    }
    let may_write = submission.perm.as_ref().and_then(|perm| perm.contact);
    if may_write == Some(true) && address.is_none() {
        findings.push(Finding::new("required", "/con/email"));
    }
    let out = submission.out.as_ref();
    let rows = [
        (
            "/need",
            submission.need.as_ref().map(Vec::len),
            out.and_then(|out| out.need),
        ),
        (
            "/trn",
            submission.trn.as_ref().map(Vec::len),
            out.and_then(|out| out.trn),
        ),
        (
            "/int",
            submission.int.as_ref().map(Vec::len),
            out.and_then(|out| out.int),
        ),
    ];
    for (pointer, rows, any) in rows {
        let most = if any == Some(super::YesNoUnknown::No) {
            0
        } else {
            MOST_ROWS
        };
        if rows.is_some_and(|rows| rows > most) {
            findings.push(Finding::new("rows.too_many", pointer).with("max", most));
        }
    }
}

/// Without a country the number must be one of either register.
fn number_finding(number: &str, country: Option<Country>) -> Option<Finding> {
    let at = |finding| Finding {
        pointer: "/org/number".to_owned(),
        ..finding
    };
    let check = |country| match organisation_number::parse(number, country) {
        Ok(canonical) if canonical == number => None,
        Ok(_) => Some(Finding::new("answer.not_canonical", "/org/number")),
        Err(finding) => Some(at(finding)),
    };
    match country {
        Some(country) => check(country),
        None => check(Country::Norway).and(check(Country::Sweden)),
    }
}

/// Turns what `validator` found into findings, leaving out the value it adds.
/// Where something is `known` to be wrong already, that says more.
fn collect(
    errors: &ValidationErrors,
    pointer: &mut String,
    known: &mut HashSet<String>,
    findings: &mut Vec<Finding>,
) {
    for (field, kind) in errors.errors() {
        let length = pointer.len();
        if field != "__all__" {
            pointer.push('/');
            pointer.push_str(field);
        }
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, pointer, known, findings),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    let length = pointer.len();
                    pointer.push_str(&format!("/{index}"));
                    collect(inner, pointer, known, findings);
                    pointer.truncate(length);
                }
            }
            ValidationErrorsKind::Field(_) if !known.insert(pointer.clone()) => {}
            ValidationErrorsKind::Field(broken) => findings.extend(broken.iter().map(|rule| {
                let mut finding = Finding::new("", pointer.as_str());
                finding.code.clone_from(&rule.code);
                for (name, limit) in rule.params.iter().filter(|(name, _)| *name != "value") {
                    finding.params.push(name.clone(), limit.to_string());
                }
                finding
            })),
        }
        pointer.truncate(length);
    }
}

impl fmt::Debug for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Parsed").field(&self.submission).finish()
    }
}

/// The typed submission, with what its type does not know.
pub(super) struct Tracked {
    pub(super) submission: Submission,
    /// JSON Pointers to the fields that the type does not know.
    pub(super) unknown: Vec<String>,
}

impl<'de> Deserialize<'de> for Tracked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut unknown = Vec::new();
        let submission = serde_ignored::deserialize(deserializer, |path| {
            unknown.push(pointer(&path));
        })?;
        Ok(Self {
            submission,
            unknown,
        })
    }
}

/// The path of an ignored field as a JSON Pointer.
fn pointer(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}/{index}", pointer(parent)),
        Path::Map { parent, key } => {
            format!("{}/{}", pointer(parent), json::escape(key))
        }
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => pointer(parent),
    }
}

/// A JSON tree without null and in which every field stands once.
struct Clean(Value);

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CleanVisitor).map(Self)
    }
}

struct CleanVisitor;

impl<'de> Visitor<'de> for CleanVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value other than null")
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::from(flag))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Err(E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Clean(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if key.len() > LONGEST_KEY {
                let expected = format_args!("a name, expected at most {LONGEST_KEY} bytes");
                return Err(de::Error::custom(expected));
            }
            if object.contains_key(&key) {
                return Err(de::Error::custom(format_args!("duplicate field `{key}`")));
            }
            let Clean(member) = members.next_value()?;
            object.insert(key, member);
        }
        Ok(Value::Object(object))
    }
}
