//! The buttons at the foot of a step, and the form that hears them.

use behov_engine::{Event, Sending, Stage};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::element::{El, View, el, shown};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;

/// The form of a step. Its submission ends here: it neither leaves the page
/// nor reaches a form of the host around us; by its method not even when the
/// wasm has ended and nobody listens: no answer may come into the address.
pub(super) fn form(submit: impl Fn() + Copy + Send + Sync + 'static) -> El {
    el("form")
        .class("page")
        .part("page")
        .attr("novalidate", "")
        .attr("method", "dialog")
        .attr("aria-labelledby", ids::heading())
        .on("submit", move |event| {
            event.prevent_default();
            event.stop_propagation();
            submit();
        })
        // A frame may allow no forms: then there is no submission to hear of.
        // Enter in a field presses the button as well.
        .on("click", move |event| {
            let target = event.target().map(JsCast::dyn_into::<Element>);
            let button = target.and_then(|target| target.ok()?.closest("[type=submit]").ok()?);
            if button.is_some() {
                event.prevent_default();
                submit();
            }
        })
}

/// The heading of a step, which takes the focus when the step is shown.
pub(super) fn heading() -> El {
    el("h3")
        .class("heading")
        .part("heading")
        .attr("id", ids::heading())
        .attr("tabindex", "-1")
}

/// The buttons of a page.
pub(super) fn view(state: State, words: Words) -> El {
    let stage = state.stage();
    let on = move || {
        let message = stage.with(|stage| match stage {
            Stage { changing: true, .. } => Message::NavBackToReview,
            Stage { number, of, .. } if number + 1 == *of => Message::NavReview,
            _ => Message::NavNext,
        });
        words.text(message)
    };
    el("div")
        .class("nav")
        .child(primary().text_of(on))
        .view(back(state, words))
}

/// The button that submits the form.
pub(super) fn primary() -> El {
    el("button")
        .class("button primary")
        .part("button primary")
        .attr("type", "submit")
}

/// A button beside it.
pub(super) fn button(words: String, act: impl Fn() + Send + Sync + 'static) -> El {
    el("button")
        .class("button")
        .part("button")
        .attr("type", "button")
        .on("click", move |_| act())
        .text(words)
}

/// To the step before, where there is one.
pub(super) fn back(state: State, words: Words) -> View {
    let stage = state.stage();
    let there = Signal::memo(move || stage.with(|stage| stage.number > 1 && !stage.changing));
    let away = is_away(state);
    shown(move || {
        there.get().then(|| {
            let back = button(words.text(Message::NavBack), move || {
                state.dispatch(Event::Back);
            });
            back.attr_of("aria-disabled", move || away.get().then(|| "true".into()))
        })
    })
}

/// Whether the answers are under way, so that nothing can be done with them. In
/// a wait for the next try there is something to press for.
pub(super) fn is_away(state: State) -> Signal<bool> {
    let (stage, waiting) = (state.stage(), state.waiting());
    Signal::memo(move || {
        stage.with(|stage| stage.sending == Sending::Busy) && waiting.with(Option::is_none)
    })
}
