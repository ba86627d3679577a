//! A box to tick, below the text that is agreed to.

use behov_engine::Raw;
use leptos::prelude::*;

use crate::ids;
use crate::view::element::{El, el};
use crate::view::inline::rich;
use crate::view::question::{Asked, left};

pub(super) fn view(asked: &Asked<'_>) -> El {
    let (state, at, snapshot, answer) = (asked.state, asked.at, asked.snapshot, asked.answer());
    let id = ids::field(at);
    let text = asked.question.text.as_ref().map(|text| {
        let element = el("div").class("q-text").attr("id", ids::text(at));
        rich(element, asked.words, asked.words.localize(text))
    });
    let described: Vec<String> = text.iter().map(|_| ids::text(at)).collect();
    let input = el("input")
        .class("option-box")
        .attr("id", id.clone())
        .attr("type", "checkbox")
        .checked_of(move || snapshot.with(|snapshot| snapshot.flag == Some(true)))
        .on("change", move |event| {
            answer(Raw::Flag(event_target_checked(event)));
        })
        .on("blur", move |_| left(state, at));
    let input = asked.described(asked.claims(input), &described);
    let label = asked.name(el("label").class("option-label").attr("for", id), true);
    asked
        .frame("div", "consent")
        .child_if(text)
        .child_if(asked.help())
        .view(asked.error())
        .child(
            el("div")
                .class("option")
                .part("option")
                .child(input)
                .child(label),
        )
}
