//! What a screen reader is told.

use behov_engine::{Announce, Key};
use leptos::prelude::WithUntracked;

use crate::i18n::{Message, Words};
use crate::state::State;

/// The sentence, or nothing when something else speaks: a failure is shown
/// with the role `alert`.
pub(super) fn sentence(announce: Announce, state: State, words: Words) -> String {
    match announce {
        Announce::Finding { at } => finding(at, state, words),
        Announce::RowAdded { at, rows } => {
            let params = [
                ("label", &*row_label(at, state, words)),
                ("n", &*rows.to_string()),
            ];
            let row = words.with(Message::RowsName, &params);
            words.with(Message::RowsAdded, &[("row", &row)])
        }
        Announce::RowRemoved { at, .. } => words.with(
            Message::RowsRemoved,
            &[("row", &row_label(at, state, words))],
        ),
        Announce::Sending => words.text(Message::SendSending),
        Announce::Failed => String::new(),
    }
}

/// The question that was left, and what to do about its answer. Who has gone
/// on to the next field would not hear of it otherwise.
fn finding(at: Key, state: State, words: Words) -> String {
    let plan = state.plan();
    let finding = state
        .snapshot(at)
        .with_untracked(|snapshot| snapshot.finding.clone());
    let Some((question, finding)) = plan.question(at.question).zip(finding) else {
        return String::new();
    };
    let label = question.label.as_ref();
    let label = label.map_or_else(String::new, |label| words.localize(label).text);
    let message = words.finding(&finding, question);
    words.with(
        Message::SummaryItem,
        &[("question", &label), ("message", &message)],
    )
}

/// What a row is called.
fn row_label(at: Key, state: State, words: Words) -> String {
    let plan = state.plan();
    let question = plan.question(at.question);
    let label =
        question.and_then(|question| question.row_label.as_ref().or(question.label.as_ref()));
    label
        .map(|label| words.localize(label).text)
        .unwrap_or_default()
}
