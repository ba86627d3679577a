//! Yes or no, as two radio buttons: nothing is answered before one is chosen.

use super::option::{self, Choosable, Means};
use crate::i18n::{Localized, Message};
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let answers = [(true, Message::AnswerYes), (false, Message::AnswerNo)];
    let options = answers.into_iter().enumerate().map(|(index, (yes, word))| {
        let shown = Choosable {
            label: Localized {
                text: asked.words.text(word),
                lang: None,
            },
            ..Choosable::default()
        };
        option::view(asked, index, shown, Means::Flag(yes))
    });
    asked
        .group("yes_no")
        .child(el("div").class("q-options").children(options))
}
