//! What is shown and cannot be changed: a computed value, and an answer that
//! was given beforehand for good.

use behov_schema::QuestionType;

use super::code;
use crate::i18n::Message;
use crate::ids;
use crate::view::element::{El, el, shown};
use crate::view::question::Asked;
use crate::view::{answers, review};

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(asked: &Asked<'_>) -> El {
    code::name_beforehand(asked);
    let (state, words, at, snapshot) = (asked.state, asked.words, asked.at, asked.snapshot);
    // What is computed tells of its changes by itself: `output` is a status.
    let (data_type, tag) = match asked.question.kind {
        QuestionType::Computed => ("computed", "output"),
        _ => ("read_only", "div"),
    };
    let text = move || {
        let plan = state.plan();
        let question = plan.question(at.question)?;
        let lines = snapshot.with(|snapshot| answers::read(words, question, snapshot));
        Some(match lines.len() {
            0 => el("span")
                .class("empty")
                .text(words.text(Message::AnswerNotComputed)),
            1 => review::several(el("span"), lines),
            _ => review::several(el("div"), lines),
        })
    };
    // An error may lead here, though nothing can be written.
    let value = el(tag)
        .class("q-value")
        .attr("id", ids::field(at))
        .attr("tabindex", "-1")
        .view(shown(text));
    let label = el("p")
        .class("q-label")
        .part("label")
        .attr("id", ids::label(at));
    let frame = asked
        .frame("div", data_type)
        .attr("role", "group")
        .attr("aria-labelledby", ids::label(at));
    asked
        .described(frame, &[])
        .child(asked.words_of(label, asked.question.label.as_ref()))
        .child_if(asked.help())
        .view(asked.error())
        .child(value)
}
