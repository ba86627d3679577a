//! How far it is: in words, and a slim bar that says the same to the eye.

use super::element::{El, el};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::state::State;

pub(super) fn view(state: State, words: Words) -> El {
    let stage = state.stage();
    let number = move || stage.with(|stage| stage.number).to_string();
    let of = move || stage.with(|stage| stage.of).to_string();
    let step = move || words.with(Message::ProgressStep, &[("n", &number()), ("of", &of())]);
    let text = el("p")
        .class("progress-text")
        .attr("id", ids::progress())
        .text_of(step);
    let bar = el("progress")
        .class("progress-bar")
        .attr("aria-hidden", "true")
        .attr_of("max", move || Some(of().into()))
        .attr_of("value", move || Some(number().into()));
    el("div")
        .class("progress")
        .part("progress")
        .child(text)
        .child(bar)
}
