//! IndexedDB: drafts for which `localStorage` has no room, by the same keys.
//!
//! Each with the window that writes it, so that one that another window has
//! taken over is left alone. What goes wrong here says no more than that it went
//! wrong: the browser has no room, or keeps nothing for this page.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

/// Of the database and of the one store in it: what a host calls its own is
/// something else.
const NAME: &str = "behov:drafts";

/// What became of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    Kept,
    /// Another window writes there now.
    Taken,
    Refused,
}

/// Keeps `text` of `window`, unless it is another window's; of `taking` even
/// then.
pub(super) async fn put(key: &str, window: &str, text: &str, taking: bool) -> Put {
    let put = async {
        let database = Database::open(true).await?.ok_or(JsValue::NULL)?;
        let transaction = database.begin("readwrite")?;
        let store = store(&transaction)?;
        let known = call(&store, "get", &[&key.into()])?;
        let record = Array::of2(&window.into(), &text.into());
        let key = JsValue::from(key);
        let window = window.to_owned();
        let done = Rc::new(Cell::new(Put::Refused));
        let decided = done.clone();
        // Within the one transaction, in which nobody else writes.
        let _decide = on(&known.clone(), "success", move || {
            let owner = get(&known, "result").and_then(|known| get(&known, "0")?.as_string());
            if !taking && owner.is_some_and(|owner| owner != window) {
                decided.set(Put::Taken);
            } else if call(&store, "put", &[&record, &key]).is_ok() {
                decided.set(Put::Kept);
            }
        });
        first(&transaction, "oncomplete", &["onabort", "onerror"]).await?;
        Ok::<_, JsValue>(done.get())
    };
    put.await.unwrap_or(Put::Refused)
}

/// # Errors
/// When nobody can tell whether there is one.
pub(super) async fn read(key: &str) -> Result<Option<String>, JsValue> {
    let Some(database) = Database::open(false).await? else {
        return Ok(None);
    };
    let transaction = database.begin("readonly")?;
    let record = call(&store(&transaction)?, "get", &[&key.into()])?;
    first(&record, "onsuccess", &["onerror"]).await?;
    Ok(get(&record, "result").as_ref().and_then(text))
}

/// All whose keys begin with `prefix`, each with its key.
pub(super) async fn all(prefix: &str) -> Vec<(String, String)> {
    let all = async {
        let database = Database::open(false).await.ok()??;
        let transaction = database.begin("readonly").ok()?;
        let store = store(&transaction).ok()?;
        let keys = call(&store, "getAllKeys", &[]).ok()?;
        let records = call(&store, "getAll", &[]).ok()?;
        first(&transaction, "oncomplete", &["onabort", "onerror"])
            .await
            .ok()?;
        let keys: Array = get(&keys, "result")?.dyn_into().ok()?;
        let records: Array = get(&records, "result")?.dyn_into().ok()?;
        let entries = keys.iter().zip(records.iter());
        let entries = entries.filter_map(|(key, record)| Some((key.as_string()?, text(&record)?)));
        Some(entries.filter(|(key, _)| key.starts_with(prefix)).collect())
    };
    all.await.unwrap_or_default()
}

pub(super) async fn remove(key: &str) {
    let removed = async {
        let database = Database::open(false).await?.ok_or(JsValue::NULL)?;
        let transaction = database.begin("readwrite")?;
        call(&store(&transaction)?, "delete", &[&key.into()])?;
        first(&transaction, "oncomplete", &["onabort", "onerror"]).await
    };
    // What cannot be removed now is removed when it is too old.
    let _ = removed.await;
}

/// Open for one thing only: a page that holds it open would be in the way of
/// who wants to clear it.
struct Database(JsValue);

impl Drop for Database {
    fn drop(&mut self) {
        let _ = call(&self.0, "close", &[]);
    }
}

impl Database {
    /// With `make` it is made where there is none.
    async fn open(make: bool) -> Result<Option<Self>, JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let factory = Reflect::get(&window, &"indexedDB".into())?;
        let request = call(&factory, "open", &[&NAME.into(), &1.into()])?;
        let new = request.clone();
        let none = Rc::new(Cell::new(false));
        let told = none.clone();
        let _make = on(&request, "upgradeneeded", move || {
            let made = if make {
                let database = get(&new, "result").unwrap_or_default();
                call(&database, "createObjectStore", &[&NAME.into()])
            } else {
                told.set(true);
                let transaction = get(&new, "transaction").unwrap_or_default();
                call(&transaction, "abort", &[])
            };
            // The request fails when this did.
            let _ = made;
        });
        let opened = first(&request, "onsuccess", &["onerror", "onblocked"]).await;
        if none.get() {
            return Ok(None);
        }
        opened?;
        Ok(Some(Self(get(&request, "result").unwrap_or_default())))
    }

    fn begin(&self, mode: &str) -> Result<JsValue, JsValue> {
        call(&self.0, "transaction", &[&NAME.into(), &mode.into()])
    }
}

fn store(transaction: &JsValue) -> Result<JsValue, JsValue> {
    call(transaction, "objectStore", &[&NAME.into()])
}

fn text(record: &JsValue) -> Option<String> {
    get(record, "1")?.as_string()
}

fn get(target: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(target, &name.into()).ok()
}

/// Calls a method by its name: each of them would be an import.
fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method = Reflect::get(target, &name.into())?.dyn_into::<Function>()?;
    let arguments: Array = arguments.iter().copied().collect();
    Reflect::apply(&method, target, &arguments)
}

/// Acts when it happens, within the transaction it happens in.
fn on(target: &JsValue, event: &'static str, act: impl FnOnce() + 'static) -> EventListener {
    let target = target.unchecked_ref::<EventTarget>();
    EventListener::once(target, event, move |_| act())
}

/// Waits until it has gone well, or not.
async fn first(target: &JsValue, well: &str, ill: &[&str]) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        let set = |name: &str, act: &Function| Reflect::set(target, &name.into(), act);
        let _ = set(well, &done);
        for name in ill {
            let _ = set(name, &failed);
        }
    });
    JsFuture::from(promise).await.map(drop)
}
