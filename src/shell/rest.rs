//! The part of the wasm that is needed after the first page.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use behov_engine::Event;
use gloo_timers::callback::Timeout;
use js_sys::{Date, Function, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{Report, Shell};
use crate::i18n::Message;
use crate::ids;
use crate::state::State;

/// It is asked for again no sooner than this after the last time, in
/// milliseconds.
const AGAIN: f64 = 5000.0;

/// What keeps the answers of a widget that is gone, and to which questionnaire
/// they are.
type Left = (String, Box<dyn FnOnce()>);

thread_local! {
    /// To be kept as soon as the rest is there.
    static LEFT: RefCell<Vec<Left>> = const { RefCell::new(Vec::new()) };
}

/// Whether an answer to this questionnaire waits to be kept.
pub fn any_left(questionnaire: &str) -> bool {
    LEFT.with_borrow(|left| left.iter().any(|(id, _)| id == questionnaire))
}

/// Whether it is there; a handle, like the `Rc` that it is.
#[derive(Clone)]
pub struct Rest(Rc<Parts>);

struct Parts {
    /// Promises it; none where all is one file.
    promise: Option<Function>,
    there: Cell<bool>,
    /// Somebody waits for it to go on.
    waited_for: Cell<bool>,
    /// When it was last asked for without anybody waiting, in milliseconds.
    asked: Cell<f64>,
    /// When it is asked for again.
    again: RefCell<Option<Timeout>>,
    /// Something has changed since it failed.
    changed: Cell<bool>,
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rest").field(&self.is_there()).finish()
    }
}

impl Rest {
    /// `promise` is a function that promises it, and may be called again after
    /// a failure.
    pub fn new(promise: Option<Function>) -> Self {
        Self(Rc::new(Parts {
            there: Cell::new(promise.is_none()),
            promise,
            waited_for: Cell::new(false),
            asked: Cell::new(0.0),
            again: RefCell::default(),
            changed: Cell::new(false),
        }))
    }

    /// Done when it is there, and what waited for it anywhere on the page is
    /// kept.
    ///
    /// # Errors
    /// What the promise was rejected with.
    pub async fn wait(&self) -> Result<(), JsValue> {
        if let Some(promise) = self.0.promise.as_ref().filter(|_| !self.is_there()) {
            let promised = promise.call0(&JsValue::NULL)?;
            JsFuture::from(Promise::resolve(&promised)).await?;
            self.came();
        }
        Ok(())
    }

    #[inline(never)] // once, and not wherever it is waited for
    fn came(&self) {
        self.0.there.set(true);
        for (_, keep) in LEFT.take() {
            keep();
        }
    }

    pub(super) fn is_there(&self) -> bool {
        self.0.there.get()
    }

    pub(super) fn stop(&self) {
        self.0.again.take();
    }
}

impl Shell {
    /// Fetches the rest, now that the first page can be seen. Where it does
    /// not come, who needs it tries again.
    pub fn prepare(&self, state: State) {
        if self.0.rest.is_there() {
            return self.begin_drafts(state);
        }
        self.0.rest.0.asked.set(Date::now());
        let shell = self.clone();
        spawn_local(async move {
            let failed = shell.whole(state).await.is_err();
            if failed && shell.0.rest.0.changed.take() {
                shell.prepare_again(state);
            }
        });
    }

    /// Something has changed, and is no draft before the rest is there: where
    /// that does not come, it is asked for once more after the change.
    pub(super) fn changed_early(&self, state: State) {
        self.0.rest.0.changed.set(true);
        if state.stage().with_untracked(|stage| stage.unsent) {
            self.keep_early(state);
        }
        self.prepare_again(state);
    }

    fn prepare_again(&self, state: State) {
        if self.0.stopped.get() {
            return;
        }
        let rest = &self.0.rest;
        let wait = rest.0.asked.get() + AGAIN - Date::now();
        let shell = self.clone();
        let timer = Timeout::new(wait.clamp(0.0, AGAIN) as u32, move || {
            if !shell.0.rest.is_there() {
                shell.prepare(state);
            }
        });
        rest.0.again.replace(Some(timer));
    }

    /// Done when the rest is there and drafts are kept.
    ///
    /// # Errors
    /// As [`Rest::wait`].
    pub(super) async fn whole(&self, state: State) -> Result<(), JsValue> {
        self.0.rest.wait().await?;
        if !self.0.stopped.get() && !self.keeps_drafts() {
            self.begin_drafts(state);
        }
        Ok(())
    }

    /// Saves what is written, then lets everything `end`: at once, or when the
    /// rest comes that can save it.
    pub fn leave(&self, state: State, end: impl FnOnce() + 'static) {
        if self.0.rest.is_there() {
            self.leave_draft(state);
        } else if state.stage().with_untracked(|stage| stage.unsent) {
            let shell = self.clone();
            let keep = Box::new(move || {
                shell.leave_draft(state);
                end();
            });
            let id = state.plan().questionnaire().id.clone();
            LEFT.with_borrow_mut(|left| left.push((id, keep)));
            self.prepare(state);
            return;
        }
        end();
    }

    /// Looks for a draft, where there is what can read it.
    pub fn look_for_draft(&self, state: State) {
        if self.0.rest.is_there() {
            self.find_draft(state);
        }
    }

    /// Lets `event` happen when the rest is there. Where it does not come, the
    /// respondent and the page are told, and everything stays as it is.
    pub(super) fn go_on(&self, event: Event, state: State) {
        if self.0.rest.0.waited_for.replace(true) {
            return;
        }
        let shell = self.clone();
        spawn_local(async move {
            let came = shell.whole(state).await;
            shell.0.rest.0.waited_for.set(false);
            if shell.0.stopped.get() {
                return;
            }
            let failure = match came {
                Ok(()) => String::new(),
                Err(_) => shell.0.words.text(Message::NavFailed),
            };
            shell.write(ids::rest_failed(), &failure);
            if came.is_ok() {
                state.dispatch(event);
            } else {
                (shell.0.report)(Report::Error("load.network"));
            }
        });
    }
}
