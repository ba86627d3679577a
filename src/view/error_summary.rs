//! What must be put right, above everything else on the page. The focus is
//! moved here; the entries move it on. They lead to no address, since the
//! host's page and its history are not ours.

use behov_engine::{Event, Key, Step};
use behov_schema::Finding;

use super::element::{El, View, each, el};
use crate::i18n::{Localized, Message, Plural, Words};
use crate::ids;
use crate::state::State;

/// The summary while there are findings. It keeps its focus while they stay the
/// same, whatever else happens.
pub(super) fn view(state: State, words: Words) -> View {
    let stage = state.stage();
    let (mut known, mut number) = (Vec::new(), 0);
    each(
        move || {
            stage.with(|stage| {
                if stage.summary != known {
                    known.clone_from(&stage.summary);
                    number += 1;
                }
                let some = (!known.is_empty()).then_some(number);
                some.into_iter().collect()
            })
        },
        move |_| Some(summary(state, words)),
    )
}

fn summary(state: State, words: Words) -> El {
    let findings = state.stage().with(|stage| stage.summary.clone());
    let title = el("h3")
        .class("summary-title")
        .attr("id", ids::summary_title())
        .child(el("span").class("sign").attr("aria-hidden", "true"))
        .text(words.count(Plural::SummaryTitle, findings.len()));
    let items = findings
        .into_iter()
        .map(|(at, finding)| item(state, words, at, &finding));
    el("div")
        .class("summary")
        .part("summary")
        .attr("id", ids::summary())
        .attr("role", "group")
        .attr("aria-labelledby", ids::summary_title())
        .attr("tabindex", "-1")
        .child(title)
        .child(el("ul").class("summary-list").children(items))
}

fn item(state: State, words: Words, at: Key, finding: &Finding) -> El {
    let button = el("button")
        .class("link")
        .attr("type", "button")
        .on("click", move |_| go_to(state, at));
    let sentence = sentence(state, words, at, finding);
    el("li").child(sentence.into_iter().fold(button, El::said))
}

fn go_to(state: State, at: Key) {
    if let Some(entry) = state.plan().outline().entry(at.question) {
        state.dispatch(Event::GoTo {
            step: Step::Page(entry.page),
            then: Some(at),
        });
    }
}

fn sentence(state: State, words: Words, at: Key, finding: &Finding) -> Vec<Localized> {
    let plan = state.plan();
    let Some(question) = plan.question(at.question) else {
        return Vec::new();
    };
    let label = question.label.as_ref().map(|label| words.localize(label));
    let label = label.unwrap_or_default();
    let message = words.finding(finding, question);
    let said = [("question", &label), ("message", &message)];
    match row(state, words, at) {
        None => words.parts(Message::SummaryItem, &said),
        Some(row) => {
            let [question, message] = said;
            words.parts(
                Message::SummaryItemInRow,
                &[("row", &row), question, message],
            )
        }
    }
}

/// The name of the row that a question stands in.
fn row(state: State, words: Words, at: Key) -> Option<Localized> {
    let row = at.row?;
    let plan = state.plan();
    let (rows, _) = plan.outline().entry(at.question)?.row?;
    let index = state
        .look_at(Key::top(rows))
        .rows
        .binary_search(&row)
        .ok()?;
    Some(words.row(plan.question(rows)?, index))
}
