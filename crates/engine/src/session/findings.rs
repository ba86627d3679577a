//! What is wrong with an answer, at this moment.

use behov_schema::{Finding, QuestionType};

use super::Session;
use crate::{Key, data, value};

impl Session {
    /// What is wrong with the answer to a question that is asked, due or not.
    pub(super) fn finding(&self, at: Key) -> Option<Finding> {
        let slot = self.slot(at).filter(|slot| slot.visible)?;
        let question = self.plan.question(at.question)?;
        let finding = slot
            .refused
            .clone()
            .or_else(|| slot.broken.clone())
            .or_else(|| {
                let rows = slot.rows.len();
                let empty = match question.kind {
                    QuestionType::Rows => rows == 0,
                    QuestionType::Consent => slot.held.flag != Some(true),
                    QuestionType::Info | QuestionType::Computed => false,
                    _ => slot.value.is_none(),
                };
                if empty && slot.required {
                    return Some(Finding::new("required", ""));
                }
                let answer = slot.value.as_ref().filter(|_| slot.required);
                let counted = value::row_count(question, rows);
                counted
                    .or_else(|| value::incomplete(question, answer?))
                    .or_else(|| {
                        (!empty && !slot.valid).then(|| Finding::new("answer.not_valid", ""))
                    })
            })?;
        Some(Finding {
            pointer: self.pointer(at),
            ..finding
        })
    }

    /// The questions of a page that something is wrong with; due from now on.
    pub(super) fn inspect(&mut self, page: usize) -> Vec<Key> {
        let keys = self.keys_on(page);
        for at in &keys {
            if let Some(slot) = self.slot_mut(*at) {
                slot.due = true;
            }
        }
        keys.into_iter()
            .filter(|at| self.finding(*at).is_some())
            .collect()
    }

    /// Where the answer lies in the submission: a JSON Pointer.
    pub(super) fn pointer(&self, at: Key) -> String {
        let Some(question) = self.plan.question(at.question) else {
            return String::new();
        };
        let row = self.plan.rows_of(at.question).zip(at.row);
        let place = row.and_then(|((rows, _), row)| {
            let index = self.slots.get(rows)?.row_index(row)?;
            Some((&self.plan.question(rows)?.id, index))
        });
        match place {
            None => data::pointer(&question.id),
            Some((rows, index)) => {
                let inside = data::inside(&question.id, rows);
                format!("{}/{index}{}", data::pointer(rows), data::pointer(inside))
            }
        }
    }

    /// The question that an answer at this pointer, or inside it, belongs to.
    pub(super) fn key_at(&self, pointer: &str) -> Option<Key> {
        let leads = |here: &str| {
            pointer
                .strip_prefix(here)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut best = None;
        for (number, entry) in self.plan.outline().iter() {
            let at = match entry.row {
                None => Some(Key::top(number)),
                Some((rows, _)) => self
                    .row_at(pointer, rows)
                    .map(|row| Key::in_row(number, row)),
            };
            // A row's question comes after its rows, and leads further.
            best = at.filter(|at| leads(&self.pointer(*at))).or(best);
        }
        best.filter(|at| self.slot(*at).is_some_and(|slot| slot.visible))
    }

    /// The id of the row of `rows` that a pointer leads into.
    fn row_at(&self, pointer: &str, rows: usize) -> Option<u32> {
        let outer = data::pointer(&self.plan.question(rows)?.id);
        let inside = pointer.strip_prefix(&outer)?.strip_prefix('/')?;
        let index: usize = inside.split('/').next()?.parse().ok()?;
        Some(self.slots.get(rows)?.rows.get(index)?.id)
    }
}
