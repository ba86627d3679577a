//! The drafts of one questionnaire on this device: each under a key of its own,
//! so that two windows do not destroy each other's, and their names in one list.

use behov_schema::json;
use js_sys::Date;
use serde_json::Value;

use super::storage;

/// Before every key of ours.
const PREFIX: &str = "behov:draft:";

/// A day in milliseconds.
const DAY: f64 = 86_400_000.0;

/// Where the names of the drafts of a questionnaire stand, one a line.
fn names_key(questionnaire: &str) -> String {
    [PREFIX, questionnaire].concat()
}

fn key(questionnaire: &str, name: &str) -> String {
    [PREFIX, questionnaire, ":", name].concat()
}

/// Whether there may be one.
pub(super) fn any(questionnaire: &str) -> bool {
    storage::get(&names_key(questionnaire)).is_some()
}

/// Whether `key`, as the browser tells of it, is that of this draft.
pub(super) fn is_key(told: &str, questionnaire: &str, name: &str) -> bool {
    told == key(questionnaire, name)
}

pub(super) fn get(questionnaire: &str, name: &str) -> Option<Value> {
    json::parse(&storage::get(&key(questionnaire, name))?).ok()
}

/// Whether it is kept.
pub(super) fn put(questionnaire: &str, name: &str, draft: &Value) -> bool {
    if !storage::set(&key(questionnaire, name), &json::canonical(draft)) {
        return false;
    }
    let names = names(questionnaire);
    names.iter().any(|known| known == name)
        || storage::set(&names_key(questionnaire), &join(names, Some(name)))
}

pub(super) fn remove(questionnaire: &str, name: &str) {
    storage::remove(&key(questionnaire, name));
    let mut names = names(questionnaire);
    names.retain(|known| known != name);
    if names.is_empty() {
        storage::remove(&names_key(questionnaire));
    } else {
        storage::set(&names_key(questionnaire), &join(names, None));
    }
}

/// The latest one that no widget of this page is writing, by its name; what is
/// older than `days`, or cannot be read, is removed.
pub(super) fn latest(
    questionnaire: &str,
    days: u32,
    writing: &[String],
) -> Option<(String, Value)> {
    let mut latest: Option<(f64, String, Value)> = None;
    for name in names(questionnaire) {
        if writing.contains(&name) {
            continue;
        }
        let draft = get(questionnaire, &name);
        let saved = draft.as_ref().and_then(saved_at);
        match saved.zip(draft) {
            Some((saved, draft)) if Date::now() - saved < f64::from(days) * DAY => {
                if latest.as_ref().is_none_or(|(known, ..)| *known <= saved) {
                    latest = Some((saved, name, draft));
                }
            }
            _ => remove(questionnaire, &name),
        }
    }
    latest.map(|(_, name, draft)| (name, draft))
}

fn saved_at(draft: &Value) -> Option<f64> {
    let saved = Date::parse(draft.get("saved_at")?.as_str()?);
    saved.is_finite().then_some(saved)
}

fn names(questionnaire: &str) -> Vec<String> {
    let names = storage::get(&names_key(questionnaire)).unwrap_or_default();
    names.lines().map(str::to_owned).collect()
}

fn join(mut names: Vec<String>, name: Option<&str>) -> String {
    names.extend(name.map(str::to_owned));
    names.join("\n")
}
