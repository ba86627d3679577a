//! What a respondent sees, and nothing that is decided: the view shows
//! snapshots and says what happened. `docs/style.md` has the markup.

mod another;
mod answers;
mod attributes;
mod closed;
mod controls;
mod copy;
mod element;
mod error_summary;
mod inline;
mod languages;
mod navigation;
mod notice;
mod page;
mod press;
mod progress;
mod question;
mod receipt;
mod review;
mod send;
mod test_mode;

use behov_engine::Step;
use leptos::prelude::*;

use crate::i18n::Words;
use crate::ids;
use crate::state::State;
use element::{each, el, shown};

pub use languages::view as languages;

/// The whole widget inside its root element.
pub fn root(state: State, words: Words) -> AnyView {
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let intro = questionnaire.intro.clone();
    let stage = state.stage();
    let step = move || stage.with(|stage| stage.step);
    let first = Memo::new(move |_| match step() {
        Step::Page(page) => state.pages().first() == Some(&page),
        Step::Before | Step::Review | Step::Receipt | Step::After => false,
    });
    let live = el("p")
        .class("sr")
        .attr("id", ids::live())
        .attr("role", "status");
    let title = el("h2")
        .class("title")
        .part("title")
        .localized(words.localize(&questionnaire.title));
    let intro = move || {
        let text = intro.as_ref().filter(|_| first.get())?;
        Some(inline::rich(
            el("div").class("intro"),
            words,
            words.localize(text),
        ))
    };
    let banner = test_mode::banner(state, words);
    let header = el("header")
        .class("head")
        .child_if(banner)
        .child(title)
        .view(shown(intro));
    // A step that goes takes its elements along: the next one is built anew.
    let steps = each(
        move || vec![number(step())],
        move |_| match untrack(step) {
            Step::Before => closed::before(state, words),
            Step::Page(index) => page::view(state, words, index),
            Step::Review => review::view(state, words),
            Step::Receipt => receipt::view(state, words),
            Step::After => closed::after(state, words),
        },
    );
    // A `fieldset` that is none to the ear: it disables all that stands in it.
    let disabled = state.disabled();
    el("fieldset")
        .class("all")
        .attr("role", "presentation")
        .attr_of("disabled", move || disabled.get().then(|| "".into()))
        .child(live)
        .child(header)
        .view(steps)
        .into_view()
}

/// A number of its own for every step.
fn number(step: Step) -> u32 {
    match step {
        Step::Review => 0,
        Step::Receipt => 1,
        Step::Before => 2,
        Step::After => 3,
        Step::Page(index) => u32::try_from(index).map_or(u32::MAX, |index| index + 4),
    }
}
