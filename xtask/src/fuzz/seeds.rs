//! The inputs that fuzzing begins with: those in `fuzz/seeds`, and whatever
//! lies in the repository anyway.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Target, folder};
use crate::place::Place;
use crate::sources;

/// Where the tests of the rules lie.
const RULES: &str = "tests/fixtures/jsonlogic/";

/// Where there are texts with marks.
const TEXTS: [&str; 4] = [
    "crates/schema/src/core/",
    "locales/",
    "public/examples/",
    "tests/fixtures/questionnaires/valid/",
];

/// Makes inputs of what is no input as it lies there: one rule with its data
/// out of many, one text out of a document.
///
/// # Errors
/// When a file is not what it should be, or cannot be written.
pub(super) fn write(place: &Place) -> Result<()> {
    let (mut rules, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for source in sources::all(place)? {
        if !source.path.ends_with(".json") {
            continue;
        }
        let tree = || serde_json::from_str(&source.text).with_context(|| source.path.clone());
        if source.path.starts_with(RULES) {
            rules.extend(cases(&tree()?));
        } else if TEXTS.iter().any(|folder| source.path.starts_with(folder)) {
            marked(&tree()?, &mut texts);
        }
    }
    for (name, inputs) in [("logic", rules), ("inline", texts)] {
        let folder = folder(place, "seeds").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        for (number, input) in inputs.iter().enumerate() {
            fs::write(folder.join(format!("{number:04}")), input)?;
        }
    }
    Ok(())
}

/// The folders with inputs for a target; those that there are.
pub(super) fn folders(place: &Place, target: Target) -> Vec<PathBuf> {
    let own = ["fuzz/seeds/", target.name].concat();
    let made = folder(place, "seeds").join(target.name);
    let there = target.folders.iter().map(|folder| place.root.join(folder));
    let all = [place.root.join(own), made].into_iter().chain(there);
    all.filter(|folder| folder.is_dir()).collect()
}

/// Each case of a file of rules as the target reads it.
fn cases(file: &Value) -> Vec<String> {
    let operators = file.as_object().into_iter().flatten();
    let cases = operators.flat_map(|(_, cases)| cases.as_array().into_iter().flatten());
    cases
        .filter_map(|case| {
            let data = case.get("data").unwrap_or(&Value::Null);
            Some(format!("{}\n{data}", case.get("rule")?))
        })
        .collect()
}

/// The texts with something in them that could be a mark.
fn marked(tree: &Value, into: &mut BTreeSet<String>) {
    match tree {
        Value::String(text) if text.contains(['*', '[', '\n']) => {
            into.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| marked(item, into)),
        Value::Object(members) => members.values().for_each(|member| marked(member, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_case_is_a_rule_and_its_data() {
        let file = json!({"!": [{"rule": {"!": [true]}, "result": false},
            {"rule": {"!": {"var": "a"}}, "data": {"a": 1}, "result": false}]});
        assert_eq!(
            cases(&file),
            ["{\"!\":[true]}\nnull", "{\"!\":{\"var\":\"a\"}}\n{\"a\":1}"]
        );
    }

    #[test]
    fn texts_with_marks_are_found_wherever_they_are() {
        let mut found = BTreeSet::new();
        marked(
            &json!({"a": ["*b*", {"c": "[d](e)"}], "f": "g"}),
            &mut found,
        );
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["*b*", "[d](e)"]);
    }
}
