//! What lies on the device already: of an earlier visit, or of another window.

use behov_engine::{Event, Focus, Plan, Sending};
use behov_schema::json;
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::records::Wanted;
use super::{file, is_writing, records, text};
use crate::i18n::Message;
use crate::shell::{Shell, clock};
use crate::state::{Copy, Keeping, State};
use crate::view;

impl Shell {
    /// Looks for a draft of an earlier visit. What was on its way is sent, what
    /// was being written waits for the respondent's word.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::shell) fn find_draft(&self, state: State) {
        let plan = state.plan();
        self.keep_what_was_early(&plan);
        let fits = |draft: &Value| plan.resumes(draft);
        let wanted = self.0.drafts.days.get().map(|days| Wanted {
            questionnaire: &plan.questionnaire().id,
            days,
            fits: &fits,
        });
        if let Some((name, draft)) = wanted.and_then(|wanted| records::latest(&wanted)) {
            self.found(name, &draft, state);
        }
    }

    /// Makes a draft of what an earlier visit wrote before it could.
    fn keep_what_was_early(&self, plan: &Plan) {
        let id = &plan.questionnaire().id;
        if self.0.drafts.days.get().is_none() {
            return;
        }
        let Some(kept) = records::early(id) else {
            return;
        };
        let named = records::early_name(id).unwrap_or_else(clock::id);
        if is_writing(&named) {
            // A widget of this page still does.
            return;
        }
        let words = self.0.words;
        let tell = |question: &_, snapshot: &_| view::told(words, question, snapshot);
        let draft = json::parse(&kept).ok();
        let mut draft = draft.and_then(|kept| plan.early(&kept, &tell));
        if let Some(Value::Object(draft)) = &mut draft {
            draft.insert("window".to_owned(), named.as_str().into());
        }
        // What another window goes on with by now stays as it is there.
        let known = records::get(id, &named);
        let taken = known.is_some_and(|known| text(&known, "window") != named);
        let name = if taken { clock::id() } else { named };
        let put = |draft: &Value| records::put(id, &name, draft, usize::MAX);
        let waits = draft.filter(|draft| !put(draft));
        records::remove_early(id);
        if waits.is_some_and(|draft| !put(&draft)) {
            // Nor is there room for it in its place: another visit may have it.
            records::put_early(id, &kept);
        }
    }

    /// Looks for one that was so large that nothing but itself tells of it.
    pub(super) fn find_large(&self, state: State) {
        let Some(days) = self.0.drafts.days.get() else {
            return;
        };
        let shell = self.clone();
        spawn_local(async move {
            if shell.0.stopped.get() {
                return;
            }
            let plan = state.plan();
            let fits = |draft: &Value| plan.resumes(draft);
            let wanted = Wanted {
                questionnaire: &plan.questionnaire().id,
                days,
                fits: &fits,
            };
            let latest = records::latest_large(wanted).await;
            if let Some((name, draft)) = latest.filter(|_| shell.is_untouched(state)) {
                // The first page has been seen meanwhile.
                shell.say(shell.0.words.text(Message::DraftFoundTitle));
                shell.found(name, &draft, state);
            }
        });
    }

    /// Nothing is written yet, and nothing is offered.
    pub(super) fn is_untouched(&self, state: State) -> bool {
        let found = state.kept().with_untracked(|kept| kept.found.is_some());
        let unsent = state.stage().with_untracked(|stage| stage.unsent);
        !found && !unsent && self.0.drafts.name.borrow().is_none() && !self.0.stopped.get()
    }

    fn found(&self, name: String, draft: &Value, state: State) {
        if draft.get("outbox").is_some() {
            return self.take_over(name, Some(draft), true, state);
        }
        self.0.drafts.offer(Some(name.clone()));
        self.tell_kept(Some(text(draft, "saved_at")), Copy::None, state);
        self.ask_windows(&name, state);
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
                self.forget_early(state);
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
            Keeping::Look => {
                let said = match state.kept().with_untracked(|kept| kept.copy.clone()) {
                    Copy::Arrived => Message::DraftArrived,
                    _ => Message::DraftElsewhere,
                };
                self.say(self.0.words.text(said));
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
        // These answers are not the ones to be sent.
        self.wait_no_more(state);
        if state
            .stage()
            .with_untracked(|stage| stage.sending == Sending::Busy)
        {
            return;
        }
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        match drafts.offer(None) {
            Some(name) if records::has_arrived(id, &name) => {
                self.arrived(state);
                return self.focus_copy();
            }
            Some(name) => {
                let draft = records::get(id, &name);
                self.take_over(name, draft.as_ref(), false, state);
            }
            None => self.nothing_to_take(state),
        }
        self.focus(Focus::Heading);
    }

    /// It was removed in the other window: nothing is kept here until it
    /// is wanted.
    fn nothing_to_take(&self, state: State) {
        let copy = if self.0.drafts.ended.get() {
            Copy::Removed
        } else {
            Copy::None
        };
        self.tell_kept(None, copy, state);
    }

    /// Goes on with a draft as its one owner, and sends it if that is wanted.
    fn take_over(&self, name: String, draft: Option<&Value>, send: bool, state: State) {
        if let Some(draft) = draft.filter(|draft| !records::is_large(draft)) {
            return self.take(name, draft, send, state);
        }
        // No other widget of the page takes it meanwhile.
        self.0.drafts.offer(Some(name.clone()));
        let shell = self.clone();
        let former = state.kept().get_untracked();
        let id = state.plan().questionnaire().id.clone();
        spawn_local(async move {
            let draft = records::get_large(&id, &name).await;
            let offered = shell.0.drafts.offer(None);
            let touched = send && !shell.is_untouched(state);
            // Begun anew meanwhile, or something else was written.
            if shell.0.stopped.get() || touched || offered.as_ref() != Some(&name) {
                return;
            }
            match draft {
                Ok(Some(draft)) => shell.take(name, &draft, send, state),
                Ok(None) if records::has_arrived(&id, &name) => {
                    shell.arrived(state);
                    return shell.focus_copy();
                }
                Ok(None) => {
                    shell.remove(&name, state);
                    shell.nothing_to_take(state);
                }
                Err(_) => {
                    // It may be there when it is asked for once more.
                    shell.0.drafts.offer(Some(name));
                    shell.say(shell.0.words.text(Message::DraftRefused));
                    return shell.tell_kept(former.found, former.copy, state);
                }
            }
            shell.focus(Focus::Heading);
        });
    }

    fn take(&self, name: String, draft: &Value, send: bool, state: State) {
        let drafts = &self.0.drafts;
        clock::follow(draft);
        drafts.ended.set(false);
        drafts.write(Some(name));
        drafts.taking.set(true);
        drafts.taken.set(true);
        self.tell_kept(None, Copy::None, state);
        state.dispatch(Event::Resumed(draft.clone()));
        self.write_draft(records::MOST, state);
        if state.stage().with_untracked(|stage| !stage.lost.is_empty()) {
            self.say(self.0.words.text(Message::DraftLost));
        }
        if send {
            state.send();
        }
    }

    /// Makes way for something else in place of what is written, which stays on
    /// the device as a draft of its own. Where it cannot, that is to be wanted
    /// twice: not at first.
    pub(super) async fn put_aside(&self, state: State) -> bool {
        let drafts = &self.0.drafts;
        self.save(state);
        self.saved().await;
        // Something may have been typed meanwhile.
        self.save(state);
        let (unsent, away) = state
            .stage()
            .with_untracked(|stage| (stage.unsent, stage.is_away()));
        let copy = state.kept().with_untracked(|kept| kept.copy.clone());
        let safe = !unsent || matches!(copy, Copy::Saved(_));
        if away || (!safe && !drafts.warned.replace(true)) {
            return false;
        }
        drafts.warned.set(false);
        drafts.taken.set(false);
        drafts.write(None);
        drafts.ended.set(false);
        self.tell_kept(None, Copy::None, state);
        true
    }

    /// To the first button of what is said of the copy, or to the sentence where
    /// there is none: what was pressed is gone.
    fn focus_copy(&self) {
        let shell = self.clone();
        let timer = Timeout::new(0, move || {
            let find = |what| shell.0.root.query_selector(what).ok().flatten();
            let found = find(".draft-copy button").or_else(|| find(".draft-copy p"));
            if let Some(Ok(found)) = found.map(JsCast::dyn_into::<HtmlElement>) {
                let _ = found.focus();
            }
        });
        self.0.focusing.replace(Some(timer));
    }
}
