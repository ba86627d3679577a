//! The one place where a session and the outside meet: runs effects, and turns
//! what comes of them into events.

mod announce;
mod clock;
mod drafts;
mod early;
mod endpoint;
mod focus;
mod lists;
mod pause;
mod rest;
mod submit;
mod unload;
mod uuid;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use behov_engine::{Effect, Event, Focus, Key, Sending, Stage, Step};
use behov_schema::submission::{Channel, Receipt};
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use web_sys::ShadowRoot;

use crate::i18n::Words;
use crate::ids;
use crate::state::{Keeping, Listed, Outside, State};
use unload::Unload;

pub use clock::{now, today};
pub use drafts::any as any_draft;
pub use endpoint::endpoint;
pub use rest::{Rest, any_left};

/// Long enough for a screen reader to notice that the region was emptied, so
/// that it reads the same sentence again.
const EMPTIED: u32 = 100;

/// After so long without another letter somebody has stopped typing.
const TYPED: u32 = 900;

/// Where the files lie that are fetched when they are needed.
#[derive(Clone, Debug)]
pub struct Files {
    /// The address of the questionnaire.
    pub document: String,
    /// That of the widget's own files, or of one of them.
    pub widget: String,
}

/// What the page around the widget is told.
#[derive(Clone, Copy, Debug)]
pub enum Report<'a> {
    /// Something is wrong that the page can do something about, by code.
    Error(&'static str),
    /// Another step is shown.
    Step(Step),
    /// The respondent wants to read this language.
    Wants(&'a str),
    /// The answers are kept.
    Submitted(&'a Receipt),
}

/// The outside of one widget; a handle, like the `Rc` that it is.
#[derive(Clone)]
pub struct Shell(Rc<Parts>);

struct Parts {
    root: ShadowRoot,
    words: Words,
    report: Box<dyn Fn(Report<'_>)>,
    files: Files,
    rest: Rest,
    endpoint: RefCell<Option<String>>,
    stopped: Cell<bool>,
    /// The step that the page knows of.
    step: Cell<Step>,
    unload: RefCell<Option<Unload>>,
    focusing: RefCell<Option<Timeout>>,
    announcing: RefCell<Option<Timeout>>,
    sending: submit::Sending,
    drafts: drafts::Drafts,
}

impl Shell {
    /// The shell of the widget in `root`, whose session stands at `step`.
    pub fn new(
        root: ShadowRoot,
        words: Words,
        step: Step,
        files: Files,
        rest: Rest,
        report: Box<dyn Fn(Report<'_>)>,
    ) -> Self {
        Self(Rc::new(Parts {
            root,
            words,
            report,
            files,
            rest,
            endpoint: RefCell::default(),
            stopped: Cell::new(false),
            step: Cell::new(step),
            unload: RefCell::default(),
            focusing: RefCell::default(),
            announcing: RefCell::default(),
            sending: submit::Sending::default(),
            drafts: drafts::Drafts::default(),
        }))
    }

    /// Where submissions go from now on: a URL, absolute or relative to the page.
    pub fn set_endpoint(&self, endpoint: Option<String>) {
        self.0.endpoint.replace(endpoint);
    }

    /// Whether and how long drafts are kept: the `draft` attribute, and how the
    /// answers come in.
    pub fn set_drafts(&self, attribute: Option<String>, channel: Channel) {
        self.0.drafts.set(attribute, channel);
    }

    /// Ends all that is under way: timers, listeners, and a try to send.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        self.0.unload.take();
        self.0.focusing.take();
        self.0.announcing.take();
        self.0.sending.stop();
        self.0.drafts.stop();
        self.0.rest.stop();
        self.forgo_lists();
    }

    fn focus(&self, at: Focus) {
        let there = matches!(at, Focus::Question(_)) && focus::focus(&self.0.root, at);
        if there {
            // At once, while the respondent's tap still counts: an iPhone
            // opens its keyboard only then.
            self.0.focusing.take();
            return;
        }
        // A timer fires when all that is drawn by promises is drawn.
        let shell = self.clone();
        let timer = Timeout::new(0, move || {
            focus::focus(&shell.0.root, at);
        });
        self.0.focusing.replace(Some(timer));
    }

    /// Tells a screen reader, as soon as it has finished what it is saying.
    pub fn say(&self, sentence: String) {
        self.say_in(EMPTIED, Box::new(move || sentence.clone()));
    }

    fn say_in(&self, milliseconds: u32, sentence: Box<dyn Fn() -> String>) {
        if self.0.stopped.get() {
            return;
        }
        self.write(ids::live(), "");
        let shell = self.clone();
        // The region may have been drawn anew by then.
        let timer = Timeout::new(milliseconds, move || shell.write(ids::live(), &sentence()));
        self.0.announcing.replace(Some(timer));
    }

    /// Writes into the element that has this id, if it is there.
    pub fn write(&self, id: &str, text: &str) {
        if let Some(element) = self.0.root.get_element_by_id(id) {
            element.set_text_content(Some(text));
        }
    }
}

impl Outside for Shell {
    fn run(&self, effect: Effect, state: State) {
        match effect {
            Effect::Focus(at) => self.focus(at),
            Effect::Announce(announce) => {
                self.say(announce::sentence(announce, state, self.0.words));
            }
            Effect::Submit(outgoing) => self.submit(outgoing, state),
        }
    }

    fn id(&self) -> String {
        clock::id()
    }

    fn now(&self) -> String {
        clock::now()
    }

    fn today(&self) -> String {
        clock::today()
    }

    fn hurry(&self, state: State) {
        self.send_now(state);
    }

    fn read_in(&self, language: &str) {
        (self.0.report)(Report::Wants(language));
    }

    fn fetch_list(&self, id: &str, state: State) {
        if self.0.rest.is_there() {
            return self.list(id, state);
        }
        let (shell, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            if shell.whole(state).await.is_ok() {
                shell.list(&id, state);
            } else if !shell.0.stopped.get() {
                state.listed(&id, Listed::Failed);
                (shell.0.report)(Report::Error("codelist.network"));
            }
        });
    }

    fn is_whole(&self) -> bool {
        self.0.rest.is_there()
    }

    fn go_on(&self, event: Event, state: State) {
        Self::go_on(self, event, state);
    }

    fn is_in(&self, at: Key) -> bool {
        let field = self.0.root.get_element_by_id(&ids::field(at));
        field.is_some_and(|field| matches!(field.closest(":focus"), Ok(Some(_))))
    }

    fn changed(&self, state: State) {
        if self.0.stopped.get() {
            // It waits to be kept, or is.
        } else if self.0.rest.is_there() {
            self.keep_up(state);
        } else {
            self.changed_early(state);
        }
    }

    fn keeping(&self, keeping: Keeping, state: State) {
        self.keeping_draft(keeping, state);
    }

    fn hint(&self, sentence: Box<dyn Fn() -> String>) {
        self.say_in(TYPED, sentence);
    }

    fn staged(&self, stage: &Stage) {
        let mut unload = self.0.unload.borrow_mut();
        if stage.unsent != unload.is_some() {
            *unload = stage.unsent.then(Unload::new).flatten();
        }
        drop(unload);
        if stage.sending != Sending::Busy {
            self.0.sending.give_up();
        }
        if self.0.step.replace(stage.step) != stage.step {
            // What was said of the step before is no news any more.
            self.0.announcing.take();
            self.write(ids::live(), "");
            (self.0.report)(Report::Step(stage.step));
            if let Sending::Sent(receipt) = &stage.sending {
                (self.0.report)(Report::Submitted(receipt));
            }
        }
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shell").finish_non_exhaustive()
    }
}
