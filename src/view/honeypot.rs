//! A field that no human sees, and robots fill in. It turns nobody away: what is
//! sent says that it was filled in, and whoever receives it judges.

use behov_engine::Event;
use leptos::prelude::event_target_value;

use super::element::{El, el};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::state::State;

/// How the common ones are asked to leave a field alone.
const PASSWORD_MANAGERS: [(&str, &str); 4] = [
    ("data-1p-ignore", ""),
    ("data-bwignore", ""),
    ("data-lpignore", "true"),
    ("data-form-type", "other"),
];

pub(super) fn field(state: State, words: Words) -> El {
    // For those who meet it after all, where styles are switched off.
    let label = el("label")
        .attr("for", ids::honeypot())
        .text(words.text(Message::SendHoneypot));
    let input = el("input")
        .class("sr")
        .attr("type", "text")
        .attr("id", ids::honeypot())
        .attr("name", "subject")
        .attr("tabindex", "-1")
        .attr("autocomplete", "off")
        .on("input", move |event| {
            let filled = !event_target_value(event).is_empty();
            state.dispatch(Event::Honeypot(filled));
        });
    // Nor should those fill it in who fill in for people.
    let input = PASSWORD_MANAGERS
        .into_iter()
        .fold(input, |input, (name, value)| input.attr(name, value));
    el("div")
        .class("sr")
        .attr("aria-hidden", "true")
        .child(label)
        .child(input)
}
