//! A page of questions.

use behov_engine::{Event, Key};

use super::element::{El, el};
use super::inline::rich;
use super::{error_summary, folded, kept, navigation, notice, progress};
use crate::i18n::Words;
use crate::ids;
use crate::state::State;

/// The page with this index.
pub(super) fn view(state: State, words: Words, index: usize) -> Option<El> {
    let plan = state.plan();
    let page = plan.page(index)?;
    let first = state.pages().first() == Some(&index);
    let changing = state.stage().with_untracked(|stage| stage.changing);
    let heading = navigation::heading()
        .attr_if("aria-describedby", (!changing).then(ids::progress))
        .localized(words.localize(&page.title));
    let intro = page
        .intro
        .as_ref()
        .map(|intro| rich(el("div").class("intro"), words, words.localize(intro)));
    let form = navigation::form(move || state.dispatch(Event::Next))
        .view(error_summary::view(state, words))
        .child_if((!changing).then(|| progress::view(state, words)))
        .child(heading)
        .child_if(intro);
    let questions = plan.on_page(index).map(Key::top);
    Some(
        folded::questions(state, words, form, questions)
            .child_if(first.then(|| notice::view(state, words)))
            .child(failed())
            .child(navigation::view(state, words))
            .view(kept::foot(state, words, first)),
    )
}

/// Where the shell says that the way on is not there.
fn failed() -> El {
    el("p")
        .class("message danger")
        .part("message")
        .attr("id", ids::rest_failed())
        .attr("role", "alert")
}
