//! How rows are shown: which of them are open, and where each stands.
//!
//! A session knows nothing of it. It lies here, and not in the view, since it
//! stays as it is when another page is shown or another language is read.

use behov_engine::{Changes, Effect, Focus, Key};

use super::Inner;
use crate::signal::Signal;

/// How one row is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Where it stands among its rows, from nought.
    pub index: usize,
    pub open: bool,
    /// Rises with every change in the row while it is closed.
    pub changes: u32,
}

/// What is to be written once nothing is borrowed any more.
pub(super) type Written = Vec<(Signal<Card>, Card)>;

/// Every row that was shown, by its id, which is its own in a session.
#[derive(Default)]
pub(super) struct Cards(Vec<Entry>);

pub(super) struct Entry {
    row: u32,
    /// The number of the rows that it stands in.
    pub(super) rows: usize,
    pub(super) card: Card,
    pub(super) signal: Signal<Card>,
}

impl Cards {
    pub(super) fn find(&mut self, row: u32) -> Option<&mut Entry> {
        let place = self.place(row).ok()?;
        self.0.get_mut(place)
    }

    /// Puts a row there that was not shown yet.
    pub(super) fn insert(&mut self, row: u32, rows: usize, signal: Signal<Card>, card: Card) {
        let entry = Entry {
            row,
            rows,
            card,
            signal,
        };
        if let Err(place) = self.place(row) {
            self.0.insert(place, entry);
        }
    }

    /// Opens a row, or closes it.
    pub(super) fn fold(&mut self, row: u32, open: bool, written: &mut Written) {
        if let Some(entry) = self.find(row) {
            entry.card.open = open;
            written.push((entry.signal, entry.card));
        }
    }

    /// Something in a row has changed: who reads it while it is closed looks again.
    pub(super) fn changed(&mut self, row: u32, written: &mut Written) {
        if let Some(entry) = self.find(row)
            && !entry.card.open
        {
            entry.card.changes = entry.card.changes.wrapping_add(1);
            written.push((entry.signal, entry.card));
        }
    }

    /// The rows stand in this order now.
    pub(super) fn number(&mut self, rows: &[u32], written: &mut Written) {
        for (index, row) in rows.iter().enumerate() {
            if let Some(entry) = self.find(*row)
                && entry.card.index != index
            {
                entry.card.index = index;
                written.push((entry.signal, entry.card));
            }
        }
    }

    /// The open ones of the rows with this number.
    pub(super) fn open(&self, rows: usize) -> Vec<u32> {
        let open = self.0.iter();
        open.filter(|entry| entry.rows == rows && entry.card.open)
            .map(|entry| entry.row)
            .collect()
    }

    fn place(&self, row: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&row, |entry| entry.row)
    }
}

impl Inner {
    /// What an event does to the rows that are shown: what the focus goes to
    /// or leads to is opened, and a new row closes those that are complete.
    pub(super) fn cards_after(&mut self, changes: &Changes) -> Written {
        let mut written = Written::new();
        for row in changes.touched.iter().filter_map(|at| at.row) {
            self.cards.changed(row, &mut written);
        }
        for effect in &changes.effects {
            match effect {
                Effect::Focus(Focus::Question(at)) => self.open(*at, &mut written),
                Effect::Focus(Focus::Summary) => {
                    for (at, _) in self.session.stage().summary {
                        self.open(at, &mut written);
                    }
                }
                Effect::Focus(Focus::NewRow { at, row }) => {
                    for other in self.cards.open(at.question) {
                        if self.session.row_complete(*at, other) {
                            self.cards.fold(other, false, &mut written);
                        }
                    }
                    self.card(*at, *row);
                    self.cards.fold(*row, true, &mut written);
                }
                Effect::Focus(Focus::Undo(at) | Focus::Row { at, .. }) => {
                    let rows = self.session.snapshot(*at).rows;
                    self.cards.number(&rows, &mut written);
                }
                _ => {}
            }
        }
        written
    }

    /// Opens the row that a question stands in.
    fn open(&mut self, at: Key, written: &mut Written) {
        let entry = self.session.plan().outline().entry(at.question);
        if let Some(((rows, _), row)) = entry.and_then(|entry| entry.row).zip(at.row) {
            self.card(Key::top(rows), row);
            self.cards.fold(row, true, written);
        }
    }

    /// The signal of a row; made when it is asked for first.
    pub(super) fn card(&mut self, at: Key, row: u32) -> Signal<Card> {
        if let Some(entry) = self.cards.find(row) {
            return entry.signal;
        }
        let rows = self.session.snapshot(at).rows;
        let index = rows.binary_search(&row).unwrap_or_default();
        let card = Card {
            index,
            open: index == 0,
            changes: 0,
        };
        let signal = self.owner.with(|| Signal::new(card));
        self.cards.insert(row, at.question, signal, card);
        signal
    }
}
