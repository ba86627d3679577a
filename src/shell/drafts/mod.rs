//! Drafts: what is written is kept on the device until it has arrived.

mod code;
mod database;
mod file;
mod found;
mod large;
pub(super) mod records;
mod storage;
mod windows;
mod write;

use std::cell::{Cell, OnceCell, RefCell};

use behov_engine::{Failure, Sending};
use behov_schema::submission::Channel;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use serde_json::Value;

use super::{Shell, clock};
use crate::i18n::Message;
use crate::state::{Copy, Kept, State};

/// So long after a keystroke it is saved, in milliseconds.
const PAUSE: u32 = 700;

/// How long a draft is kept, in days, where the page does not say.
const DAYS: u32 = 30;

/// It is kept no longer than this, whatever the page says.
const MOST_DAYS: u32 = 365;

/// Whether there may be a draft that this widget could go on with.
pub fn any(attribute: Option<&str>, channel: Channel, questionnaire: &str) -> bool {
    days(attribute, channel).is_some()
        && (records::any(questionnaire) || records::early(questionnaire).is_some())
}

/// How many days a draft is kept; nothing when none is. `off` is for shared
/// computers, and so is whatever else is no number of days; who writes for
/// others by phone keeps none either.
fn days(attribute: Option<&str>, channel: Channel) -> Option<u32> {
    let kept = channel != Channel::PhoneAssisted;
    let days = attribute.map_or(Some(DAYS), |days| days.trim().parse().ok());
    days.filter(|days| kept && (1..=MOST_DAYS).contains(days))
}

thread_local! {
    /// The names of the drafts that the widgets of this page write or offer.
    static WRITING: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Whether a widget of this page writes the draft with this name.
fn is_writing(name: &str) -> bool {
    WRITING.with_borrow(|names| names.iter().any(|known| known == name))
}

/// The draft of this widget.
#[derive(Default)]
pub(super) struct Drafts {
    /// For how many days it is kept; nothing when none is.
    days: Cell<Option<u32>>,
    /// The name of the draft that this widget writes, once there is one.
    name: RefCell<Option<String>>,
    /// The name of one that it may go on with: it was found, or another window
    /// has taken it over.
    offered: RefCell<Option<String>>,
    /// Of which window a draft is: another one may take it over.
    window: OnceCell<String>,
    /// Copies can be made: this part of the widget is there.
    ready: Cell<bool>,
    /// The respondent or another window has ended the copying.
    ended: Cell<bool>,
    /// Another window's draft is gone on with here, and has not been written yet.
    taking: Cell<bool>,
    /// It was begun elsewhere, where it may still be seen.
    taken: Cell<bool>,
    queue: large::Queue,
    /// An answer is being fetched, or deleted, by its code.
    asking: Cell<bool>,
    /// It was said that what is written will be gone.
    warned: Cell<bool>,
    /// What is written was written down before there was a draft of it.
    early: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Drafts {
    /// What the `draft` attribute says, and how the answers come in.
    pub(super) fn set(&self, attribute: Option<String>, channel: Channel) {
        self.days.set(days(attribute.as_deref(), channel));
    }

    /// The name of the draft that will be of what is none yet; nothing where
    /// none is kept. Its window is called the same, so that whoever finds it can
    /// say whose it is.
    pub(super) fn early(&self) -> Option<String> {
        self.days.get()?;
        let name = self.named();
        self.window.get_or_init(|| name.clone());
        self.early.set(true);
        Some(name)
    }

    pub(super) fn stop(&self) {
        self.timer.take();
        self.listeners.take();
    }

    fn window(&self) -> &str {
        self.window.get_or_init(clock::id)
    }

    /// Writes the draft with this name from now on, or none.
    fn write(&self, name: Option<String>) -> Option<String> {
        instead(&self.name, name)
    }

    /// The name of the draft that is written here, which gets one if need be.
    fn named(&self) -> String {
        let known = self.name.borrow().clone();
        known.unwrap_or_else(|| {
            let name = clock::id();
            self.write(Some(name.clone()));
            name
        })
    }

    /// Offers to go on with the draft with this name, or with none: no other
    /// widget of the page does meanwhile.
    fn offer(&self, name: Option<String>) -> Option<String> {
        instead(&self.offered, name)
    }
}

/// Puts `name` in the place of what was there, and says what that was.
fn instead(place: &RefCell<Option<String>>, name: Option<String>) -> Option<String> {
    let former = place.replace(name.clone());
    WRITING.with_borrow_mut(|names| {
        names.retain(|known| former.as_ref() != Some(known));
        names.extend(name);
    });
    former
}

impl Shell {
    /// Whether what is written is kept already.
    pub(super) fn keeps_drafts(&self) -> bool {
        self.0.drafts.ready.get()
    }

    /// Begins to keep what is written.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn begin_drafts(&self, state: State) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let mut listeners = Vec::new();
        let mut listen = |target: &web_sys::EventTarget,
                          name: &'static str,
                          act: Box<dyn Fn(&web_sys::Event)>| {
            listeners.push(EventListener::new(target, name, move |event| act(event)));
        };
        let shell = self.clone();
        listen(&window, "pagehide", Box::new(move |_| shell.flush(state)));
        let shell = self.clone();
        listen(
            &window,
            "storage",
            Box::new(move |event| shell.heard(event, state)),
        );
        let shell = self.clone();
        // From the browser's cache, where it has heard of nothing.
        listen(
            &window,
            "pageshow",
            Box::new(move |_| shell.look_again(state)),
        );
        let shell = self.clone();
        listen(&window, "online", Box::new(move |_| shell.try_again(state)));
        if let Some(document) = window.document() {
            let shell = self.clone();
            let seen = document.clone();
            let act = move |_: &web_sys::Event| {
                // A page that is put away may never come back.
                if seen.hidden() {
                    shell.flush(state);
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
        if self.is_untouched(state) {
            // This part came later than the form, for once.
            self.find_draft(state);
        }
        self.find_large(state);
        self.keep_up(state);
    }

    /// Something has changed: it is saved when no more is typed for a moment,
    /// and what has arrived is removed.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn keep_up(&self, state: State) {
        let drafts = &self.0.drafts;
        // What was asked before this is to be asked again.
        drafts.warned.set(false);
        let stage = state.stage();
        let (sent, unsent) =
            stage.with_untracked(|stage| (matches!(stage.sending, Sending::Sent(_)), stage.unsent));
        if sent {
            drafts.timer.take();
            self.forget_early(state);
            if let Some(name) = drafts.write(None) {
                if drafts.taken.take() {
                    records::arrived(&state.plan().questionnaire().id, &name);
                }
                self.remove(&name, state);
            }
            drafts.ended.set(false);
            return self.tell_kept(None, Copy::None, state);
        }
        let failed = stage.with_untracked(|stage| match stage.sending {
            Sending::Failed(failure) => failure.passes(),
            _ => false,
        });
        if failed && !self.0.sending.is_resting() {
            // Nobody waits in vain, whatever ended the wait for the next try.
            self.rest(None, state);
        }
        if drafts.days.get().is_none() {
            // Somebody else holds the pen now: what was kept is let go of.
            drafts.timer.take();
            drafts.write(None);
            return self.tell_kept(None, Copy::None, state);
        }
        if !unsent || drafts.ended.get() || drafts.timer.borrow().is_some() {
            return;
        }
        let shell = self.clone();
        if state
            .kept()
            .with_untracked(|kept| kept.copy == Copy::Arrived)
        {
            // That was said of what was offered here, and not of this.
            self.tell_kept(None, Copy::None, state);
        }
        // Not put off by the next keystroke: within a second of the first.
        let timer = Timeout::new(PAUSE, move || shell.save(state));
        drafts.timer.replace(Some(timer));
    }

    /// The widget ends: what is written is saved, and may be gone on with.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn leave_draft(&self, state: State) {
        self.flush(state);
        self.0.drafts.write(None);
        self.0.drafts.offer(None);
    }

    pub(super) fn tell_kept(&self, found: Option<String>, copy: Copy, state: State) {
        let former = state.kept().with_untracked(|kept| kept.copy.clone());
        let said = match &copy {
            Copy::Refused => Some(Message::DraftRefused),
            Copy::Removed => Some(Message::DraftRemoved),
            Copy::Elsewhere => Some(Message::DraftElsewhere),
            Copy::Arrived => Some(Message::DraftArrived),
            Copy::None | Copy::Saved(_) => None,
        };
        if let Some(said) = said.filter(|_| copy != former) {
            self.say(self.0.words.text(said));
        }
        state.keep(Kept {
            found,
            copy,
            days: self.0.drafts.days.get(),
            ready: self.0.drafts.ready.get(),
            open: false,
        });
    }

    /// There is a draft of what was written down before, or none is wanted.
    fn forget_early(&self, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        // Another widget may have written in its place since.
        if drafts.early.take() && records::early_name(id) == *drafts.name.borrow() {
            records::remove_early(id);
        }
    }

    fn remove(&self, name: &str, state: State) {
        self.0.drafts.queue.forget(name);
        records::remove(&state.plan().questionnaire().id, name);
    }

    /// The network may be back, or the server: what did not get through is
    /// tried once more. A wait that a server asked for is not cut short, and
    /// what another window goes on with is its own.
    pub(super) fn try_again(&self, state: State) {
        let passing = |failure| matches!(failure, Failure::Network | Failure::TimeOut);
        let waiting = state.waiting().with_untracked(|waiting| {
            let failure = waiting.map(|waiting| waiting.failure);
            failure.is_some_and(passing)
        });
        let failed = state.stage().with_untracked(|stage| match stage.sending {
            Sending::Failed(Failure::Server(_)) => self.0.sending.may_ask(),
            Sending::Failed(failure) => passing(failure),
            _ => false,
        });
        let elsewhere = state.kept().with_untracked(Kept::is_elsewhere);
        if (waiting || failed) && !elsewhere {
            state.send();
        }
    }
}

fn text(draft: &Value, name: &str) -> String {
    let text = draft.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}
