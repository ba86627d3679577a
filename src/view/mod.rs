//! What a respondent sees, and nothing that is decided: the view shows
//! snapshots and says what happened. `docs/style.md` has the markup.

mod another;
mod answers;
mod closed;
mod controls;
mod copy;
mod draft;
mod draw;
mod element;
mod error_summary;
mod folded;
mod honeypot;
mod inline;
mod kept;
mod keys;
mod languages;
mod navigation;
mod notice;
mod page;
mod press;
mod progress;
mod question;
mod receipt;
mod review;
mod scroll;
mod send;
mod test_mode;

use any_spawner::Executor;
use behov_engine::Step;
use web_sys::Element;

use crate::i18n::Words;
use crate::ids;
use crate::signal::Signal;
use crate::state::State;
use element::{El, View, each, el, shown};

pub use copy::save as save_file;
pub use draft::told;
pub use draw::Drawn;
pub use scroll::into_view;

/// Draws the whole widget into its root element, for as long as what this gives
/// lives.
pub fn draw(parent: &Element, state: State, words: Words) -> Drawn {
    // Another widget on the page may have named it already.
    let _ = Executor::init_wasm_bindgen();
    // It stays when the language changes: what is new must not be read twice.
    let live = el("p")
        .class("sr")
        .attr("id", ids::live())
        .attr("role", "status");
    let all = shown(move || {
        words.track();
        Some(all(state, words))
    });
    let mut drawn = Drawn::default();
    for view in languages::view(state, words) {
        drawn.add(parent, view);
    }
    drawn.add(parent, View::El(live));
    drawn.add(parent, all);
    drawn
}

fn all(state: State, words: Words) -> El {
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let intro = questionnaire.intro.clone();
    let stage = state.stage();
    let step = move || stage.with(|stage| stage.step);
    let first = Signal::memo(move || match step() {
        Step::Page(page) => state.pages().first() == Some(&page),
        Step::Before | Step::Review | Step::Receipt | Step::After => false,
    });
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
    let found = kept::is_found(state);
    let steps = each(
        // What was begun before stands in place of the steps until it is said
        // what becomes of it.
        move || vec![if found.get() { FOUND } else { number(step()) }],
        move |now| match step() {
            _ if now == FOUND => Some(draft::found(state, words)),
            Step::Before => Some(closed::before(state, words)),
            Step::Page(index) => page::view(state, words, index),
            Step::Review => Some(review::view(state, words)),
            Step::Receipt => receipt::view(state, words),
            Step::After => Some(closed::after(state, words)),
        },
    );
    // A `fieldset` that is none to the ear: it disables all that stands in it.
    let disabled = state.disabled();
    el("fieldset")
        .class("all")
        .attr("role", "presentation")
        .attr_of("disabled", move || disabled.get().then(|| "".into()))
        .on("keydown", keys::keep)
        .on("keypress", keys::keep)
        .on("keyup", keys::keep)
        .child(header)
        .view(steps)
}

/// No step has this number.
const FOUND: u32 = u32::MAX;

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
