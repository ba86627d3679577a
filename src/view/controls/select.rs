//! One of many, in a drop-down list.

use crate::i18n::Message;
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let chosen = asked
        .snapshot
        .with_untracked(|snapshot| snapshot.raw.clone());
    let options = asked.question.choices.iter().map(|choice| {
        // A value set before its option is there would be lost, so that the
        // first choice is marked and only later ones are set as the value.
        let selected = choice.code == chosen;
        el("option")
            .attr("value", choice.code.clone())
            .attr_if("selected", selected.then_some(""))
            .localized(asked.words.localize(&choice.label))
    });
    let prompt = el("option")
        .attr("value", "")
        .text(asked.words.text(Message::SelectPrompt));
    let field = asked.typed("select", &[]).child(prompt).children(options);
    asked.field("select", field)
}
