//! A group of questions that repeats: one card a row.

mod card;

use behov_engine::{Event, Gone, Key, Snapshot};

use crate::i18n::{Localized, Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;
use crate::view::element::{El, each, el};
use crate::view::question::Asked;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(asked: &Asked<'_>) -> El {
    let (state, words, at, snapshot) = (asked.state, asked.words, asked.at, asked.snapshot);
    let (most, least) = (asked.question.most_rows(), asked.question.min_rows);
    let some = Signal::memo(move || snapshot.with(|snapshot| !list(snapshot).is_empty()));
    let full = Signal::memo(move || snapshot.with(|snapshot| snapshot.rows.len() >= most));
    // There may be fewer of them.
    let spare =
        Signal::memo(move || snapshot.with(|snapshot| snapshot.rows.len()) > least.unwrap_or(0));
    let rows = move || {
        some.get().then(|| {
            el("div").class("rows").view(each(
                move || snapshot.with(list),
                move |key| {
                    let gone = snapshot.with(|snapshot| snapshot.gone);
                    Some(match gone {
                        Some(gone) if key == !gone.row => undo(state, words, at, gone),
                        _ => card::view(state, words, at, key, spare),
                    })
                },
            ))
        })
    };
    let none = move || {
        let words = words.text(Message::RowsEmpty);
        (!some.get()).then(|| el("p").class("rows-empty").text(words))
    };
    let add = asked.question.add_label.as_ref();
    let add = add.map(|label| words.localize(label));
    let add = add.unwrap_or_else(|| Localized {
        text: words.text(Message::RowsAdd),
        lang: None,
    });
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

/// What stands in the list, in order: the rows by their ids, and where one was
/// removed its id with every bit turned.
fn list(snapshot: &Snapshot) -> Vec<u32> {
    let mut keys = snapshot.rows.clone();
    if let Some(gone) = snapshot.gone {
        keys.insert(gone.index.min(keys.len()), !gone.row);
    }
    keys
}

/// In place of a row that was removed, until something else is done with the
/// rows: there is no time limit (WCAG 2.2.1).
fn undo(state: State, words: Words, at: Key, gone: Gone) -> El {
    let plan = state.plan();
    let name = plan.question(at.question);
    let name = name.map(|question| words.row(question, gone.index));
    let name = name.unwrap_or_default();
    let removed = words.parts(Message::RowsRemoved, &[("row", &name)]);
    let button = el("button")
        .class("button quiet")
        .part("button")
        .attr("type", "button")
        .attr("id", ids::undo(at))
        .on("click", move |_| state.dispatch(Event::RowRestored { at }))
        .text(words.text(Message::RowsUndo))
        .child(el("span").class("sr").text(" ").said(name));
    el("div")
        .class("row-gone")
        .child(removed.into_iter().fold(el("p"), El::said))
        .child(button)
}
