//! A field that no human sees, and robots fill in. It turns nobody away: what is
//! sent says that it was filled in, and whoever receives it judges.

use behov_engine::Event;

use super::element::{El, el};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::state::State;

pub(super) fn field(state: State, words: Words) -> El {
    // For those who meet it after all, where styles are switched off.
    let label = el("label")
        .attr("for", ids::honeypot())
        .text(words.text(Message::SendHoneypot));
    let input = el("input")
        .attr("type", "text")
        .attr("id", ids::honeypot())
        .attr("name", "website")
        .attr("tabindex", "-1")
        .attr("autocomplete", "off")
        .on("input", move |_| state.dispatch(Event::Honeypot));
    el("div")
        .class("sr")
        .attr("aria-hidden", "true")
        .child(label)
        .child(input)
}
