//! Rows: adding, removing and bringing back.

use behov_schema::QuestionType;

use super::Session;
use super::slot::{Row, Slot};
use crate::{Announce, Changes, Effect, Focus, Gone, Key};

/// A row that was removed and may still be brought back, with every answer.
pub(super) struct Removed {
    /// The rows that it stood in.
    rows: usize,
    /// Where it stood.
    index: usize,
    row: Row,
}

impl Session {
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn row_added(&mut self, at: Key, changes: &mut Changes) {
        if !self.has_room(at) {
            return;
        }
        self.forget_removed(at);
        let index = self.slot(at).map_or(0, |slot| slot.rows.len());
        let row = self.push_row(at);
        self.edited(at, changes);
        self.settle_row(at, row, changes);
        let focus = Focus::NewRow { at, row };
        changes.effects.push(Effect::Focus(focus));
        let announce = Announce::RowAdded { at, index };
        changes.effects.push(Effect::Announce(announce));
    }

    /// Takes a row out, unless there must be as many as there are.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn row_removed(&mut self, at: Key, row: u32, changes: &mut Changes) {
        let question = self.plan.question(at.question);
        let least = question.and_then(|question| question.min_rows).unwrap_or(0);
        if !self.may_change() {
            return;
        }
        let Some(slot) = self.slot_mut(at).filter(|slot| slot.rows.len() > least) else {
            return;
        };
        let Some(index) = slot.row_index(row) else {
            return;
        };
        let gone = slot.rows.remove(index);
        slot.refused = None;
        self.forget_removed(at);
        self.removed.push(Removed {
            rows: at.question,
            index,
            row: gone,
        });
        self.edited(at, changes);
        self.moved(changes);
        self.settle_row_removed(at, row, index, changes);
        let announce = Announce::RowRemoved { at, index };
        changes.effects.push(Effect::Focus(Focus::Undo(at)));
        changes.effects.push(Effect::Announce(announce));
    }

    /// Brings back the row that was removed last, to where it stood.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn row_restored(&mut self, at: Key, changes: &mut Changes) {
        if !self.has_room(at) {
            return;
        }
        let of = |removed: &Removed| removed.rows == at.question;
        let Some(place) = self.removed.iter().position(of) else {
            return;
        };
        let Removed { index, mut row, .. } = self.removed.remove(place);
        let id = row.id;
        for slot in &mut row.slots {
            // What it follows from may have changed: it is worked out anew.
            slot.visible = false;
            slot.required = false;
        }
        if let Some(slot) = self.slot_mut(at) {
            // Nothing has moved the others since.
            slot.rows.insert(index.min(slot.rows.len()), row);
            slot.refused = None;
        }
        self.edited(at, changes);
        self.moved(changes);
        self.settle_row(at, id, changes);
        let announce = Announce::RowRestored { at, index };
        let focus = Focus::Row { at, row: id };
        changes.effects.push(Effect::Focus(focus));
        changes.effects.push(Effect::Announce(announce));
    }

    /// The row that may be brought back.
    pub(super) fn gone(&self, at: Key) -> Option<Gone> {
        let of = |removed: &&Removed| at.row.is_none() && removed.rows == at.question;
        let removed = self.removed.iter().find(of)?;
        Some(Gone {
            row: removed.row.id,
            index: removed.index,
        })
    }

    /// What was removed stays so from now on, on every page.
    pub(super) fn forget_all_removed(&mut self, changes: &mut Changes) {
        let removed = self.removed.drain(..);
        changes
            .touched
            .extend(removed.map(|removed| Key::top(removed.rows)));
    }

    /// Whether nothing in a row is wrong or missing, told of yet or not.
    pub fn row_complete(&self, at: Key, row: u32) -> bool {
        let mut questions = self.plan.in_row(at.question);
        questions.all(|child| self.finding(Key::in_row(child, row)).is_none())
    }

    /// Opens the rows that are asked for in any case.
    pub(super) fn open_rows(&mut self) {
        for number in 0..self.slots.len() {
            let least = self
                .plan
                .question(number)
                .and_then(|question| question.min_rows);
            for _ in 0..least.unwrap_or(0) {
                let row = self.push_row(Key::top(number));
                self.settle_row(Key::top(number), row, &mut Changes::default());
            }
        }
    }

    pub(super) fn push_row(&mut self, at: Key) -> u32 {
        let id = self.next_row;
        self.next_row += 1;
        let slots = Slot::all(
            &self.plan,
            &self.start.prefill,
            self.plan.in_row(at.question),
        );
        if let Some(slot) = self.slot_mut(at) {
            slot.rows.push(Row { id, slots });
            slot.refused = None;
        }
        id
    }

    fn has_room(&self, at: Key) -> bool {
        let question = self.plan.question(at.question);
        let rows = question.filter(|question| question.kind == QuestionType::Rows);
        let most = rows.map_or(0, behov_schema::Question::most_rows);
        let room = self.slot(at).is_some_and(|slot| slot.rows.len() < most);
        room && self.may_change()
    }

    fn forget_removed(&mut self, at: Key) {
        self.removed.retain(|removed| removed.rows != at.question);
    }

    /// Rows have other numbers now, and a summary names them by these.
    fn moved(&self, changes: &mut Changes) {
        changes.stage |= !self.summary.is_empty();
    }
}
