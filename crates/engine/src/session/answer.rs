//! Answers: what a control does to a session.

use behov_schema::QuestionType;

use super::Session;
use crate::{Announce, Changes, Chosen, Effect, Key, Raw, Sending, Step, value};

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
            Raw::Text(text) => {
                slot.held.raw = text;
                slot.held.chosen = None;
            }
            Raw::Chosen(entry) => {
                if question.kind != QuestionType::Code {
                    return;
                }
                entry.display.clone_into(&mut slot.held.raw);
                slot.held.chosen = Some(entry);
            }
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

    /// Gives the entry that an answer began with, or that was chosen, its name.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn named(&mut self, at: Key, entry: Option<Chosen>, changes: &mut Changes) {
        if !self.may_change() {
            return;
        }
        let Some(slot) = self.slot_mut(at) else {
            return;
        };
        let held = &mut slot.held;
        let began = slot.prefilled && held.chosen.is_none();
        match entry {
            Some(entry) => {
                let same = match &held.chosen {
                    Some(chosen) => (&chosen.system, &chosen.code) == (&entry.system, &entry.code),
                    None => began,
                };
                if !same {
                    return;
                }
                entry.display.clone_into(&mut held.raw);
                held.chosen = Some(entry);
            }
            // Words are kept as what they are, but nobody says a code.
            None if began && value::is_code(&held.raw) => held.raw.clear(),
            None => return,
        }
        if began {
            // What was tried says something else than what can be read now.
            self.revision += u64::from(self.frozen.is_some());
        }
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

    pub(super) fn edited(&mut self, at: Key, changes: &mut Changes) {
        // The first edit makes the page worth a warning; an edit after a try
        // that failed makes that failure history; a summary follows its fields.
        let failed = matches!(self.sending, Sending::Failed(_));
        changes.stage |= self.revision == 0 || failed || self.summary.contains(&at);
        if failed {
            self.sending = Sending::Idle;
        }
        self.revision += 1;
    }

    pub(super) fn may_change(&self) -> bool {
        let asks = !matches!(self.step, Step::Before | Step::After);
        asks && !matches!(self.sending, Sending::Busy | Sending::Sent(_))
    }
}
