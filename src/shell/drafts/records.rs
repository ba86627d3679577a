//! The drafts of one questionnaire on this device: each under a key of its own,
//! so that two windows do not destroy each other's, and their names in one list.
//!
//! What is too large for `localStorage` lies in IndexedDB under the same key,
//! and a note of it in `localStorage`, as far as there is room for that.

use behov_schema::json;
use js_sys::Date;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::database::{self, Put};
use super::{is_writing, storage};

/// Before every key of ours.
const PREFIX: &str = "behov:draft:";

/// The most that is written to `localStorage`, in bytes: it is written at once,
/// while nobody can type, and the page has not much more than thirty times as
/// much for everything.
const MOST: usize = 128 * 1024;

/// What of a draft stands in the note of it, beside the id of what is on its
/// way.
const NOTED: [&str; 4] = ["schema", "saved_at", "questionnaire", "window"];

/// What marks such a note.
const LARGE: &str = "large";

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

/// The draft, or the note of it where it [is large](is_large).
pub(super) fn get(questionnaire: &str, name: &str) -> Option<Value> {
    json::parse(&storage::get(&key(questionnaire, name))?).ok()
}

/// Whether this is only a note of what lies in IndexedDB.
pub(super) fn is_large(draft: &Value) -> bool {
    draft.get(LARGE).is_some()
}

/// The whole of a draft that is large, if it is there.
///
/// # Errors
/// When nobody can tell.
pub(super) async fn get_large(questionnaire: &str, name: &str) -> Result<Option<Value>, JsValue> {
    let text = database::read(&key(questionnaire, name)).await?;
    Ok(text.and_then(|text| json::parse(&text).ok()))
}

/// Whether it is kept: if not, it may be as a [large](put_large) one.
pub(super) fn put(questionnaire: &str, name: &str, draft: &Value) -> bool {
    let key = key(questionnaire, name);
    let text = json::canonical(draft);
    if text.len() > MOST {
        return false;
    }
    let was_large = get(questionnaire, name).is_some_and(|former| is_large(&former));
    if !storage::set(&key, &text) {
        return false;
    }
    let listed = list(questionnaire, name);
    if !listed {
        // What is in no list would lie there for ever.
        storage::remove(&key);
    } else if was_large {
        spawn_local(async move { database::remove(&key).await });
    }
    listed
}

/// Keeps it in IndexedDB, if it is of `window`; of `taking` in any case.
pub(super) async fn put_large(
    questionnaire: &str,
    name: &str,
    draft: &Value,
    window: &str,
    taking: bool,
) -> Put {
    let key = key(questionnaire, name);
    let former = storage::get(&key);
    let put = database::put(&key, window, &json::canonical(draft), taking).await;
    // Unless it was removed meanwhile, or written anew. What has no note is
    // found too, if later.
    let still = former.is_some() || is_writing(name);
    if put == Put::Kept && still && storage::get(&key) == former {
        // What may lie there is older, and in the way of a note.
        storage::remove(&key);
        let noted = storage::set(&key, &json::canonical(&note(draft)));
        if !(noted && list(questionnaire, name)) {
            storage::remove(&key);
        }
    }
    put
}

fn note(draft: &Value) -> Value {
    let mut note = Map::new();
    for name in NOTED {
        if let Some(told) = draft.get(name) {
            note.insert(name.to_owned(), told.clone());
        }
    }
    note.insert(LARGE.to_owned(), true.into());
    if let Some(id) = draft.get("outbox").and_then(|outbox| outbox.get("id")) {
        let mut outbox = Map::new();
        outbox.insert("id".to_owned(), id.clone());
        note.insert("outbox".to_owned(), outbox.into());
    }
    note.into()
}

pub(super) fn remove(questionnaire: &str, name: &str) {
    let key = key(questionnaire, name);
    let small = get(questionnaire, name).is_some_and(|draft| !is_large(&draft));
    storage::remove(&key);
    let mut names = names(questionnaire);
    names.retain(|known| known != name);
    if names.is_empty() {
        storage::remove(&names_key(questionnaire));
    } else {
        storage::set(&names_key(questionnaire), &join(names, None));
    }
    if !small {
        spawn_local(async move { database::remove(&key).await });
    }
}

/// Which drafts are looked for.
pub(super) struct Wanted<'w> {
    pub(super) questionnaire: &'w str,
    /// What is older than so many days and was not on its way is removed.
    pub(super) days: u32,
    pub(super) fits: &'w dyn Fn(&Value) -> bool,
}

/// Of those that fit and that no widget of this page writes, the latest one that
/// was on its way, else the latest, by its name. What is too old, or cannot be
/// read, is removed.
pub(super) fn latest(wanted: &Wanted<'_>) -> Option<(String, Value)> {
    let names = names(wanted.questionnaire).into_iter();
    latest_of(
        wanted,
        names.map(|name| {
            let draft = get(wanted.questionnaire, &name);
            (name, draft)
        }),
    )
}

/// The same of those of which there is no note.
pub(super) async fn latest_large(wanted: Wanted<'_>) -> Option<(String, Value)> {
    let prefix = key(wanted.questionnaire, "");
    let all = database::all(&prefix).await;
    let known = names(wanted.questionnaire);
    let unknown = all.into_iter().filter_map(|(key, text)| {
        let name = key.strip_prefix(&prefix)?.to_owned();
        (!known.contains(&name)).then(|| (name, json::parse(&text).ok()))
    });
    latest_of(&wanted, unknown)
}

fn latest_of(
    wanted: &Wanted<'_>,
    drafts: impl Iterator<Item = (String, Option<Value>)>,
) -> Option<(String, Value)> {
    let mut latest: Option<((bool, f64), String, Value)> = None;
    for (name, draft) in drafts {
        if is_writing(&name) {
            continue;
        }
        let saved = draft.as_ref().and_then(saved_at);
        let Some((saved, draft)) = saved.zip(draft) else {
            remove(wanted.questionnaire, &name);
            continue;
        };
        let away = draft.get("outbox").is_some();
        if !away && Date::now() - saved > f64::from(wanted.days) * DAY {
            remove(wanted.questionnaire, &name);
            continue;
        }
        let rank = (away, saved);
        if (wanted.fits)(&draft) && latest.as_ref().is_none_or(|(known, ..)| *known <= rank) {
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

/// Whether it stands in the list of names.
fn list(questionnaire: &str, name: &str) -> bool {
    let names = names(questionnaire);
    names.iter().any(|known| known == name)
        || storage::set(&names_key(questionnaire), &join(names, Some(name)))
}

fn join(mut names: Vec<String>, name: Option<&str>) -> String {
    names.extend(name.map(str::to_owned));
    names.join("\n")
}
