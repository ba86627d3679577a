//! The questions of a page or a row: those that matter to all, and under
//! "More details" those that can be left out.

use behov_engine::{Key, Snapshot};

use super::element::{El, el};
use super::question::question;
use crate::i18n::{Message, Words};
use crate::signal::Signal;
use crate::state::State;

/// Adds the questions to `around`.
pub(super) fn questions(
    state: State,
    words: Words,
    around: El,
    questions: impl Iterator<Item = Key>,
) -> El {
    let plan = state.plan();
    let mut folded = Vec::new();
    let mut around = around;
    for at in questions {
        if plan.question(at.question).is_some_and(|asked| asked.folded) {
            folded.push(at);
        } else {
            around = around.view(question(state, words, at));
        }
    }
    if folded.is_empty() {
        return around;
    }
    // What was answered, or is wrong, can be seen.
    let open = folded.iter().any(|at| is_used(&state.look_at(*at)));
    let asked: Vec<_> = folded.iter().map(|at| state.snapshot(*at)).collect();
    let nothing = move || {
        let is_asked = |one: &Signal<Snapshot>| one.with(|snapshot| snapshot.visible);
        // Each is looked at, so that each is followed.
        let some = asked.iter().filter(|one| is_asked(one)).count() > 0;
        (!some).then(|| "".into())
    };
    let more = el("details")
        .class("q-more")
        .attr_if("open", open.then_some(""))
        .attr_of("hidden", nothing)
        .child(
            el("summary")
                .class("more-title")
                .text(words.text(Message::QuestionMore)),
        );
    let more = folded
        .into_iter()
        .fold(more, |more, at| more.view(question(state, words, at)));
    around.child(more)
}

fn is_used(snapshot: &Snapshot) -> bool {
    snapshot.visible
        && (snapshot.finding.is_some()
            || snapshot.flag.is_some()
            || !snapshot.raw.is_empty()
            || snapshot.parts.iter().any(|part| !part.is_empty()))
}
