//! What other windows with the same questionnaire do, as far as the storage
//! tells that all of them see.

use js_sys::Reflect;

use super::{records, text};
use crate::i18n::Message;
use crate::shell::Shell;
use crate::state::{Copy, Kept, State};

/// Before the name of a draft: who writes it? And: it is written here.
const WHO: &str = "?";
const HERE: &str = "!";

/// Who has the draft that this window wrote last.
enum Owner {
    This,
    Another,
    /// Another one had it, and it has arrived.
    Arrived,
    /// It is gone.
    Nobody,
}

impl Shell {
    /// Another window has written.
    pub(super) fn heard(&self, event: &web_sys::Event, state: State) {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let told = |what: &str| {
            let told = Reflect::get(event, &what.into());
            told.ok().and_then(|told| told.as_string())
        };
        // Where all was cleared at once no key is told.
        let key = told("key");
        if key.as_ref() == Some(&records::calls_key(id)) {
            return self.called(&told("newValue").unwrap_or_default(), state);
        }
        let is_it = |name: &String| {
            key.as_ref()
                .is_none_or(|key| records::is_key(key, id, name))
        };
        let concerned = |name: &Option<String>| name.as_ref().is_some_and(is_it);
        if concerned(&drafts.name.borrow()) || concerned(&drafts.offered.borrow()) {
            self.look_again(state);
        }
    }

    /// Sees whose the draft is now: of what happened while the page was put
    /// away nothing was heard.
    pub(super) fn look_again(&self, state: State) {
        match self.owner(state) {
            Some(Owner::Another) => self.give_up(state),
            Some(Owner::Arrived) => self.arrived(state),
            // It was removed by who began anew, and is still being written here.
            Some(Owner::Nobody) => self.save(state),
            Some(Owner::This) | None => {}
        }
    }

    /// Whether another window has the draft by now, which is given up then.
    pub(super) fn is_taken(&self, state: State) -> bool {
        let owner = self.owner(state);
        let taken = matches!(owner, Some(Owner::Another | Owner::Arrived));
        if taken {
            self.look_again(state);
        }
        taken
    }

    /// Who has the draft that is written here, or that another window took over
    /// from here; of one that is only offered, whether it has arrived.
    fn owner(&self, state: State) -> Option<Owner> {
        let drafts = &self.0.drafts;
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let name = drafts.name.borrow().clone();
        if drafts.ended.get() || name.is_none() {
            let given_up = state.kept().with_untracked(Kept::is_elsewhere);
            let offered = drafts.offered.borrow().clone();
            let offered = offered.filter(|_| given_up || !drafts.ended.get());
            let arrived = offered.filter(|name| records::has_arrived(id, name));
            return arrived.map(|_| Owner::Arrived);
        }
        let name = name.filter(|_| !drafts.taking.get())?;
        Some(match records::get(id, &name) {
            Some(draft) if text(&draft, "window") != drafts.window() => Owner::Another,
            Some(_) => Owner::This,
            None if records::has_arrived(id, &name) => Owner::Arrived,
            None => Owner::Nobody,
        })
    }

    /// Another window goes on with the draft.
    pub(super) fn give_up(&self, state: State) {
        let name = self.let_go(state);
        self.0.drafts.offer(name);
        self.tell_kept(None, Copy::Elsewhere, state);
    }

    /// Another window has sent the answers, and they have arrived: sent from
    /// here they would count twice. Where they were only offered, what is
    /// written instead is an answer of its own.
    pub(super) fn arrived(&self, state: State) {
        let drafts = &self.0.drafts;
        let only_offered = !drafts.ended.get() && drafts.name.borrow().is_none();
        drafts.offer(None);
        if !only_offered {
            self.let_go(state);
            // Nothing is lost when the page is left.
            self.0.unload.take();
        }
        self.tell_kept(None, Copy::Arrived, state);
        if only_offered {
            self.keep_up(state);
        }
    }

    /// Writes the draft no more, and does not send it; its name.
    fn let_go(&self, state: State) -> Option<String> {
        let drafts = &self.0.drafts;
        drafts.timer.take();
        drafts.ended.set(true);
        self.wait_no_more(state);
        drafts.write(None)
    }

    /// Asks whether another window writes the draft that was found.
    pub(super) fn ask_windows(&self, name: &str, state: State) {
        let plan = state.plan();
        records::call(&plan.questionnaire().id, &[WHO, name].concat());
    }

    /// Another window asks, or answers.
    fn called(&self, call: &str, state: State) {
        let drafts = &self.0.drafts;
        let is = |name: &Option<String>, named: &str| name.as_deref() == Some(named);
        if let Some(named) = call.strip_prefix(WHO) {
            if is(&drafts.name.borrow(), named) {
                // What becomes of it is of interest there.
                drafts.taken.set(true);
                let plan = state.plan();
                records::call(&plan.questionnaire().id, &[HERE, named].concat());
            }
        } else if let Some(named) = call.strip_prefix(HERE) {
            let kept = state.kept().with_untracked(Kept::clone);
            if is(&drafts.offered.borrow(), named) && kept.found.is_some() && !kept.open {
                state.keep(Kept { open: true, ..kept });
                self.say(self.0.words.text(Message::DraftFoundOpen));
            }
        }
    }
}
