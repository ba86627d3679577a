//! The drafts of one questionnaire on this device: each under a key of its own,
//! so that two windows do not destroy each other's, and their names in one list.
//!
//! What is too large for `localStorage` lies in IndexedDB under the same key,
//! and a note of it in `localStorage`, as far as there is room for that.

use std::cell::RefCell;

use behov_schema::json;
use js_sys::Date;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::database::{self, Put};
use super::{is_writing, storage};

thread_local! {
    /// The keys of what may lie in IndexedDB, and of what was removed, by this
    /// page.
    static LARGE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static REMOVED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Before every key of a draft.
const PREFIX: &str = "behov:draft:";

/// Before the key under which the names of those stand that have arrived, and
/// before that by which windows ask each other.
const ARRIVED: &str = "behov:arrived:";
const CALLS: &str = "behov:open:";

/// Before the key of what was written before drafts could be.
const EARLY: &str = "behov:early:";

/// So many names are remembered: a window that still shows one of these drafts
/// is not old.
const REMEMBERED: usize = 8;

/// The most that is written to `localStorage`, in bytes: it is written at once,
/// while nobody can type, and the page has not much more than thirty times as
/// much for everything.
pub(super) const MOST: usize = 128 * 1024;

/// What of a draft stands in the note of it, beside the id of what is on its
/// way.
const NOTED: [&str; 4] = ["schema", "saved_at", "questionnaire", "window"];

/// What marks such a note.
const MARK: &str = "large";

/// A day in milliseconds.
const DAY: f64 = 86_400_000.0;

/// Where the names of the drafts of a questionnaire stand, one a line.
fn names_key(questionnaire: &str) -> String {
    [PREFIX, questionnaire].concat()
}

fn key(questionnaire: &str, name: &str) -> String {
    [PREFIX, questionnaire, ":", name].concat()
}

/// What was written down before drafts could be kept.
pub(super) fn early(questionnaire: &str) -> Option<String> {
    storage::get(&[EARLY, questionnaire].concat())
}

/// Of which draft that is to be, where there is something.
pub(super) fn early_name(questionnaire: &str) -> Option<String> {
    let kept = json::parse(&early(questionnaire)?).ok()?;
    Some(kept.get(3)?.as_str()?.to_owned())
}

pub(in crate::shell) fn put_early(questionnaire: &str, text: &str) {
    // A browser that keeps nothing is told of as soon as there is what can.
    storage::set(&[EARLY, questionnaire].concat(), text);
}

pub(super) fn remove_early(questionnaire: &str) {
    storage::remove(&[EARLY, questionnaire].concat());
}

/// Remembers that the draft with this name has arrived: another window that
/// wrote it before must not send it anew. The name says nothing of its answers.
pub(super) fn arrived(questionnaire: &str, name: &str) {
    let key = [ARRIVED, questionnaire].concat();
    let known = storage::get(&key).unwrap_or_default();
    let mut names = vec![name];
    names.extend(known.lines().take(REMEMBERED - 1));
    storage::set(&key, &names.join("\n"));
}

pub(super) fn has_arrived(questionnaire: &str, name: &str) -> bool {
    let known = storage::get(&[ARRIVED, questionnaire].concat());
    known.is_some_and(|known| known.lines().any(|known| known == name))
}

/// Where windows ask each other, see [`call`].
pub(super) fn calls_key(questionnaire: &str) -> String {
    [CALLS, questionnaire].concat()
}

/// Tells the other windows something, of which nothing stays.
pub(super) fn call(questionnaire: &str, what: &str) {
    let key = calls_key(questionnaire);
    storage::set(&key, what);
    storage::remove(&key);
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
    draft.get(MARK).is_some()
}

/// The whole of a draft that is large, if it is there.
///
/// # Errors
/// When nobody can tell.
pub(super) async fn get_large(questionnaire: &str, name: &str) -> Result<Option<Value>, JsValue> {
    let text = database::read(&key(questionnaire, name)).await?;
    Ok(text.and_then(|text| json::parse(&text).ok()))
}

/// Whether it is kept, or was removed meanwhile: if not, it may be as a
/// [large](put_large) one. Nothing of more than `most` bytes is.
pub(super) fn put(questionnaire: &str, name: &str, draft: &Value, most: usize) -> bool {
    let key = key(questionnaire, name);
    if is_removed(&key) {
        return true;
    }
    let text = json::canonical(draft);
    if text.len() > most || !storage::set(&key, &text) {
        return false;
    }
    let listed = list(questionnaire, name);
    if !listed {
        // What is in no list would lie there for ever.
        storage::remove(&key);
    } else if LARGE.with_borrow(|keys| keys.contains(&key)) {
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
    LARGE.with_borrow_mut(|keys| {
        if !keys.contains(&key) {
            keys.push(key.clone());
        }
    });
    let former = storage::get(&key);
    let put = database::put(&key, window, &json::canonical(draft), taking).await;
    if is_removed(&key) {
        database::remove(&key).await;
    } else if put == Put::Kept && storage::get(&key) == former {
        // What may lie there is older, and in the way of a note. What has no
        // note is found too, if later.
        storage::remove(&key);
        let noted = storage::set(&key, &json::canonical(&note(draft)));
        if !(noted && list(questionnaire, name)) {
            forget(questionnaire, name);
        }
    }
    put
}

fn is_removed(key: &String) -> bool {
    REMOVED.with_borrow(|keys| keys.contains(key))
}

fn note(draft: &Value) -> Value {
    let mut note = Map::new();
    for name in NOTED {
        if let Some(told) = draft.get(name) {
            note.insert(name.to_owned(), told.clone());
        }
    }
    note.insert(MARK.to_owned(), true.into());
    if let Some(id) = draft.get("outbox").and_then(|outbox| outbox.get("id")) {
        let mut outbox = Map::new();
        outbox.insert("id".to_owned(), id.clone());
        note.insert("outbox".to_owned(), outbox.into());
    }
    note.into()
}

pub(super) fn remove(questionnaire: &str, name: &str) {
    forget(questionnaire, name);
    let key = key(questionnaire, name);
    REMOVED.with_borrow_mut(|keys| keys.push(key.clone()));
    spawn_local(async move { database::remove(&key).await });
}

/// Takes it out of `localStorage` alone.
fn forget(questionnaire: &str, name: &str) {
    storage::remove(&key(questionnaire, name));
    let mut names = names(questionnaire);
    names.retain(|known| known != name);
    if names.is_empty() {
        storage::remove(&names_key(questionnaire));
    } else {
        storage::set(&names_key(questionnaire), &join(names, None));
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
    let id = wanted.questionnaire;
    let listed = names(id).into_iter().filter_map(|name| {
        if storage::get(&key(id, &name)).is_none() {
            // If there is more of it than its name, it lies in IndexedDB.
            forget(id, &name);
            return None;
        }
        let draft = get(id, &name);
        Some((name, draft))
    });
    latest_of(wanted, listed)
}

/// The same of those of which there is no note. What was left behind when a
/// draft became small is removed.
pub(super) async fn latest_large(wanted: Wanted<'_>) -> Option<(String, Value)> {
    let id = wanted.questionnaire;
    let prefix = key(id, "");
    let mut unknown = Vec::new();
    for (key, text) in database::all(&prefix).await {
        let Some(name) = key.strip_prefix(&prefix) else {
            continue;
        };
        let large = json::parse(&text).ok();
        match get(id, name) {
            None => unknown.push((name.to_owned(), large)),
            Some(known) if is_large(&known) => {}
            Some(known) => {
                if large.as_ref().and_then(saved_at) <= saved_at(&known) {
                    spawn_local(async move { database::remove(&key).await });
                }
            }
        }
    }
    latest_of(&wanted, unknown.into_iter())
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
