//! Where what is kept on the device is told of. What is told, `draft` says, once
//! there is something to say: it comes after the first page.

use super::draft;
use super::element::{View, shown};
use crate::i18n::Words;
use crate::signal::Signal;
use crate::state::State;

/// Whether an earlier visit has left something to decide about.
pub(super) fn is_found(state: State) -> Signal<bool> {
    let kept = state.kept();
    Signal::memo(move || kept.with(|kept| kept.found.is_some()))
}

/// At the foot of a step.
pub(super) fn foot(state: State, words: Words, first: bool) -> View {
    let kept = state.kept();
    let ready = Signal::memo(move || kept.with(|kept| kept.ready));
    shown(move || ready.get().then(|| draft::foot(state, words, first)))
}
