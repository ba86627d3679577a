//! The OpenAPI document, held against every answer that a test gets.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::client::Answer;

pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&behov_collector::openapi()).unwrap());

/// An operation, and a status that it answers with.
pub type Said = (String, String);

/// Every operation with every status that is documented.
pub fn documented() -> BTreeSet<Said> {
    let paths = DOCUMENT["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().values());
    operations
        .flat_map(|operation| {
            let id = operation["operationId"].as_str().unwrap();
            let statuses = operation["responses"].as_object().unwrap().keys();
            statuses.map(|status| (id.to_owned(), status.clone()))
        })
        .collect()
}

/// Asserts that the answer is one that the document promises: status, media
/// type, headers and form. Gives which; nothing when the document has no such
/// address or method.
#[track_caller]
pub fn check(method: &str, path: &str, answer: &Answer) -> Option<Said> {
    let operation = operation(method, path)?;
    let id = operation["operationId"].as_str().unwrap();
    let status = answer.status.to_string();
    let promised = operation["responses"].get(&status);
    let promised = promised.unwrap_or_else(|| panic!("{method} {path}: {status} is undocumented"));
    for header in promised["headers"].as_object().into_iter().flatten() {
        assert_ne!(answer.header(header.0), "", "{id} {status}: {}", header.0);
    }
    let media_type = answer.header("content-type");
    match promised["content"].get(media_type) {
        // A table, which its own tests read.
        Some(_) if !media_type.contains("json") => {}
        Some(content) => {
            let name = content["schema"]["$ref"].as_str();
            let lines = media_type == "application/x-ndjson";
            let name = name.or(lines.then_some("#/components/schemas/StoredSubmission"));
            let text = std::str::from_utf8(&answer.body).unwrap();
            let parts: Vec<&str> = if lines {
                text.lines().collect()
            } else {
                vec![text]
            };
            for part in parts {
                let body = serde_json::from_str(part).unwrap();
                let schema = name.map_or_else(|| Arc::new(anything()), schema);
                if let Err(error) = schema.validate(&body) {
                    panic!("{id} {status}: {error} at {}", error.instance_path());
                }
            }
        }
        None => {
            assert_eq!(
                (media_type, &promised["content"]),
                ("", &Value::Null),
                "{id} {status}"
            );
            assert!(answer.body.is_empty(), "{id} {status}");
        }
    }
    Some((id.to_owned(), status))
}

/// What the document says of a method at a path; a name in full goes before a
/// parameter.
fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let path = path.split('?').next().unwrap();
    let segments: Vec<&str> = path.split('/').collect();
    let is_parameter = |part: &str| part.starts_with('{');
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    let fitting = paths.filter(|(template, _)| {
        let parts: Vec<&str> = template.split('/').collect();
        let same = |(part, segment): (&&str, &&str)| is_parameter(part) || part == segment;
        parts.len() == segments.len() && parts.iter().zip(&segments).all(same)
    });
    let (_, item) = fitting.min_by_key(|(template, _)| template.matches('{').count())?;
    item.get(method.to_lowercase())
}

fn anything() -> Validator {
    jsonschema::validator_for(&json!(true)).unwrap()
}

/// The schema that a reference inside the document leads to.
pub fn schema(reference: &str) -> Arc<Validator> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let validator = known.entry(reference.to_owned()).or_insert_with(|| {
        let whole = json!({ "$ref": reference, "components": DOCUMENT["components"] });
        Arc::new(jsonschema::validator_for(&whole).unwrap())
    });
    Arc::clone(validator)
}
