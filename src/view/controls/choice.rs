//! One of several, as radio buttons.

use super::option::{self, Choosable, Means};
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let choices = asked.question.choices.iter().enumerate();
    let options = choices.map(|(index, choice)| {
        let shown = Choosable {
            label: asked.words.localize(&choice.label),
            help: choice.help.as_ref(),
            ..Choosable::default()
        };
        option::view(asked, index, shown, Means::Only(choice.code.clone()))
    });
    asked
        .group("choice")
        .child(el("div").class("q-options").children(options))
}
