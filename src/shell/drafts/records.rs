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
    let listed = names.iter().any(|known| known == name)
        || storage::set(&names_key(questionnaire), &join(names, Some(name)));
    if !listed {
        // What is in no list would lie there for ever.
        storage::remove(&key(questionnaire, name));
    }
    listed
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

/// Of those that no widget of this page is writing and that fit, the latest one
/// that was on its way, else the latest, by its name. What is older than `days`
/// and was not on its way, or cannot be read, is removed.
pub(super) fn latest(
    questionnaire: &str,
    days: u32,
    writing: &[String],
    fits: &dyn Fn(&Value) -> bool,
) -> Option<(String, Value)> {
    let mut latest: Option<((bool, f64), String, Value)> = None;
    for name in names(questionnaire) {
        if writing.contains(&name) {
            continue;
        }
        let draft = get(questionnaire, &name);
        let saved = draft.as_ref().and_then(saved_at);
        let Some((saved, draft)) = saved.zip(draft) else {
            remove(questionnaire, &name);
            continue;
        };
        let away = draft.get("outbox").is_some();
        if !away && Date::now() - saved > f64::from(days) * DAY {
            remove(questionnaire, &name);
            continue;
        }
        let rank = (away, saved);
        if fits(&draft) && latest.as_ref().is_none_or(|(known, ..)| *known <= rank) {
            latest = Some((rank, name, draft));
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
