//! From what is written to what is kept.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::database::Put;
use super::{records, text};
use crate::shell::{Shell, clock};
use crate::state::{Copy, State};
use crate::view;

/// So long an answer waits to be on the device before it is sent, in
/// milliseconds: a database that does not answer keeps nobody from sending.
const PATIENCE: u32 = 2000;

impl Shell {
    /// Writes the draft now, if there is anything to keep.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::shell) fn save(&self, state: State) {
        let drafts = &self.0.drafts;
        let name = drafts.name.borrow().clone();
        let stored = name.and_then(|name| records::get(&state.plan().questionnaire().id, &name));
        // A page that comes back from the browser's cache has heard of nothing.
        let taken = stored.is_some_and(|stored| text(&stored, "window") != drafts.window());
        if taken && !drafts.ended.get() {
            return self.give_up(state);
        }
        self.write_draft(false, state);
    }

    /// Waits until what was to be saved is saved, or cannot be.
    pub(in crate::shell) async fn saved(&self) {
        let Some(saving) = self.0.drafts.saving.take() else {
            return;
        };
        let mut clock = None;
        let late = Promise::new(&mut |done, _| {
            clock = Some(Timeout::new(PATIENCE, move || {
                let _ = done.call0(&JsValue::NULL);
            }));
        });
        // Neither of them fails.
        let _ = JsFuture::from(Promise::race(&Array::of2(&saving, &late))).await;
    }

    /// Writes the draft; of `taking` whoever wrote it before.
    pub(super) fn write_draft(&self, taking: bool, state: State) {
        let drafts = &self.0.drafts;
        drafts.timer.take();
        let found = state.kept().with_untracked(|kept| kept.found.is_some());
        let unsent = state.stage().with_untracked(|stage| stage.unsent);
        let wanted = unsent && !found && drafts.days.get().is_some();
        if !wanted || drafts.ended.get() || self.0.stopped.get() {
            return;
        }
        let Some(draft) = self.draft(state) else {
            return;
        };
        let known = drafts.name.borrow().clone();
        let name = known.unwrap_or_else(|| {
            let name = clock::id();
            drafts.write(Some(name.clone()));
            name
        });
        if records::put(&state.plan().questionnaire().id, &name, &draft) {
            drafts.saving.take();
            self.tell_kept(None, Copy::Saved(text(&draft, "saved_at")), state);
        } else {
            self.write_large(name, draft, taking, state);
        }
    }

    /// Writes what has no room where a draft usually lies.
    fn write_large(&self, name: String, draft: Value, taking: bool, state: State) {
        let shell = self.clone();
        let saving = future_to_promise(async move {
            let drafts = &shell.0.drafts;
            let plan = state.plan();
            let id = &plan.questionnaire().id;
            let put = records::put_large(id, &name, &draft, drafts.window(), taking).await;
            // Meanwhile it may have arrived, or something else was opened.
            let still = drafts.name.borrow().as_deref() == Some(&*name);
            if still && !drafts.ended.get() && !shell.0.stopped.get() {
                match put {
                    Put::Kept => {
                        let copy = Copy::Saved(text(&draft, "saved_at"));
                        shell.tell_kept(None, copy, state);
                    }
                    Put::Taken => shell.give_up(state),
                    Put::Refused => shell.tell_kept(None, Copy::Refused, state),
                }
            }
            Ok(JsValue::UNDEFINED)
        });
        self.0.drafts.saving.replace(Some(saving));
    }

    /// The draft as it is now, with the window that it is of.
    pub(super) fn draft(&self, state: State) -> Option<Value> {
        let words = self.0.words;
        let tell = |question: &_, snapshot: &_| view::told(words, question, snapshot);
        let mut draft = state.draft(&clock::now(), &tell)?;
        let window = self.0.drafts.window().to_owned();
        draft
            .as_object_mut()?
            .insert("window".to_owned(), window.into());
        Some(draft)
    }
}
