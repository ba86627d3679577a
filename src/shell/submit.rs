//! Sends a frozen submission until it is answered, or the tries are used up.

use std::cell::{Cell, RefCell};

use behov_engine::{Event, Failure, Outgoing};
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Date;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::pause::pause;
use super::{Report, Shell};
use crate::state::{Keeping, Kept, State, Waiting};
use crate::transport::{self, Cause, Outcome, Parcel, Work};

/// So many hashes are made between two looks at the clock.
const HASHES: u32 = 200;

/// A server that had a fault is asked again by itself no sooner than this, in
/// seconds.
const AGAIN: u32 = 60;

/// What is under way: a try, or the wait for the next one.
#[derive(Default)]
pub(super) struct Sending {
    abort: RefCell<Option<AbortController>>,
    next: RefCell<Option<Next>>,
    /// Rounds of tries that have failed, one after the other.
    rounds: Cell<u32>,
    /// When a server that had a fault may be asked again, in milliseconds.
    not_before: Cell<f64>,
    /// The next round.
    round: RefCell<Option<Timeout>>,
}

/// The next try, and the clock that counts the seconds until then.
struct Next {
    parcel: Parcel,
    tries: u32,
    _clock: Interval,
}

impl Sending {
    /// There is no next try.
    pub(super) fn give_up(&self) {
        self.next.take();
    }

    /// Whether a round of tries begins by itself.
    pub(super) fn is_resting(&self) -> bool {
        self.round.borrow().is_some()
    }

    /// Whether a server that had a fault may be asked again.
    pub(super) fn may_ask(&self) -> bool {
        Date::now() >= self.not_before.get()
    }

    pub(super) fn stop(&self) {
        self.give_up();
        self.round.take();
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
    }
}

impl Shell {
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn submit(&self, outgoing: Outgoing, state: State) {
        // On the device first, so that it is there whatever becomes of the page.
        self.save(state);
        let endpoint = self.0.endpoint.borrow().clone();
        let parcel = endpoint.map(|endpoint| Parcel {
            endpoint,
            id: outgoing.id,
            body: outgoing.body,
            nonce: None,
        });
        match parcel {
            Some(parcel) => {
                let shell = self.clone();
                spawn_local(async move {
                    shell.saved().await;
                    if shell.0.stopped.get() {
                        return;
                    }
                    if state.kept().with_untracked(Kept::is_elsewhere) {
                        // It was heard of only now.
                        state.dispatch(Event::Failed(Failure::Elsewhere));
                        return shell.keeping_draft(Keeping::Look, state);
                    }
                    shell.attempt(parcel, 1, state);
                });
            }
            None => {
                (self.0.report)(Report::Error("endpoint.missing"));
                // Later, as any other answer: the event that sends is not over.
                spawn_local(async move { state.dispatch(Event::Failed(Failure::NoEndpoint)) });
            }
        }
    }

    /// Does not try again by itself.
    pub(super) fn wait_no_more(&self, state: State) {
        if let Some(waiting) = state.waiting().get_untracked() {
            state.dispatch(Event::Failed(waiting.failure));
        }
    }

    /// Ends the wait for the next try.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn send_now(&self, state: State) {
        if let Some(next) = self.0.sending.next.take() {
            state.wait(None);
            self.attempt(next.parcel, next.tries, state);
        }
    }

    /// The try with this number; the first is 1.
    fn attempt(&self, parcel: Parcel, tries: u32, state: State) {
        let Ok(abort) = AbortController::new() else {
            // The page has put something of its own in its place.
            return spawn_local(async move { state.dispatch(Event::Failed(Failure::Network)) });
        };
        self.0.sending.abort.replace(Some(abort.clone()));
        let shell = self.clone();
        spawn_local(async move {
            let outcome = transport::post(&parcel, &abort).await;
            if shell.0.stopped.get() {
                return;
            }
            shell.0.sending.abort.take();
            let again = matches!(outcome, Outcome::Retry { .. } | Outcome::Work(_));
            if again && state.kept().with_untracked(Kept::is_elsewhere) {
                // Another window has taken them over meanwhile, and sends them.
                return state.dispatch(Event::Failed(Failure::Elsewhere));
            }
            match outcome {
                Outcome::Receipt(receipt) => {
                    shell.0.sending.rounds.set(0);
                    state.dispatch(Event::Received(receipt));
                }
                Outcome::Findings(findings) => state.dispatch(Event::Refused(findings)),
                Outcome::TooEarly => state.dispatch(Event::Failed(Failure::TooEarly)),
                Outcome::TooLate => state.dispatch(Event::Failed(Failure::TooLate)),
                // Asked for more although it was done, nobody does it for ever.
                Outcome::Work(bits) if parcel.nonce.is_none() => {
                    let nonce = shell.work(&parcel.id, bits).await;
                    let parcel = Parcel { nonce, ..parcel };
                    if !shell.0.stopped.get() {
                        shell.attempt(parcel, tries, state);
                    }
                }
                Outcome::Work(_) => state.dispatch(Event::Failed(Failure::Refused(428))),
                Outcome::Refused(status) => state.dispatch(Event::Failed(Failure::Refused(status))),
                Outcome::Retry { cause, after } => {
                    let failure = failure(cause);
                    match transport::delay(tries, after, js_sys::Math::random()) {
                        None => {
                            shell.rest(after, state);
                            state.dispatch(Event::Failed(failure));
                        }
                        Some(seconds) => {
                            shell.wait(parcel, tries + 1, Waiting { failure, seconds }, state);
                        }
                    }
                }
            }
        });
    }

    /// Looks for the nonce, and lets the page do other things meanwhile.
    async fn work(&self, id: &str, bits: u32) -> Option<String> {
        let mut work = Work::new(id, bits);
        let mut clock = Date::now();
        while !self.0.stopped.get() {
            if let nonce @ Some(_) = work.step(HASHES) {
                return nonce;
            }
            pause(&mut clock).await;
        }
        None
    }

    /// Begins a new round of tries after a while, for who leaves the page open.
    pub(super) fn rest(&self, after: Option<u32>, state: State) {
        let sending = &self.0.sending;
        sending.rounds.set(sending.rounds.get().saturating_add(1));
        let least = f64::from(after.unwrap_or(0).clamp(AGAIN, transport::DAY));
        sending.not_before.set(Date::now() + least * 1000.0);
        let rounds = sending.rounds.get();
        let seconds = transport::rest(rounds, after, js_sys::Math::random());
        let shell = self.clone();
        let round = Timeout::new(seconds * 1000, move || {
            let sending = &shell.0.sending;
            sending.round.take();
            // It has been waited for, whatever the clock says.
            sending.not_before.set(0.0);
            shell.try_again(state);
        });
        sending.round.replace(Some(round));
    }

    fn wait(&self, parcel: Parcel, tries: u32, first: Waiting, state: State) {
        state.wait(Some(first));
        let shell = self.clone();
        let mut waiting = first;
        let clock = Interval::new(1000, move || {
            waiting.seconds = waiting.seconds.saturating_sub(1);
            if waiting.seconds == 0 {
                shell.send_now(state);
            } else {
                state.wait(Some(waiting));
            }
        });
        let next = Next {
            parcel,
            tries,
            _clock: clock,
        };
        self.0.sending.next.replace(Some(next));
    }
}

fn failure(cause: Cause) -> Failure {
    match cause {
        Cause::Network => Failure::Network,
        Cause::TimeOut => Failure::TimeOut,
        Cause::Status(status) => Failure::Server(status),
    }
}
