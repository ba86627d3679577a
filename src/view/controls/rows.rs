//! A group of questions that repeats: one card a row.

use behov_engine::{Event, Key};
use leptos::prelude::*;

use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::state::State;
use crate::view::answers;
use crate::view::element::{El, each, el};
use crate::view::press::when_released;
use crate::view::question::{Asked, leaves, question};

/// How many answers stand for a row in its heading, and how many characters
/// they may have together: a line on a phone, or little more.
const SUMMARY: (usize, usize) = (2, 40);

pub(super) fn view(asked: &Asked<'_>) -> El {
    let (state, words, at, snapshot) = (asked.state, asked.words, asked.at, asked.snapshot);
    let most = asked.question.most_rows();
    let some = Memo::new(move |_| snapshot.with(|snapshot| !snapshot.rows.is_empty()));
    let full = Memo::new(move |_| snapshot.with(|snapshot| snapshot.rows.len() >= most));
    let rows = move || {
        some.get().then(|| {
            el("div").class("rows").view(each(
                move || snapshot.with(|snapshot| snapshot.rows.clone()),
                move |id| row(state, words, at, id).into_view(),
            ))
        })
    };
    let none = move || {
        let words = words.text(Message::RowsEmpty);
        (!some.get()).then(|| el("p").class("rows-empty").text(words))
    };
    let add = asked.question.add_label.as_ref();
    let add = add.map(|label| words.localize(label));
    let add = add.unwrap_or_else(|| own(words.text(Message::RowsAdd)));
    let button = move || {
        (!full.get()).then(|| {
            el("button")
                .class("button add")
                .part("button")
                .attr("type", "button")
                .attr("id", ids::add_row(at))
                .on("click", move |_| state.dispatch(Event::RowAdded { at }))
                .localized(add.clone())
        })
    };
    let enough = move || {
        let max = words.with(Message::RowsFull, &[("max", &most.to_string())]);
        full.get().then(|| el("p").class("rows-full").text(max))
    };
    asked
        .group("rows")
        .child_of(none)
        .child_of(rows)
        .child_of(button)
        .child_of(enough)
}

fn row(state: State, words: Words, at: Key, id: u32) -> El {
    let snapshot = state.snapshot(at);
    let label = answers::row_label(state, words, at);
    let name = move || {
        let rows = snapshot.with(|snapshot| snapshot.rows.iter().position(|row| *row == id));
        answers::row_name(words, &label, rows.unwrap_or_default())
    };
    let spoken = name.clone();
    // What was answered when the row was last left: a heading that changes
    // while one types below it would draw the eye, and be read out.
    let summary = RwSignal::new(summarize(state, words, at, id));
    let title = el("h4")
        .class("row-title")
        .attr("id", ids::row_title(at, id))
        .text_of(name)
        .child_of(move || {
            let text = summary.get();
            (!text.is_empty()).then(|| el("span").class("row-summary").text(format!(": {text}")))
        });
    let remove = el("button")
        .class("button quiet")
        .part("button")
        .attr("type", "button")
        .on("click", move |_| {
            state.dispatch(Event::RowRemoved { at, row: id });
        })
        .text(words.text(Message::RowsRemove))
        .child(
            el("span")
                .class("sr")
                .text_of(move || format!(" {}", spoken())),
        );
    let plan = state.plan();
    let questions = plan.in_row(at.question);
    let row = el("div")
        .class("row")
        .part("row")
        .attr("id", ids::row(at, id))
        .attr("role", "group")
        .attr("aria-labelledby", ids::row_title(at, id))
        .attr("tabindex", "-1")
        .on("focusout", move |event| {
            if leaves(event) {
                when_released(move || {
                    // The press may have been on "remove".
                    if !summary.is_disposed() {
                        summary.set(summarize(state, words, at, id));
                    }
                });
            }
        })
        .child(el("div").class("row-head").child(title).child(remove));
    questions.fold(row, |row, child| {
        row.view(question(state, words, Key::in_row(child, id)))
    })
}

/// The first answers of a row on one line; empty while there is none.
fn summarize(state: State, words: Words, at: Key, row: u32) -> String {
    let plan = state.plan();
    let questions = plan.in_row(at.question);
    let answers = questions.filter_map(|child| {
        let mut lines = answers::lines(state, words, Key::in_row(child, row));
        (lines.len() == 1).then(|| lines.remove(0).text)
    });
    let (most, room) = SUMMARY;
    let mut summary = String::new();
    for answer in answers.take(most) {
        if summary.is_empty() {
            summary = answer;
        } else if summary.chars().count() + answer.chars().count() < room {
            summary = format!("{summary}, {answer}");
        }
    }
    summary
}

fn own(text: String) -> Localized {
    Localized { text, lang: None }
}
