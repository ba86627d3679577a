//! What a screen reader is told.

use behov_engine::{Announce, Key};

use crate::i18n::{Message, Words};
use crate::state::State;

/// The sentence, or nothing when something else speaks: a failure is shown
/// with the role `alert`.
pub(super) fn sentence(announce: Announce, state: State, words: Words) -> String {
    match announce {
        Announce::Finding { at } => finding(at, state, words),
        Announce::RowAdded { at, index } => row(Message::RowsAdded, at, index, state, words),
        Announce::RowRemoved { at, index } => row(Message::RowsRemoved, at, index, state, words),
        Announce::RowRestored { at, index } => row(Message::RowsRestored, at, index, state, words),
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
    let message = words.finding(&finding, question).text;
    words.with(
        Message::SummaryItem,
        &[("question", &label), ("message", &message)],
    )
}

/// What became of the row that stands, or stood, at `index`.
fn row(message: Message, at: Key, index: usize, state: State, words: Words) -> String {
    let plan = state.plan();
    let question = plan.question(at.question);
    let row = question.map(|question| words.row(question, index).text);
    words.with(message, &[("row", &row.unwrap_or_default())])
}
