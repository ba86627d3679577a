//! From what is written to what is kept.

use serde_json::Value;

use super::{records, text};
use crate::shell::{Shell, clock};
use crate::state::{Copy, State};
use crate::view;

impl Shell {
    /// Writes the draft now, if there is anything to keep.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::shell) fn save(&self, state: State) {
        self.save_within(records::MOST, state);
    }

    /// Writes it where it is at once, however large: the page may end.
    pub(super) fn flush(&self, state: State) {
        self.save_within(usize::MAX, state);
    }

    fn save_within(&self, most: usize, state: State) {
        if !self.is_taken(state) {
            self.write_draft(most, state);
        }
    }

    /// Writes the draft, whoever wrote it before.
    pub(super) fn write_draft(&self, most: usize, state: State) {
        let drafts = &self.0.drafts;
        drafts.timer.take();
        let found = state.kept().with_untracked(|kept| kept.found.is_some());
        let unsent = state.stage().with_untracked(|stage| stage.unsent);
        let wanted = unsent && !found && drafts.days.get().is_some();
        if !wanted || drafts.ended.get() {
            return;
        }
        let Some(draft) = self.draft(state) else {
            return;
        };
        let name = drafts.named();
        if records::put(&state.plan().questionnaire().id, &name, &draft, most) {
            drafts.taking.set(false);
            self.forget_early(state);
            self.tell_kept(None, Copy::Saved(text(&draft, "saved_at")), state);
        } else {
            self.write_large(name, draft, state);
        }
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
