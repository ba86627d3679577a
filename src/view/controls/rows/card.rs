//! One row: a heading that opens and closes it, and while it is open its
//! questions. The pattern is the disclosure of the ARIA Authoring Practices:
//! headings are reached by Tab, and arrow keys scroll the page as they do
//! everywhere else in a form.

use behov_engine::{Event, Key};
use behov_schema::QuestionType;

use crate::i18n::{Localized, Message, Plural, Words, closed};
use crate::ids;
use crate::signal::Signal;
use crate::state::State;
use crate::view::answers;
use crate::view::element::{El, el};
use crate::view::folded;

/// How many answers stand for a closed row in its heading, and how many
/// characters they may have together: a line on a phone, or little more.
const SUMMARY: (usize, usize) = (2, 44);

/// The row `id` of the rows `at`; it can be removed while there are some to
/// spare.
pub(super) fn view(state: State, words: Words, at: Key, id: u32, spare: Signal<bool>) -> El {
    let card = state.card(at, id);
    let open = Signal::memo(move || card.with(|card| card.open));
    let named = move |index| {
        let plan = state.plan();
        let question = plan.question(at.question);
        let name = question.map(|question| words.row(question, index));
        name.unwrap_or_default()
    };
    let name = move || named(card.with(|card| card.index)).text;
    // What is in an open row can be seen, and what is wrong there stands at
    // its question.
    let closed = move || {
        let closed = card.with(|card| !card.open);
        closed.then(|| {
            let (summary, findings) = sum_up(state, words, at, id);
            let wrong = || {
                el("span")
                    .class("row-bad")
                    .child(el("span").class("sign").attr("aria-hidden", "true"))
                    .text(words.count(Plural::RowsFindings, findings))
            };
            el("span")
                .class("row-summary")
                .text(": ")
                .said(summary)
                .text(" ")
                .child_if((findings > 0).then(wrong))
        })
    };
    let toggle = el("button")
        .class("row-toggle")
        .attr("type", "button")
        .attr("id", ids::row_title(at, id))
        .attr_of("aria-expanded", move || {
            Some(if open.get() { "true" } else { "false" }.into())
        })
        .attr_of("aria-controls", move || {
            open.get().then(|| ids::row_body(at, id).into())
        })
        .on("click", move |_| {
            state.fold(at, id, !open.get_untracked());
        })
        .child(
            el("span")
                .child(
                    el("span")
                        .class("row-name")
                        .attr_if("lang", named(0).lang)
                        .text_of(name),
                )
                .child_of(closed),
        );
    let remove = move || {
        spare.get().then(|| {
            let name = el("span").attr_if("lang", named(0).lang).text_of(name);
            el("button")
                .class("button quiet")
                .part("button")
                .attr("type", "button")
                .on("click", move |_| {
                    state.dispatch(Event::RowRemoved { at, row: id });
                })
                .text(words.text(Message::RowsRemove))
                .child(el("span").class("sr").text(" ").child(name))
        })
    };
    let body = move || {
        open.get().then(|| {
            let body = el("div")
                .class("row-body")
                .attr("id", ids::row_body(at, id))
                .attr("role", "group")
                .attr("aria-labelledby", ids::row_title(at, id));
            let questions = state.plan().in_row(at.question);
            let questions = questions.map(|child| Key::in_row(child, id));
            folded::questions(state, words, body, questions).child_of(remove)
        })
    };
    el("div")
        .class("row")
        .part("row")
        .child(el("h4").class("row-title").child(toggle))
        .child_of(body)
}

/// The first answers of a row on one line, and how much is wrong in it as far
/// as that is told. An answer by yes or no, or of several choices, says
/// nothing without its question.
fn sum_up(state: State, words: Words, at: Key, row: u32) -> (Localized, usize) {
    let plan = state.plan();
    let (most, room) = SUMMARY;
    let (mut summary, mut lang, mut answers, mut findings) = (String::new(), None, 0, 0);
    for child in plan.in_row(at.question) {
        let snapshot = state.look_at(Key::in_row(child, row));
        findings += usize::from(snapshot.finding.is_some());
        let Some(question) = plan
            .question(child)
            .filter(|asked| snapshot.visible && !asked.hidden)
        else {
            continue;
        };
        let mut lines = answers::read(words, question, &snapshot);
        let alone = !matches!(question.kind, QuestionType::YesNo | QuestionType::Consent);
        if !alone || lines.len() != 1 || answers == most {
            continue;
        }
        answers += 1;
        let Localized {
            text: answer,
            lang: own,
        } = lines.remove(0);
        lang = lang.or(own);
        let left = room.saturating_sub(summary.chars().count());
        if answers == 1 {
            summary = closed(answer.chars().take(room).collect());
            if answer.chars().nth(room).is_some() {
                summary.push('…');
            }
        } else if answer.chars().count() < left {
            summary = format!("{summary}, {}", closed(answer));
        }
    }
    if answers == 0 {
        summary = words.text(Message::ReviewNotAnswered);
    }
    let text = summary;
    (Localized { text, lang }, findings)
}
