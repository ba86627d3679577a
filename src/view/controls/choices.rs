//! Any of several, as check boxes. That one of them clears the others is the
//! session's business; the boxes follow.

use behov_engine::{Raw, Snapshot};

use super::option::{self, Choosable};
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let choices = asked.question.choices.iter().enumerate();
    let options = choices.map(|(index, choice)| {
        let shown = Choosable {
            kind: "checkbox",
            value: choice.code.clone(),
            label: asked.words.localize(&choice.label),
            help: choice.help.as_ref(),
            ..Choosable::default()
        };
        let (known, code) = (choice.code.clone(), choice.code.clone());
        let checked = move |snapshot: &Snapshot| snapshot.parts.contains(&known);
        let raw = move |on| Raw::Toggle {
            code: code.clone(),
            on,
        };
        option::view(asked, index, shown, checked, raw)
    });
    asked
        .group("choices")
        .child(el("div").class("q-options").children(options))
}
