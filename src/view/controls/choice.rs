//! One of several, as radio buttons.

use behov_engine::{Raw, Snapshot};

use super::option::{self, Choosable};
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let choices = asked.question.choices.iter().enumerate();
    let options = choices.map(|(index, choice)| {
        let shown = Choosable {
            kind: "radio",
            value: choice.code.clone(),
            label: asked.words.localize(&choice.label),
            help: choice.help.as_ref(),
            ..Choosable::default()
        };
        let (code, chosen) = (choice.code.clone(), choice.code.clone());
        let checked = move |snapshot: &Snapshot| snapshot.raw == code;
        option::view(asked, index, shown, checked, move |_| {
            Raw::Text(chosen.clone())
        })
    });
    asked
        .group("choice")
        .child(el("div").class("q-options").children(options))
}
