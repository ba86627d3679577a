//! What is only tried out says so, wherever one is in it.

use behov_schema::document::Mode;

use super::element::{El, el};
use crate::i18n::{Message, Words};
use crate::state::State;

/// The sentence that no answer counts, where that is so.
pub(super) fn sentence(state: State, words: Words) -> Option<String> {
    let mode = state.plan().questionnaire().mode;
    mode.map(|Mode::Test| words.text(Message::TestBanner))
}

/// The same above everything else.
pub(super) fn banner(state: State, words: Words) -> Option<El> {
    let sentence = sentence(state, words)?;
    let banner = el("p").class("test").part("test");
    Some(banner.text(sentence))
}
