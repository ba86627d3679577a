//! From the receipt to the next answer.

use super::element::{El, el};
use super::navigation;
use crate::i18n::{Message, Words};
use crate::ids;
use crate::state::State;

/// For an interviewer: the next firm is waiting on the line, so that it is the
/// first thing to press.
pub(super) fn next(state: State, words: Words) -> El {
    let next = navigation::primary()
        .attr("type", "button")
        .on("click", move |_| state.another())
        .text(words.text(Message::AnotherNext));
    el("div").class("nav").child(next)
}

/// For a firm with several workplaces.
pub(super) fn workplace(state: State, words: Words) -> El {
    let button = navigation::button(words.text(Message::AnotherWorkplace), move || {
        state.another();
    });
    el("section")
        .class("another")
        .part("another")
        .attr("aria-labelledby", ids::another_title())
        .child(
            el("h3")
                .class("another-title")
                .attr("id", ids::another_title())
                .text(words.text(Message::AnotherTitle)),
        )
        .child(el("p").text(words.text(Message::AnotherText)))
        .child(el("div").class("nav").child(button))
}
