//! What a screen reader is told.

use behov_engine::{Announce, Key};

use crate::i18n::{Message, Words};
use crate::state::State;

/// The sentence, or nothing when something else speaks: a failure is shown
/// with the role `alert`.
pub(super) fn sentence(announce: Announce, state: State, words: Words) -> String {
    match announce {
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
