//! The choice among the languages of a questionnaire: small, above the title.

use super::element::{El, View, el};
use crate::i18n::{Message, Words, own_name};
use crate::ids;
use crate::state::State;

/// One button a language, by its own name; nothing where there is but one.
///
/// It stays when the language changes, so that the focus does too.
pub(super) fn view(state: State, words: Words) -> [View; 2] {
    let plan = state.plan();
    let offered = &plan.questionnaire().languages;
    if offered.len() < 2 {
        return [View::Nothing, View::Nothing];
    }
    let choose = move || {
        words.track();
        Some(words.text(Message::LanguageChoose).into())
    };
    let buttons = offered.iter();
    let list = el("div")
        .class("languages")
        .part("languages")
        .attr("role", "group")
        .attr_of("aria-label", choose)
        .children(buttons.map(|language| button(state, words, language)));
    // The element layer writes into it when a language does not come.
    let failed = el("p")
        .class("message danger")
        .part("message")
        .attr("id", ids::language_failed())
        .attr("role", "alert");
    [View::El(list), View::El(failed)]
}

fn button(state: State, words: Words, language: &str) -> El {
    let own = language.to_owned();
    let current = move || {
        words.track();
        (words.language() == own).then(|| "true".into())
    };
    let wanted = language.to_owned();
    el("button")
        .class("link")
        .attr("type", "button")
        .attr("lang", language.to_owned())
        .attr_of("aria-current", current)
        .text(own_name(language))
        .on("click", move |_| state.read_in(&wanted))
}
