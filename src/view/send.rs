//! Sending: the button, what went wrong, and what happens next.

use behov_engine::{Failure, Sending};

use super::element::{El, View, each, el, shown};
use super::inline::{letter, rich};
use super::navigation;
use crate::i18n::{Localized, Message, Plural, Words};
use crate::state::{Copy, Keeping, Kept, State};

/// The buttons of the review. While it is being sent the button stays where
/// it is and takes the focus still; it only says that it is at work.
pub(super) fn buttons(state: State, words: Words) -> El {
    let away = navigation::is_away(state);
    let label = move || {
        words.text(if away.get() {
            Message::SendSending
        } else {
            Message::NavSend
        })
    };
    let send = navigation::primary()
        .attr_of("aria-disabled", move || away.get().then(|| "true".into()))
        .text_of(label);
    el("div")
        .class("nav")
        .child(send)
        .view(navigation::back(state, words))
}

/// What went wrong, while it is not mended: in a wait for the next try too.
pub(super) fn message(state: State, words: Words) -> View {
    let failure = move || failure(state);
    let kept = state.kept();
    each(
        // The same failure stays the same message while the seconds go by.
        // What is said of the copy on the device is to be true all the time.
        move || {
            let saved = kept.with(|kept| u32::from(is_saved(kept)));
            failure()
                .map(|failure| why(failure) as u32 * 2 + saved)
                .into_iter()
                .collect()
        },
        move |_| failure().map(|failure| failed(state, words, failure)),
    )
}

fn failure(state: State) -> Option<Failure> {
    // What has become of it in another window stands at the foot.
    if state.kept().with(Kept::is_elsewhere) {
        return None;
    }
    let failed = state.stage().with(|stage| match stage.sending {
        Sending::Failed(failure) => Some(failure),
        _ => None,
    });
    // That has passed when it is not said there any more.
    let failed = failed.filter(|failure| *failure != Failure::Elsewhere);
    let waiting = state.waiting();
    failed.or_else(|| waiting.with(|waiting| waiting.map(|waiting| waiting.failure)))
}

fn failed(state: State, words: Words, failure: Failure) -> El {
    let waiting = state.waiting();
    // The seconds are for the eye: heard, they would drown everything else.
    let countdown = move || {
        let waiting = waiting.get()?;
        let seconds = usize::try_from(waiting.seconds).unwrap_or(usize::MAX);
        let text = words.count(Plural::SendRetry, seconds);
        Some(el("p").attr("aria-hidden", "true").text(text))
    };
    let title = el("strong").text(words.text(Message::SendFailedTitle));
    let said = rich(
        el("div").child(el("p").child(title)),
        words,
        Localized {
            text: explain(state, words, failure),
            lang: None,
        },
    );
    // What came too late comes later still when it is tried again.
    let again = (failure != Failure::TooLate)
        .then(|| navigation::button(words.text(Message::SendAgain), move || state.send()));
    let save_as = navigation::button(words.text(Message::DraftSaveAs), move || {
        state.keeping(Keeping::SaveAs);
    });
    el("div")
        .class("message danger")
        .part("message")
        .child(
            el("div")
                .class("message-text")
                .attr("role", "alert")
                .child(el("span").class("sign").attr("aria-hidden", "true"))
                .child(said),
        )
        .view(shown(countdown))
        .child(el("div").class("nav").child_if(again).child(save_as))
}

/// Why, and what the respondent can do about it.
fn explain(state: State, words: Words, failure: Failure) -> String {
    let why = why(failure);
    if !failure.passes() {
        let plan = state.plan();
        let contact = letter(&plan.questionnaire().controller.contact);
        return words.with(why, &[("contact", &contact)]);
    }
    let then = if state.kept().with(is_saved) {
        Message::SendKept
    } else {
        Message::SendKeepOpen
    };
    format!("{} {}", words.text(why), words.text(then))
}

fn is_saved(kept: &Kept) -> bool {
    matches!(kept.copy, Copy::Saved(_))
}

fn why(failure: Failure) -> Message {
    match failure {
        Failure::Network => Message::SendFailedNetwork,
        Failure::TimeOut => Message::SendFailedTimeout,
        Failure::Server(_) => Message::SendFailedServer,
        Failure::NoEndpoint => Message::SendFailedNoEndpoint,
        Failure::Refused(_) => Message::SendFailedRefused,
        Failure::TooEarly => Message::SendFailedTooEarly,
        Failure::TooLate => Message::SendFailedTooLate,
        Failure::Elsewhere => Message::DraftElsewhere,
    }
}
