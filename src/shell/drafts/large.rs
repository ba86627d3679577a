//! Drafts that have no room where they usually lie: one after the other to the
//! database, and what waits there is the newest of each.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::database::Put;
use super::{records, text};
use crate::shell::Shell;
use crate::state::{Copy, State};

/// So long a database is waited for, in milliseconds: one that does not answer
/// keeps nobody from sending, and nobody in the belief that all is saved.
const PATIENCE: u32 = 2000;

/// What is on its way to the database.
#[derive(Default)]
pub(super) struct Queue {
    /// Drafts by their names.
    waiting: RefCell<Vec<(String, Value)>>,
    /// Told when nothing waits any more.
    empty: RefCell<Option<Promise>>,
    busy: Cell<bool>,
    /// The database has not answered once: it is asked no more.
    broken: Cell<bool>,
}

impl Queue {
    fn next(&self) -> Option<(String, Value)> {
        let mut waiting = self.waiting.borrow_mut();
        (!waiting.is_empty()).then(|| waiting.remove(0))
    }

    /// What is removed need not be written.
    pub(super) fn forget(&self, name: &str) {
        self.waiting.borrow_mut().retain(|(known, _)| known != name);
    }
}

impl Shell {
    /// Waits until what was to be saved is saved, or cannot be.
    pub(in crate::shell) async fn saved(&self) {
        let empty = self.0.drafts.queue.empty.take();
        if let Some(empty) = empty {
            in_time(empty).await;
        }
    }

    pub(super) fn write_large(&self, name: String, draft: Value, state: State) {
        let queue = &self.0.drafts.queue;
        queue.forget(&name);
        queue.waiting.borrow_mut().push((name, draft));
        if queue.busy.replace(true) {
            return;
        }
        let shell = self.clone();
        let id = state.plan().questionnaire().id.clone();
        let empty = future_to_promise(async move {
            let queue = &shell.0.drafts.queue;
            while let Some((name, draft)) = queue.next() {
                shell.put_large(&id, name, draft, state).await;
            }
            queue.busy.set(false);
            Ok(JsValue::UNDEFINED)
        });
        queue.empty.replace(Some(empty));
    }

    async fn put_large(&self, id: &str, name: String, draft: Value, state: State) {
        let drafts = &self.0.drafts;
        let draft = Rc::new(draft);
        let mut put = self.put_in_time(id, &name, draft.clone()).await;
        // Large as it is, that is better than nothing.
        if put == Put::Refused && records::put(id, &name, &draft, usize::MAX) {
            put = Put::Kept;
        }
        // Meanwhile it may have arrived, or something else was opened.
        let still = drafts.name.borrow().as_deref() == Some(&*name);
        if !still || drafts.ended.get() || self.0.stopped.get() {
            return;
        }
        match put {
            Put::Kept => {
                drafts.taking.set(false);
                self.forget_early(state);
                self.tell_kept(None, Copy::Saved(text(&draft, "saved_at")), state);
            }
            Put::Taken => self.give_up(state),
            Put::Refused => self.tell_kept(None, Copy::Refused, state),
        }
    }

    async fn put_in_time(&self, id: &str, name: &str, draft: Rc<Value>) -> Put {
        let drafts = &self.0.drafts;
        let broken = &drafts.queue.broken;
        if broken.get() {
            return Put::Refused;
        }
        let done = Rc::new(Cell::new(None));
        let (id, name, told) = (id.to_owned(), name.to_owned(), done.clone());
        let (window, taking) = (drafts.window().to_owned(), drafts.taking.get());
        in_time(future_to_promise(async move {
            let put = records::put_large(&id, &name, &draft, &window, taking).await;
            told.set(Some(put));
            Ok(JsValue::UNDEFINED)
        }))
        .await;
        broken.set(done.get().is_none());
        done.get().unwrap_or(Put::Refused)
    }
}

/// Waits for `promise`, but not without end.
async fn in_time(promise: Promise) {
    let mut clock = None;
    let late = Promise::new(&mut |done, _| {
        clock = Some(Timeout::new(PATIENCE, move || {
            let _ = done.call0(&JsValue::NULL);
        }));
    });
    // Neither of them fails.
    let _ = JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await;
}
