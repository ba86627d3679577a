//! The receipt: the code to keep, what happens now, and a copy of the answers.

use behov_engine::{Event, Sending};
use behov_schema::submission::Deletable;
use leptos::prelude::*;

use super::element::{El, el, shown};
use super::inline::{letter, rich};
use super::{another, copy, navigation, review};
use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(state: State, words: Words) -> Option<El> {
    let sending = state.stage().with_untracked(|stage| stage.sending.clone());
    let Sending::Sent(receipt) = sending else {
        return None;
    };
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let contact = letter(&questionnaire.controller.contact);
    let help = words.with(Message::ReceiptCodeHelp, &[("contact", &contact)]);
    let help = Localized {
        text: help,
        lang: None,
    };
    let deletable = receipt.deletable.map(|what| {
        let what = match what {
            Deletable::All => Message::ReceiptDeleteAll,
            Deletable::Contact => Message::ReceiptDeleteContact,
            Deletable::Off => Message::ReceiptDeleteOff,
        };
        el("p").text(words.text(what))
    });
    let time = words.date_time(&receipt.received_at);
    let sign = el("span").class("sign ok").attr("aria-hidden", "true");
    let thanks = questionnaire.thanks.as_ref();
    let thanks = thanks.map(|text| rich(el("div"), words, words.localize(text)));
    let print = navigation::button(words.text(Message::ReceiptPrint), || {
        // A browser without a printer says so itself.
        let _ = window().print();
    });
    let correct = navigation::button(words.text(Message::ReceiptCorrect), move || {
        state.dispatch(Event::Corrected);
    });
    // The page may say only now who holds the pen.
    let stage = state.stage();
    let assisted = Signal::memo(move || stage.with(|stage| stage.assisted));
    let panel = el("section")
        .class("receipt")
        .part("receipt")
        .attr("aria-labelledby", ids::heading())
        .child(
            navigation::heading()
                .child(sign)
                .text(words.text(Message::ReceiptTitle)),
        )
        .child(
            el("p")
                .class("receipt-label")
                .text(words.text(Message::ReceiptCode)),
        )
        .child(
            el("p")
                .class("receipt-code")
                .part("receipt-code")
                .text(receipt.code),
        )
        .child(el("p").text(words.with(Message::ReceiptReceived, &[("time", &time)])))
        .view(shown(move || {
            assisted.get().then(|| another::next(state, words))
        }))
        .child(rich(el("div"), words, help))
        .child_if(deletable)
        .child_if(thanks)
        .child(
            el("div")
                .class("nav")
                .child(copy::button(state, words))
                .child(print)
                .child(correct),
        );
    let answers = el("section")
        .class("copy")
        .child(
            el("h3")
                .class("copy-title")
                .text(words.text(Message::CopyTitle)),
        )
        .children(review::parts(state, words, None));
    let workplace = shown(move || {
        let firm = !assisted.get();
        firm.then(|| another::workplace(state, words))
    });
    Some(el("div").child(panel).view(workplace).child(answers))
}
