//! The keys of the field. The focus never leaves it: the suggestion that is
//! looked at is its `aria-activedescendant`.

use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, ScrollLogicalPosition};

use super::{Lookup, question_of};
use crate::ids;
use crate::view::into_view;

impl Lookup {
    pub(super) fn press(self, event: &web_sys::Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.is_composing() {
            return;
        }
        let shown = self.open.get_untracked() && self.count() > 0;
        match key.key().as_str() {
            "ArrowDown" if key.alt_key() => self.show(event),
            "ArrowUp" if key.alt_key() => self.close(),
            "ArrowDown" => self.go(event, true),
            "ArrowUp" => self.go(event, false),
            "Enter" if shown => match self.active.get_untracked() {
                Some(active) => self.take(active),
                None => self.close(),
            },
            // An element of the page around that closes by Escape as well
            // stays open.
            "Escape" if shown => {
                event.stop_propagation();
                self.close();
            }
            // Back to the text, in which the caret goes its own way.
            "Home" | "End" | "ArrowLeft" | "ArrowRight" => return self.active.write(None),
            _ => return,
        }
        event.prevent_default();
    }

    /// To the next suggestion or the one before; beyond the last and the
    /// first is the text.
    fn go(self, event: &web_sys::Event, down: bool) {
        let opened = !self.open.get_untracked();
        self.show(event);
        let Some(last) = self.count().checked_sub(1) else {
            return;
        };
        let chosen = || {
            let snapshot = self.snapshot.get_untracked();
            self.offer.with_untracked(|offer| offer.chosen(&snapshot))
        };
        let active = match (self.active.get_untracked(), down) {
            (None, true) if opened => chosen().or(Some(0)),
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(active), true) => (active < last).then_some(active + 1),
            (Some(active), false) => active.checked_sub(1),
        };
        self.active.write(active);
        let element = active.and_then(|active| {
            let selector = ["[id='", &ids::option(self.at, active), "']"].concat();
            question_of(event)?.query_selector(&selector).ok().flatten()
        });
        if let Some(element) = element {
            into_view(&element, ScrollLogicalPosition::Nearest);
        }
    }

    fn count(self) -> usize {
        self.offer.with_untracked(|offer| offer.count())
    }
}
