//! A text to read. It asks for nothing.

use crate::view::element::{El, el};
use crate::view::inline::rich;
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let (words, question) = (asked.words, asked.question);
    // In a row it stands below the heading of the row.
    let level = if asked.at.row.is_some() { "h5" } else { "h4" };
    let heading = question.label.as_ref().map(|label| {
        el(level)
            .class("q-label")
            .part("label")
            .localized(words.localize(label))
    });
    let text = question
        .text
        .as_ref()
        .map(|text| rich(el("div").class("q-text"), words, words.localize(text)));
    el("div")
        .class("q")
        .part("question")
        .attr("data-type", "info")
        .child_if(heading)
        .child_if(text)
}
