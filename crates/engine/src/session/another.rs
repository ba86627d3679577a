//! From one answer to the next.

use super::{Session, Start};
use crate::{Changes, Effect, Focus, Key, Step};

/// What is of the firm, and who answers for it. All else is of the workplace,
/// and permissions are given anew for each answer.
const KEPT: [&str; 11] = [
    "org.country",
    "org.number_status",
    "org.number",
    "org.name",
    "org.sector",
    "org.industry",
    "con.name",
    "con.role",
    "con.email",
    "con.phone",
    "con.language",
];

impl Session {
    /// Begins anew. By phone the next answer is another firm's, and nothing of
    /// this one is left; else it is one for another workplace, and what was
    /// said of the firm stays.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn another(&mut self, today: String, now: String, changes: &mut Changes) {
        if self.step != Step::Receipt {
            return;
        }
        let assisted = self.stage().assisted;
        let start = Start {
            today,
            started_at: now,
            ..self.start.clone()
        };
        // No row of the next one is taken for a row of this one.
        let mut next = Self::begin(self.plan.clone(), start, self.next_row);
        if !assisted {
            next.keep_firm(self);
        }
        self.replace(next, changes);
        changes.effects.push(Effect::Focus(Focus::Heading));
    }

    /// Takes over what `earlier` said of the firm, as far as it was sent.
    fn keep_firm(&mut self, earlier: &Self) {
        for id in KEPT {
            let Some(at) = self.plan.outline().find(id).map(Key::top) else {
                continue;
            };
            let sent = earlier.slot(at).filter(|slot| slot.visible);
            if let Some((sent, slot)) = sent.zip(self.slot_mut(at)) {
                slot.held = sent.held.clone();
                slot.prefilled = sent.prefilled;
                self.settle_answer(at, &mut Changes::default());
            }
        }
    }

    /// Another session takes the place of this one: everything is looked at anew.
    pub(super) fn replace(&mut self, next: Self, changes: &mut Changes) {
        changes.touched = self.every_key();
        *self = next;
        changes.touched.extend(self.every_key());
        changes.stage = true;
    }

    /// Every question as it is asked or might be, hidden ones included.
    fn every_key(&self) -> Vec<Key> {
        let numbers = self.plan.outline().iter();
        numbers
            .flat_map(|(number, _)| self.keys_of(number))
            .collect()
    }
}
