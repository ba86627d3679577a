//! In place of the questions, before a questionnaire opens and after it has
//! closed.

use behov_schema::LocalizedText;

use super::element::{El, el};
use super::inline::{letter, rich};
use super::navigation;
use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::state::State;

pub(super) fn before(state: State, words: Words) -> El {
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let said = (Message::ClosedBeforeText, questionnaire.opens_at.as_deref());
    let text = text(words, questionnaire.before.as_ref(), said);
    panel(state, words, Message::ClosedBeforeTitle, text)
}

pub(super) fn after(state: State, words: Words) -> El {
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let said = (Message::ClosedAfterText, questionnaire.closes_at.as_deref());
    let text = text(words, questionnaire.after.as_ref(), said);
    panel(state, words, Message::ClosedAfterTitle, text)
}

/// The coordinator's own words, or ours with the date.
fn text(
    words: Words,
    own: Option<&LocalizedText>,
    (message, date): (Message, Option<&str>),
) -> Localized {
    let ours = || Localized {
        text: words.with(
            message,
            &[("time", &words.date_time(date.unwrap_or_default()))],
        ),
        lang: None,
    };
    own.map_or_else(ours, |own| words.localize(own))
}

fn panel(state: State, words: Words, title: Message, text: Localized) -> El {
    let plan = state.plan();
    let contact = letter(&plan.questionnaire().controller.contact);
    let contact = Localized {
        text: words.with(Message::ClosedContact, &[("contact", &contact)]),
        lang: None,
    };
    el("section")
        .class("closed")
        .part("closed")
        .attr("aria-labelledby", ids::heading())
        .child(navigation::heading().text(words.text(title)))
        .child(rich(el("div").class("closed-text"), words, text))
        .child(rich(el("div"), words, contact))
}
