//! How personal data are treated (GDPR art. 13): the two sentences that must
//! be seen, and the rest to open.

use behov_schema::LocalizedText;

use super::element::{El, el};
use super::inline::{address, rich};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::state::State;

pub(super) fn view(state: State, words: Words) -> El {
    let plan = state.plan();
    let controller = &plan.questionnaire().controller;
    let title = el("h4")
        .class("notice-title")
        .attr("id", ids::notice_title())
        .text(words.text(Message::NoticeTitle));
    let lead = words.with(Message::NoticeLead, &[("controller", &controller.name)]);
    let said = |term, text: &LocalizedText| {
        let described = rich(el("dd"), words, words.localize(text));
        item(words, term, described)
    };
    let reached = |term, to: &str| item(words, term, el("dd").child(address(words, to)));
    let list = el("dl")
        .class("notice-list")
        .child(reached(Message::NoticeContact, &controller.contact))
        .child_if(
            controller
                .dpo
                .as_ref()
                .map(|dpo| reached(Message::NoticeDpo, dpo)),
        )
        .child(said(Message::NoticeBasis, &controller.basis))
        .child(said(Message::NoticeRecipients, &controller.recipients))
        .child(said(Message::NoticeRetention, &controller.retention))
        .child(said(Message::NoticeRights, &controller.rights));
    let more = el("details")
        .class("more")
        .child(
            el("summary")
                .class("more-title")
                .text(words.text(Message::NoticeMore)),
        )
        .child(list);
    let purpose = words.localize(&controller.purpose);
    el("section")
        .class("notice")
        .part("notice")
        .attr("aria-labelledby", ids::notice_title())
        .child(title)
        .child(el("p").text(lead))
        .child(rich(el("div"), words, purpose))
        .child(more)
}

fn item(words: Words, term: Message, described: El) -> El {
    el("div")
        .child(el("dt").text(words.text(term)))
        .child(described)
}
