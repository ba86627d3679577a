//! Sending: the button, what went wrong, and what happens next.

use behov_engine::{Failure, Sending};
use leptos::prelude::*;

use super::element::{El, el, shown};
use super::{copy, navigation};
use crate::i18n::{Message, Plural, Words};
use crate::state::State;

/// The buttons of the review. While it is being sent the button stays where
/// it is and takes the focus still; it only says that it is at work.
pub(super) fn buttons(state: State, words: Words) -> El {
    let stage = state.stage();
    let busy = move || stage.with(|stage| stage.sending == Sending::Busy);
    let label = move || {
        words.text(if busy() {
            Message::SendSending
        } else {
            Message::NavSend
        })
    };
    let send = navigation::primary()
        .attr_of("aria-disabled", move || busy().then(|| "true".into()))
        .text_of(label);
    el("div")
        .class("nav")
        .child(send)
        .view(navigation::back(state, words))
}

/// What went wrong, while it is not mended: in a wait for the next try too.
pub(super) fn message(state: State, words: Words) -> AnyView {
    let (stage, waiting) = (state.stage(), state.waiting());
    let failure = Memo::new(move |_| {
        let failed = stage.with(|stage| match stage.sending {
            Sending::Failed(failure) => Some(failure),
            _ => None,
        });
        failed.or_else(|| waiting.with(|waiting| waiting.map(|waiting| waiting.failure)))
    });
    shown(move || failure.get().map(|failure| failed(state, words, failure)))
}

fn failed(state: State, words: Words, failure: Failure) -> El {
    let waiting = state.waiting();
    let why = explain(state, words, failure);
    let said = el("span")
        .child(el("strong").text(words.text(Message::SendFailedTitle)))
        .text(format!(". {why} {}", words.text(Message::SendKeepOpen)));
    // The seconds are for the eye: heard, they would drown everything else.
    let countdown = move || {
        let waiting = waiting.get()?;
        let seconds = usize::try_from(waiting.seconds).unwrap_or(usize::MAX);
        let text = words.count(Plural::SendRetry, seconds);
        Some(el("p").attr("aria-hidden", "true").text(text))
    };
    let buttons = el("div")
        .class("nav")
        .child(navigation::button(
            words.text(Message::SendAgain),
            move || state.send(),
        ))
        .child(copy::button(state, words));
    el("div")
        .class("message danger")
        .part("message")
        .child(
            el("p")
                .class("message-text")
                .child(el("span").class("sign").attr("aria-hidden", "true"))
                .child(said),
        )
        .view(shown(countdown))
        .child(buttons)
}

fn explain(state: State, words: Words, failure: Failure) -> String {
    let plan = state.plan();
    match failure {
        Failure::Network => words.text(Message::SendFailedNetwork),
        Failure::TimeOut => words.text(Message::SendFailedTimeout),
        Failure::Server(_) => words.text(Message::SendFailedServer),
        Failure::NoEndpoint | Failure::Refused(_) => {
            let contact = &plan.questionnaire().controller.contact;
            words.with(Message::SendFailedRefused, &[("contact", contact)])
        }
    }
}
