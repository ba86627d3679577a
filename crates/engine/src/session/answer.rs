//! Answers and rows: what a control does to a session.

use behov_schema::QuestionType;

use super::Session;
use super::slot::{Row, Slot};
use crate::{Announce, Changes, Effect, Focus, Key, Raw, Sending, Step, value};

impl Session {
    pub(super) fn answered(&mut self, at: Key, raw: Raw, changes: &mut Changes) {
        let plan = self.plan.clone();
        let Some(question) = plan.question(at.question) else {
            return;
        };
        if !self.may_change() || question.read_only {
            return;
        }
        let Some(slot) = self.slot_mut(at) else {
            return;
        };
        match raw {
            Raw::Part { index, text } => {
                let parts = &mut slot.held.parts;
                let most = value::parts(question);
                if index < most {
                    parts.resize(most, String::new());
                }
                let Some(part) = parts.get_mut(index) else {
                    return;
                };
                *part = text;
            }
            Raw::Text(text) => slot.held.raw = text,
            Raw::Flag(flag) => slot.held.flag = Some(flag),
            Raw::Toggle { code, on } => {
                let Some(choice) = question.choice(&code) else {
                    return;
                };
                let codes = &mut slot.held.parts;
                codes.retain(|known| {
                    let clears = choice.exclusive
                        || question.choice(known).is_some_and(|known| known.exclusive);
                    *known != code && !(on && clears)
                });
                if on {
                    codes.push(code);
                }
                let listed = question.choices.iter().map(|choice| &choice.code);
                *codes = listed
                    .filter(|code| codes.contains(code))
                    .cloned()
                    .collect();
            }
        }
        slot.refused = None;
        slot.prefilled = false;
        self.edited(at, changes);
        self.settle_answer(at, changes);
    }

    /// An empty field is not held against somebody who only passed through.
    pub(super) fn left(&mut self, at: Key, changes: &mut Changes) {
        let Some(slot) = self.slot_mut(at) else {
            return;
        };
        if slot.broken.is_some() && !slot.due {
            slot.due = true;
            changes.touched.push(at);
            changes
                .effects
                .push(Effect::Announce(Announce::Finding { at }));
        }
    }

    pub(super) fn row_added(&mut self, at: Key, changes: &mut Changes) {
        let Some(question) = self.plan.question(at.question) else {
            return;
        };
        let most = question.most_rows();
        let full = self.slot(at).is_none_or(|slot| slot.rows.len() >= most);
        if question.kind != QuestionType::Rows || full || !self.may_change() {
            return;
        }
        let row = self.push_row(at);
        self.edited(at, changes);
        self.settle_row_added(at, row, changes);
        let rows = self.slot(at).map_or(0, |slot| slot.rows.len());
        changes.effects.push(Effect::Focus(Focus::Row { at, row }));
        changes
            .effects
            .push(Effect::Announce(Announce::RowAdded { at, rows }));
    }

    pub(super) fn row_removed(&mut self, at: Key, row: u32, changes: &mut Changes) {
        if !self.may_change() {
            return;
        }
        let Some(slot) = self.slot_mut(at) else {
            return;
        };
        let Some(index) = slot.row_index(row) else {
            return;
        };
        slot.rows.remove(index);
        slot.refused = None;
        let left = slot.rows.len();
        let near = slot
            .rows
            .get(index)
            .or_else(|| slot.rows.last())
            .map(|row| row.id);
        self.summary.retain(|key| key.row != Some(row));
        self.edited(at, changes);
        self.settle_row_removed(at, row, index, changes);
        let focus = near.map_or(Focus::AddRow(at), |row| Focus::Row { at, row });
        changes.effects.push(Effect::Focus(focus));
        changes
            .effects
            .push(Effect::Announce(Announce::RowRemoved { at, rows: left }));
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
                self.settle_row_added(Key::top(number), row, &mut Changes::default());
            }
        }
    }

    fn push_row(&mut self, at: Key) -> u32 {
        let id = self.next_row;
        self.next_row += 1;
        let slots = Slot::all(&self.plan, self.plan.in_row(at.question));
        if let Some(slot) = self.slot_mut(at) {
            slot.rows.push(Row { id, slots });
            slot.refused = None;
        }
        id
    }

    fn edited(&mut self, at: Key, changes: &mut Changes) {
        // The first edit makes the page worth a warning; an edit after a try
        // that failed makes that failure history; a summary follows its fields.
        let failed = matches!(self.sending, Sending::Failed(_));
        changes.stage |= self.revision == 0 || failed || self.summary.contains(&at);
        if failed {
            self.sending = Sending::Idle;
        }
        self.revision += 1;
    }

    fn may_change(&self) -> bool {
        let asks = !matches!(self.step, Step::Before | Step::After);
        asks && !matches!(self.sending, Sending::Busy | Sending::Sent(_))
    }
}
