//! The review: every answer before it is sent, each with a way to change it.

use behov_engine::Event;

use super::answers::{self, Item, Part, Value};
use super::element::{El, el};
use super::{error_summary, honeypot, kept, navigation, notice, progress, send};
use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(state: State, words: Words) -> El {
    let heading = navigation::heading()
        .attr("aria-describedby", ids::progress())
        .text(words.text(Message::ReviewTitle));
    let away = navigation::is_away(state);
    let lead = move || {
        words.text(if away.get() {
            Message::SendSending
        } else {
            Message::ReviewLead
        })
    };
    let lead = el("p").attr("id", ids::lead()).text_of(lead);
    navigation::form(move || state.send())
        .view(error_summary::view(state, words))
        .child(progress::view(state, words))
        .child(heading)
        .child(el("div").class("intro").child(lead))
        .children(parts(state, words, Some(away)))
        .child(notice::view(state, words))
        .view(send::message(state, words))
        .child(honeypot::field(state, words))
        .child(send::buttons(state, words))
        .view(kept::foot(state, words, false))
}

/// The answers of each page: to change while they are not away, or only to
/// read.
pub(super) fn parts(state: State, words: Words, change: Option<Signal<bool>>) -> Vec<El> {
    let parts = answers::all(state, words);
    let part = |part: Part| {
        let items = part.items.into_iter();
        let items = items.map(|item| entry(state, words, item, change));
        el("section")
            .class("review")
            .part("review")
            .child(el("h4").class("review-title").localized(part.title))
            .child(el("dl").class("review-list").children(items))
    };
    parts.into_iter().map(part).collect()
}

fn entry(state: State, words: Words, item: Item, change: Option<Signal<bool>>) -> El {
    let (at, change) = (item.at, change.filter(|_| item.open));
    let named = el("span").class("sr").localized(Localized {
        text: format!(" {}", item.label.text),
        lang: item.label.lang.clone(),
    });
    let button = |away: Signal<bool>| {
        el("button")
            .class("link")
            .attr("type", "button")
            .attr_of("aria-disabled", move || away.get().then(|| "true".into()))
            .attr_of("aria-describedby", move || {
                away.get().then(|| ids::lead().into())
            })
            .on("click", move |_| state.dispatch(Event::Change { at }))
            .text(words.text(Message::ReviewChange))
            .child(named)
    };
    el("div")
        .class("review-item")
        .child(el("dt").class("review-key").localized(item.label))
        .child(value(
            words,
            item.value,
            Some("review-value"),
            "review-value empty",
        ))
        .child_if(change.map(|away| el("dd").class("review-change").child(button(away))))
}

fn value(words: Words, value: Value, class: Option<&'static str>, empty: &'static str) -> El {
    let dd = el("dd");
    match value {
        Value::None(message) => dd.class(empty).text(words.text(message)),
        Value::Lines(lines) => several(dd.attr_if("class", class), lines),
        Value::Row(items) => {
            let items = items.into_iter().map(|item| {
                el("div")
                    .child(el("dt").localized(item.label))
                    .child(self::value(words, item.value, None, "empty"))
            });
            dd.attr_if("class", class)
                .child(el("dl").class("review-inner").children(items))
        }
    }
}

/// Lines in an element: one as its text, several as a list.
pub(super) fn several(described: El, mut lines: Vec<Localized>) -> El {
    if lines.len() == 1 {
        return described.localized(lines.remove(0));
    }
    let items = lines.into_iter().map(|line| el("li").localized(line));
    described.child(el("ul").children(items))
}
