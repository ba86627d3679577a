//! From page to page.

use super::Session;
use crate::{Announce, Changes, Effect, Focus, Key, Sending, Step};

impl Session {
    pub(super) fn next(&mut self, changes: &mut Changes) {
        let Step::Page(page) = self.step else { return };
        let wrong = self.inspect(page);
        changes.touched.extend(self.keys_on(page));
        if !wrong.is_empty() {
            self.summary = wrong;
            changes.stage = true;
            changes.effects.push(Effect::Focus(Focus::Summary));
            return;
        }
        let following = self
            .pages()
            .find(|other| *other > page)
            .filter(|_| !self.changing);
        self.show(following.map_or(Step::Review, Step::Page), changes);
    }

    pub(super) fn back(&mut self, changes: &mut Changes) {
        if self.is_away(changes) {
            return;
        }
        let before = match self.step {
            Step::Page(_) if self.changing => Some(Step::Review),
            Step::Page(page) => self
                .pages()
                .filter(|other| *other < page)
                .last()
                .map(Step::Page),
            Step::Review => self.pages().last().map(Step::Page),
            Step::Before | Step::Receipt | Step::After => None,
        };
        if let Some(step) = before {
            self.show(step, changes);
        }
    }

    /// Only to where "next" has led, or would lead without a finding.
    pub(super) fn go_to(&mut self, step: Step, then: Option<Key>, changes: &mut Changes) {
        let reachable = match step {
            Step::Page(page) => self.pages().any(|asked| asked == page),
            _ => step == self.step,
        };
        let leaves = matches!(self.step, Step::Page(_) | Step::Review);
        if !reachable || !leaves || self.is_away(changes) {
            return;
        }
        if step != self.step {
            self.changing |= self.step == Step::Review;
            let changing = self.changing;
            self.show(step, changes);
            self.changing = changing;
        }
        if let Some(at) = then {
            changes
                .effects
                .retain(|effect| !matches!(effect, Effect::Focus(_)));
            changes.effects.push(Effect::Focus(Focus::Question(at)));
        }
    }

    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn change(&mut self, at: Key, changes: &mut Changes) {
        if self.step != Step::Review {
            return;
        }
        if let Some(entry) = self.plan.outline().entry(at.question) {
            self.go_to(Step::Page(entry.page), Some(at), changes);
        }
    }

    pub(super) fn show(&mut self, step: Step, changes: &mut Changes) {
        self.step = step;
        self.changing = false;
        self.summary.clear();
        self.forget_all_removed(changes);
        changes.stage = true;
        changes.effects.push(Effect::Focus(Focus::Heading));
    }

    /// Whether the answers are under way. They may have arrived: nothing is
    /// changed until it is known, and who tries to is told why.
    fn is_away(&self, changes: &mut Changes) -> bool {
        let away = self.sending == Sending::Busy;
        if away {
            changes.effects.push(Effect::Announce(Announce::Sending));
        }
        away
    }
}
