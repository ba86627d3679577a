//! The one writer: takes events to the session and writes the signals of the
//! questions they touched, and no others.

mod cards;
mod kept;
mod lists;

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use behov_engine::{Effect, Event, Failure, Key, Plan, Sending, Session, Snapshot, Stage};
use leptos::prelude::*;

pub use cards::Card;
use cards::{Cards, Written};
pub use kept::{Copy, Keeping, Kept};
use lists::List;
pub use lists::Listed;

use crate::signal::Signal;

/// The world outside: runs effects, and says what a session cannot know.
pub trait Outside {
    /// Runs an effect; what comes of it is dispatched to `state`.
    fn run(&self, effect: Effect, state: State);
    /// A new id for a submission: a UUID.
    fn id(&self) -> String;
    /// The time: RFC 3339 in UTC, ending in `Z`.
    fn now(&self) -> String;
    /// The respondent's date, `YYYY-MM-DD`.
    fn today(&self) -> String;
    /// Ends the wait for the next try to send.
    fn hurry(&self, state: State);
    /// The respondent wants to read this one of the questionnaire's languages.
    fn read_in(&self, language: &str);
    /// Sees where the session stands now.
    fn staged(&self, stage: &Stage);
    /// Fetches a code list; what becomes of it is said to `state`.
    fn fetch_list(&self, id: &str, state: State);
    /// Whether the focus is in the field of this question.
    fn is_in(&self, _: Key) -> bool {
        false
    }
    /// Tells a screen reader, as soon as no more is typed, what is to be said
    /// then.
    fn hint(&self, sentence: Box<dyn Fn() -> String>);
    /// Whether all of the widget is there, and not only what the first page
    /// needs.
    fn is_whole(&self) -> bool {
        true
    }
    /// Dispatches `event` to `state` as soon as all of the widget is there.
    fn go_on(&self, event: Event, state: State) {
        state.dispatch(event);
    }
    /// Something has happened: what is kept on the device is out of date.
    fn changed(&self, _: State) {}
    /// Does what the respondent wants with a draft.
    fn keeping(&self, _: Keeping, _: State) {}
}

/// A submission that did not get through and is tried again by itself; the
/// stage's `sending` is `Busy` meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Why the last try failed.
    pub failure: Failure,
    /// Whole seconds until the next one; falls each second.
    pub seconds: u32,
}

/// The handle of a session; the view has it from the context.
///
/// Its signals live as long as the owner that was current when it was made,
/// whatever becomes of the views that read them.
#[derive(Clone, Copy)]
pub struct State {
    inner: StoredValue<Inner, LocalStorage>,
    plan: StoredValue<Arc<Plan>>,
    stage: Signal<Stage>,
    waiting: Signal<Option<Waiting>>,
    locale: Signal<String>,
    disabled: Signal<bool>,
    kept: Signal<Kept>,
}

struct Inner {
    session: Session,
    outside: Rc<dyn Outside>,
    owner: Owner,
    /// Sorted by row and question: a search, however many there are, and what
    /// is asked in a new row comes last.
    snapshots: Vec<(Key, Signal<Snapshot>)>,
    cards: Cards,
    lists: Vec<List>,
}

impl State {
    /// The state of `session`; its signals belong to the current owner.
    pub fn new(session: Session, outside: Rc<dyn Outside>) -> Self {
        Self {
            plan: StoredValue::new(session.plan().clone()),
            stage: Signal::new(session.stage()),
            waiting: Signal::new(None),
            locale: Signal::new(session.locale().to_owned()),
            disabled: Signal::new(false),
            kept: Signal::new(Kept::default()),
            inner: StoredValue::new_local(Inner {
                session,
                outside,
                owner: Owner::current().unwrap_or_default(),
                snapshots: Vec::new(),
                cards: Cards::default(),
                lists: Vec::new(),
            }),
        }
    }

    /// What is asked.
    pub fn plan(self) -> Arc<Plan> {
        self.plan.get_value()
    }

    /// What a view may see of one question. The first call for a key makes
    /// its signal.
    pub fn snapshot(self, at: Key) -> Signal<Snapshot> {
        self.inner
            .try_update_value(|inner| inner.signal(at))
            .unwrap_or_default()
    }

    /// The same as it is at this moment, without a signal of its own.
    pub fn look_at(self, at: Key) -> Snapshot {
        self.look(|session| session.snapshot(at))
    }

    /// How a row of the rows `at` is shown. The first one is open until it is
    /// closed, the others are closed until they are opened.
    pub fn card(self, at: Key, row: u32) -> Signal<Card> {
        self.inner
            .try_update_value(|inner| inner.card(at, row))
            .unwrap_or_default()
    }

    /// Opens a row of the rows `at`, or closes it. Who closes it has left all
    /// that stands in it.
    pub fn fold(self, at: Key, row: u32, open: bool) {
        for child in self.plan().in_row(at.question).filter(|_| !open) {
            let at = Key::in_row(child, row);
            self.dispatch(Event::Left { at });
        }
        let mut written = Written::new();
        self.inner
            .try_update_value(|inner| inner.cards.fold(row, open, &mut written));
        for (signal, card) in written {
            signal.write(card);
        }
    }

    /// What a view may see of the whole.
    pub fn stage(self) -> Signal<Stage> {
        self.stage
    }

    /// The wait for the next try to send, while there is one.
    pub fn waiting(self) -> Signal<Option<Waiting>> {
        self.waiting
    }

    /// The language that is read.
    pub fn locale(self) -> Signal<String> {
        self.locale
    }

    /// Whether the page around lets nothing be answered now.
    pub fn disabled(self) -> Signal<bool> {
        self.disabled
    }

    /// Lets nothing be answered, or everything again. Every answer stays.
    pub fn disable(self, disabled: bool) {
        self.disabled.write(disabled);
    }

    /// The questions that are asked on a page, in order, those in rows
    /// included. Not tracked.
    pub fn keys_on(self, page: usize) -> Vec<Key> {
        self.look(|session| session.keys_on(page))
    }

    /// The indices of the pages that are asked, in order. Not tracked.
    pub fn pages(self) -> Vec<usize> {
        self.look(|session| session.pages().collect())
    }

    /// Takes in what happened.
    pub fn dispatch(self, event: Event) {
        if event == Event::Next
            && let Some(outside) = self.outside().filter(|outside| !outside.is_whole())
        {
            return outside.go_on(event, self);
        }
        // Who goes back to an answer while the next try is waited for does not
        // want these answers sent: the wait is over, and they are not sent yet.
        if matches!(
            event,
            Event::Back | Event::Change { .. } | Event::GoTo { .. }
        ) && let Some(waiting) = self.waiting.get_untracked()
        {
            self.dispatch(Event::Failed(waiting.failure));
        }
        // Nothing is borrowed while signals are written and effects run: both
        // may lead to the next event.
        let happened = self.inner.try_update_value(|inner| inner.apply(event));
        let Some(happened) = happened else { return };
        for (signal, snapshot) in happened.snapshots {
            signal.write(snapshot);
        }
        for (signal, card) in happened.cards {
            signal.write(card);
        }
        if let Some(stage) = happened.stage {
            if stage.sending != Sending::Busy {
                self.waiting.write(None);
            }
            happened.outside.staged(&stage);
            self.stage.write(stage);
        }
        if let Some(locale) = happened.locale {
            self.locale.write(locale);
        }
        for effect in happened.effects {
            happened.outside.run(effect, self);
        }
        happened.outside.changed(self);
    }

    /// Sends the answers, or tries at once when the next try is being waited
    /// for: the one call behind "Send" and "Try again".
    pub fn send(self) {
        let Some(outside) = self.outside() else {
            return;
        };
        if self.kept.with_untracked(Kept::is_elsewhere) {
            // Both windows would send, and the firm be counted twice.
            outside.keeping(Keeping::Look, self);
        } else if self.waiting.with_untracked(Option::is_some) {
            outside.hurry(self);
        } else {
            let (id, now) = (outside.id(), outside.now());
            self.dispatch(Event::Send { id, now });
        }
    }

    /// Goes on in another of the questionnaire's languages, as soon as its words
    /// are there.
    pub fn read_in(self, language: &str) {
        if let Some(outside) = self.outside() {
            outside.read_in(language);
        }
    }

    /// Tells a screen reader what follows from what is typed.
    pub fn hint(self, sentence: impl Fn() -> String + 'static) {
        if let Some(outside) = self.outside() {
            outside.hint(Box::new(sentence));
        }
    }

    /// From the receipt to the next answer.
    pub fn another(self) {
        if let Some(outside) = self.outside() {
            let (today, now) = (outside.today(), outside.now());
            self.dispatch(Event::Another { today, now });
        }
    }

    /// Shows how long it is until the next try to send. For the shell.
    pub fn wait(self, waiting: Option<Waiting>) {
        self.waiting.write(waiting);
    }

    fn outside(self) -> Option<Rc<dyn Outside>> {
        self.inner.try_with_value(|inner| inner.outside.clone())
    }

    fn look<T: Default>(self, look: impl FnOnce(&Session) -> T) -> T {
        self.inner
            .try_with_value(|inner| look(&inner.session))
            .unwrap_or_default()
    }
}

/// What follows from one event, once nothing is borrowed any more.
struct Happened {
    snapshots: Vec<(Signal<Snapshot>, Snapshot)>,
    cards: Written,
    stage: Option<Stage>,
    locale: Option<String>,
    effects: Vec<Effect>,
    outside: Rc<dyn Outside>,
}

impl Inner {
    fn apply(&mut self, event: Event) -> Happened {
        let removed = match event {
            Event::RowRemoved { at, row } => Some((at, row)),
            _ => None,
        };
        let locale = match &event {
            Event::Locale(locale) => Some(locale.clone()),
            _ => None,
        };
        let anew = matches!(
            event,
            Event::Another { .. } | Event::Resumed(_) | Event::Reopened(_)
        );
        let changes = self.session.apply(event);
        let cards = self.cards_after(&changes);
        let mut snapshots = Vec::with_capacity(changes.touched.len());
        for at in changes.touched {
            if let Ok(index) = self.place(at)
                && let Some((_, signal)) = self.snapshots.get(index)
            {
                snapshots.push((*signal, self.session.snapshot(at)));
            }
        }
        if anew && changes.stage {
            // The rows of what was there are no more, and were emptied above.
            self.snapshots.retain(|(at, _)| at.row.is_none());
            self.cards = Cards::default();
            // Nor is it the next one's matter what was chosen.
            self.lists.iter_mut().for_each(List::forget);
        }
        if let Some((at, row)) = removed
            && !self.session.snapshot(at).rows.contains(&row)
        {
            self.forget(row, &mut snapshots);
        }
        Happened {
            snapshots,
            cards,
            stage: changes.stage.then(|| self.session.stage()),
            locale,
            effects: changes.effects,
            outside: self.outside.clone(),
        }
    }

    fn signal(&mut self, at: Key) -> Signal<Snapshot> {
        let place = self.place(at);
        if let Ok(index) = place
            && let Some((_, signal)) = self.snapshots.get(index)
        {
            return *signal;
        }
        let snapshot = self.session.snapshot(at);
        let signal = self.owner.with(|| Signal::new(snapshot));
        self.snapshots
            .insert(place.unwrap_or_else(|index| index), (at, signal));
        signal
    }

    fn place(&self, at: Key) -> Result<usize, usize> {
        let order = |at: &Key| (at.row, at.question);
        self.snapshots
            .binary_search_by_key(&order(&at), |(known, _)| order(known))
    }

    /// A row that has gone takes its answers along.
    fn forget(&mut self, row: u32, emptied: &mut Vec<(Signal<Snapshot>, Snapshot)>) {
        self.snapshots.retain(|(at, signal)| {
            let gone = at.row == Some(row);
            if gone {
                emptied.push((*signal, Snapshot::default()));
            }
            !gone
        });
    }
}

impl fmt::Debug for State {
    /// Answers are private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}
