//! What the tests of the rules share: cases in files, and when values are alike.

use std::fs;
use std::path::{Path, PathBuf};

use behov_engine::logic::{Scope, eval};
use behov_schema::Rule;
use serde_json::Value;

/// The folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every JSON file in a folder and those below it, by path.
pub fn json_files(folder: &Path) -> Vec<(PathBuf, Value)> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(json_files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = fs::read_to_string(&path).unwrap();
            let value = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files.push((path, value));
        }
    }
    files
}

/// The value of a rule, or the name of the error. A rule that is refused while
/// it is parsed, for the number of its operands, has invalid arguments.
pub fn run(rule: &Value, data: &Value, row: Option<(&str, &Value)>) -> Result<Value, String> {
    let rule: Rule = match serde_json::from_str(&rule.to_string()) {
        Ok(rule) => rule,
        Err(error) if error.to_string().starts_with("rule:") => {
            return Err("Invalid Arguments".to_owned());
        }
        Err(error) => return Err(error.to_string()),
    };
    match eval(&rule, &Scope::new(data, row)) {
        Ok(value) => Ok(value.into_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether two values are the same JSON, numbers by value: 2 is 2.0.
pub fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        _ => a == b,
    }
}
