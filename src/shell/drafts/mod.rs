//! Drafts: what is written is kept on the device until it has arrived.

mod code;
mod file;
mod records;
mod storage;

use std::cell::{Cell, RefCell};

use behov_engine::{Event, Failure, Focus, Sending};
use behov_schema::submission::Channel;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use serde_json::Value;

use super::{Shell, clock};
use crate::state::{Copy, Keeping, Kept, State};
use crate::view;

/// So long after a keystroke it is saved, in milliseconds.
const PAUSE: u32 = 700;

/// How long a draft is kept, in days, where the page does not say.
const DAYS: u32 = 30;

/// It is kept no longer than this, whatever the page says.
const MOST_DAYS: u32 = 365;

/// Whether there may be a draft that this widget could go on with.
pub fn any(attribute: Option<&str>, channel: Channel, questionnaire: &str) -> bool {
    days(attribute, channel).is_some() && records::any(questionnaire)
}

/// How many days a draft is kept; nothing when none is. `off` is for shared
/// computers; who writes for others by phone keeps none either.
fn days(attribute: Option<&str>, channel: Channel) -> Option<u32> {
    let kept = channel != Channel::PhoneAssisted && attribute != Some("off");
    let days = attribute.and_then(|days| days.parse().ok());
    kept.then_some(days.unwrap_or(DAYS))
        .filter(|days| (1..=MOST_DAYS).contains(days))
}

thread_local! {
    /// The names of the drafts that the widgets of this page write.
    static WRITING: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The draft of this widget.
#[derive(Default)]
pub(super) struct Drafts {
    /// For how many days it is kept; nothing when none is.
    days: Cell<Option<u32>>,
    /// The name of the draft, once there is one.
    name: RefCell<Option<String>>,
    /// Of which window it is: another one may have taken it over.
    window: RefCell<String>,
    /// Copies can be made: this part of the widget is there.
    ready: Cell<bool>,
    /// The respondent or another window has ended the copying.
    ended: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Drafts {
    /// What the `draft` attribute says, and how the answers come in.
    pub(super) fn set(&self, attribute: Option<String>, channel: Channel) {
        self.days.set(days(attribute.as_deref(), channel));
    }

    pub(super) fn stop(&self) {
        self.timer.take();
        self.listeners.take();
    }

    /// Writes the draft with this name from now on, or none.
    fn write(&self, name: Option<String>) -> Option<String> {
        let former = self.name.replace(name.clone());
        WRITING.with_borrow_mut(|names| {
            names.retain(|known| former.as_ref() != Some(known));
            names.extend(name);
        });
        former
    }
}

impl Shell {
    /// Looks for a draft of an earlier visit. What was on its way is sent, what
    /// was being written waits for the respondent's word.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn find_draft(&self, state: State) {
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let days = self.0.drafts.days.get();
        let latest = |days| WRITING.with_borrow(|names| records::latest(id, days, names));
        let Some((name, draft)) = days.and_then(latest) else {
            return;
        };
        if draft.get("outbox").is_some() {
            self.take_over(name, &draft, state);
            return state.send();
        }
        let saved = text(&draft, "saved_at");
        self.0.drafts.write(Some(name));
        self.tell_kept(Some(saved), Copy::None, state);
    }

    /// Begins to keep what is written.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn begin_drafts(&self, state: State) {
        let Some(window) = web_sys::window() else {
            return;
        };
        self.0.drafts.window.replace(clock::id());
        let mut listeners = Vec::new();
        let mut listen = |target: &web_sys::EventTarget,
                          name: &'static str,
                          act: Box<dyn Fn(&web_sys::Event)>| {
            listeners.push(EventListener::new(target, name, move |event| act(event)));
        };
        let shell = self.clone();
        listen(&window, "pagehide", Box::new(move |_| shell.save(state)));
        let shell = self.clone();
        listen(
            &window,
            "storage",
            Box::new(move |event| shell.heard(event, state)),
        );
        let shell = self.clone();
        listen(&window, "online", Box::new(move |_| shell.try_again(state)));
        if let Some(document) = window.document() {
            let shell = self.clone();
            let seen = document.clone();
            let act = move |_: &web_sys::Event| {
                // A page that is put away may never come back.
                if seen.hidden() {
                    shell.save(state);
                } else {
                    shell.try_again(state);
                }
            };
            listen(&document, "visibilitychange", Box::new(act));
        }
        let drafts = &self.0.drafts;
        drafts.listeners.replace(listeners);
        drafts.ready.set(true);
        let now = state.kept().with_untracked(Kept::clone);
        self.tell_kept(now.found, now.copy, state);
        self.keep_up(state);
    }

    /// Something has changed: it is saved when no more is typed for a moment,
    /// and what has arrived is removed.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn keep_up(&self, state: State) {
        let drafts = &self.0.drafts;
        let stage = state.stage();
        let (sent, unsent) =
            stage.with_untracked(|stage| (matches!(stage.sending, Sending::Sent(_)), stage.unsent));
        if sent {
            drafts.timer.take();
            if let Some(name) = drafts.write(None) {
                self.remove(&name, state);
            }
            drafts.ended.set(false);
            return self.tell_kept(None, Copy::None, state);
        }
        if drafts.days.get().is_none() {
            // Somebody else holds the pen now.
            drafts.timer.take();
            if let Some(name) = drafts.write(None) {
                self.remove(&name, state);
            }
            return self.tell_kept(None, Copy::None, state);
        }
        if !unsent || drafts.ended.get() || drafts.timer.borrow().is_some() {
            return;
        }
        let shell = self.clone();
        // Not put off by the next keystroke: within a second of the first.
        let timer = Timeout::new(PAUSE, move || shell.save(state));
        drafts.timer.replace(Some(timer));
    }

    /// Writes the draft now, if there is anything to keep.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn save(&self, state: State) {
        let drafts = &self.0.drafts;
        drafts.timer.take();
        let found = state.kept().with_untracked(|kept| kept.found.is_some());
        let unsent = state.stage().with_untracked(|stage| stage.unsent);
        if !unsent
            || found
            || drafts.ended.get()
            || drafts.days.get().is_none()
            || self.0.stopped.get()
        {
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
        let plan = state.plan();
        let copy = if records::put(&plan.questionnaire().id, &name, &draft) {
            Copy::Saved(text(&draft, "saved_at"))
        } else {
            Copy::Refused
        };
        self.tell_kept(None, copy, state);
    }

    /// The widget ends: what is written is saved, and may be gone on with.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn leave_draft(&self, state: State) {
        self.save(state);
        self.0.drafts.write(None);
    }

    pub(super) fn tell_kept(&self, found: Option<String>, copy: Copy, state: State) {
        state.keep(Kept {
            found,
            copy,
            days: self.0.drafts.days.get(),
            ready: self.0.drafts.ready.get(),
        });
    }

    /// The draft as it is now, with the window that it is of.
    fn draft(&self, state: State) -> Option<Value> {
        let words = self.0.words;
        let tell = |question: &_, snapshot: &_| view::told(words, question, snapshot);
        let mut draft = state.draft(&clock::now(), &tell)?;
        let window = self.0.drafts.window.borrow().clone();
        draft
            .as_object_mut()?
            .insert("window".to_owned(), window.into());
        Some(draft)
    }

    /// Does what the respondent wants.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn keeping_draft(&self, keeping: Keeping, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let name = drafts.name.borrow().clone();
        match keeping {
            Keeping::GoOn => {
                let draft = name.as_ref().and_then(|name| records::get(id, name));
                if let Some((name, draft)) = name.zip(draft) {
                    self.take_over(name, &draft, state);
                } else {
                    // It has been sent or removed elsewhere meanwhile.
                    drafts.write(None);
                    self.tell_kept(None, Copy::None, state);
                }
                self.focus(Focus::Heading);
            }
            Keeping::StartOver => {
                if let Some(name) = drafts.write(None) {
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
            }
            Keeping::Keep => {
                drafts.ended.set(false);
                self.save(state);
            }
            Keeping::SaveAs => {
                if let Some(draft) = self.draft(state) {
                    file::save(id, &draft);
                }
            }
            Keeping::Open(opened) => self.open(opened, state),
            Keeping::Fetch => self.fetch_answer(state),
            Keeping::Delete => self.delete_answer(state),
        }
    }

    /// Goes on with a draft as its one owner.
    fn take_over(&self, name: String, draft: &Value, state: State) {
        let drafts = &self.0.drafts;
        drafts.ended.set(false);
        drafts.write(Some(name));
        self.tell_kept(None, Copy::None, state);
        state.dispatch(Event::Resumed(draft.clone()));
        self.save(state);
    }

    fn remove(&self, name: &str, state: State) {
        records::remove(&state.plan().questionnaire().id, name);
    }

    /// Another window has written: when it was this draft, it is that window's.
    fn heard(&self, event: &web_sys::Event, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let told = Reflect::get(event, &"key".into())
            .ok()
            .and_then(|key| key.as_string());
        let name = drafts.name.borrow().clone();
        let Some(name) =
            name.filter(|name| told.is_some_and(|told| records::is_key(&told, id, name)))
        else {
            return;
        };
        let copying =
            state.kept().with_untracked(|kept| kept.found.is_none()) && !drafts.ended.get();
        match records::get(id, &name) {
            Some(draft) if copying && text(&draft, "window") != *drafts.window.borrow() => {
                drafts.timer.take();
                drafts.ended.set(true);
                self.tell_kept(None, Copy::Elsewhere, state);
            }
            // It was removed by who began anew, and is still being written here.
            None if copying => self.save(state),
            _ => {}
        }
    }

    /// The network may be back, or the server: what did not get through is
    /// tried once more.
    fn try_again(&self, state: State) {
        let waiting = state.waiting().with_untracked(Option::is_some);
        let failed = state.stage().with_untracked(|stage| {
            let Sending::Failed(failure) = stage.sending else {
                return false;
            };
            matches!(
                failure,
                Failure::Network | Failure::TimeOut | Failure::Server(_)
            )
        });
        if waiting || failed {
            state.send();
        }
    }
}

fn text(draft: &Value, name: &str) -> String {
    let text = draft.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}
