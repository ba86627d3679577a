//! What lies on the device already: of an earlier visit, or of another window.

use behov_engine::{Event, Focus, Sending};
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{WRITING, file, records, text};
use crate::i18n::Message;
use crate::shell::Shell;
use crate::state::{Copy, Keeping, State};

impl Shell {
    /// Looks for a draft of an earlier visit. What was on its way is sent, what
    /// was being written waits for the respondent's word.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::shell) fn find_draft(&self, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let fits = |draft: &Value| plan.resumes(draft);
        let latest = |days| WRITING.with_borrow(|names| records::latest(id, days, names, &fits));
        let Some((name, draft)) = drafts.days.get().and_then(latest) else {
            return;
        };
        if draft.get("outbox").is_some() {
            self.take_over(name, &draft, state);
            return state.send();
        }
        drafts.offer(Some(name));
        self.tell_kept(Some(text(&draft, "saved_at")), Copy::None, state);
    }

    /// Does what the respondent wants.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::shell) fn keeping_draft(&self, keeping: Keeping, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        match keeping {
            Keeping::GoOn => self.go_on_with_draft(state),
            Keeping::StartOver => {
                if let Some(name) = drafts.offer(None) {
                    self.remove(&name, state);
                }
                self.tell_kept(None, Copy::None, state);
                self.focus(Focus::Heading);
            }
            Keeping::Remove => {
                drafts.timer.take();
                drafts.ended.set(true);
                if let Some(name) = drafts.write(None) {
                    self.remove(&name, state);
                }
                self.tell_kept(None, Copy::Removed, state);
                self.focus_copy();
            }
            Keeping::Keep => {
                drafts.ended.set(false);
                self.save(state);
                self.focus_copy();
            }
            Keeping::SaveAs => {
                if let Some(draft) = self.draft(state) {
                    file::save(id, &draft);
                }
            }
            Keeping::Open => self.open(state),
            Keeping::Fetch => self.fetch_answer(state),
            Keeping::Delete => self.delete_answer(state),
        }
    }

    fn go_on_with_draft(&self, state: State) {
        let drafts = &self.0.drafts;
        if let Some(waiting) = state.waiting().get_untracked() {
            // These answers are not the ones to be sent.
            state.dispatch(Event::Failed(waiting.failure));
        }
        if state
            .stage()
            .with_untracked(|stage| stage.sending == Sending::Busy)
        {
            return;
        }
        let offered = drafts.offer(None);
        let id = state.plan().questionnaire().id.clone();
        let draft = offered.as_ref().and_then(|name| records::get(&id, name));
        match offered.zip(draft) {
            Some((name, draft)) => self.take_over(name, &draft, state),
            // It was sent or removed in the other window: nothing is kept here
            // until it is wanted.
            None => {
                let copy = if drafts.ended.get() {
                    Copy::Removed
                } else {
                    Copy::None
                };
                self.tell_kept(None, copy, state);
            }
        }
        self.focus(Focus::Heading);
    }

    /// Goes on with a draft as its one owner.
    fn take_over(&self, name: String, draft: &Value, state: State) {
        let drafts = &self.0.drafts;
        drafts.ended.set(false);
        drafts.write(Some(name));
        self.tell_kept(None, Copy::None, state);
        state.dispatch(Event::Resumed(draft.clone()));
        self.write_draft(state);
        if state.stage().with_untracked(|stage| !stage.lost.is_empty()) {
            self.say(self.0.words.text(Message::DraftLost));
        }
    }

    /// Opens something else in place of what is written, which stays on the
    /// device as a draft of its own.
    pub(super) fn put_aside(&self, state: State) {
        self.save(state);
        self.0.drafts.write(None);
        self.0.drafts.ended.set(false);
        self.tell_kept(None, Copy::None, state);
    }

    /// Another window goes on with the draft.
    pub(super) fn give_up(&self, state: State) {
        let drafts = &self.0.drafts;
        drafts.timer.take();
        drafts.ended.set(true);
        let name = drafts.write(None);
        drafts.offer(name);
        if let Some(waiting) = state.waiting().get_untracked() {
            state.dispatch(Event::Failed(waiting.failure));
        }
        self.tell_kept(None, Copy::Elsewhere, state);
    }

    /// Another window has written: when it was this draft, it is that window's.
    pub(super) fn heard(&self, event: &web_sys::Event, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let key = Reflect::get(event, &"key".into()).unwrap_or_default();
        // Where all was cleared at once no key is told.
        let told = key.as_string();
        let name = drafts.name.borrow().clone();
        let is_it = |name: &String| {
            told.as_ref()
                .is_none_or(|told| records::is_key(told, id, name))
        };
        let Some(name) = name.filter(is_it) else {
            return;
        };
        match records::get(id, &name) {
            Some(draft) if text(&draft, "window") != drafts.window() => self.give_up(state),
            Some(_) => {}
            // It was removed by who began anew, and is still being written here.
            None => self.save(state),
        }
    }

    /// To the first button of what is said of the copy: the one that was pressed
    /// is gone.
    fn focus_copy(&self) {
        let shell = self.clone();
        let timer = Timeout::new(0, move || {
            let button = shell.0.root.query_selector(".draft-copy button");
            let button = button.ok().flatten().map(JsCast::dyn_into::<HtmlElement>);
            if let Some(Ok(button)) = button {
                let _ = button.focus();
            }
        });
        self.0.focusing.replace(Some(timer));
    }
}
