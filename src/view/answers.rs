//! Every answer as a respondent reads it: for the review, the copy and the
//! headings of rows.

use behov_engine::{Key, Snapshot};
use behov_schema::answer::date;
use behov_schema::{Question, QuestionType};
use serde_json::Value as Json;

use crate::i18n::{Localized, Message, Words};
use crate::state::State;

/// The answers of one page.
pub(super) struct Part {
    pub(super) title: Localized,
    pub(super) items: Vec<Item>,
}

/// One answer, or one row.
pub(super) struct Item {
    /// The question that leads there.
    pub(super) at: Key,
    pub(super) label: Localized,
    pub(super) value: Value,
    /// There is something to change.
    pub(super) open: bool,
}

/// What was answered.
pub(super) enum Value {
    /// Words in place of an answer.
    None(Message),
    /// One line, or one for each choice that was made.
    Lines(Vec<Localized>),
    /// The answers of a row.
    Row(Vec<Item>),
}

/// All that is asked, page by page, at this moment.
pub(super) fn all(state: State, words: Words) -> Vec<Part> {
    let plan = state.plan();
    let pages = state.pages().into_iter();
    let part = |index| {
        let mut items = Vec::new();
        let keys = state.keys_on(index);
        for at in keys.iter().filter(|at| at.row.is_none()) {
            let Some(question) = plan.question(at.question) else {
                continue;
            };
            match question.kind {
                QuestionType::Info => {}
                _ if question.hidden => {}
                QuestionType::Rows => rows(state, words, *at, question, &mut items),
                _ => items.extend(item(state, words, *at, question)),
            }
        }
        let title = words.localize(&plan.page(index)?.title);
        (!items.is_empty()).then_some(Part { title, items })
    };
    pages.filter_map(part).collect()
}

/// An answer in lines; none when nothing was answered.
pub(super) fn read(words: Words, question: &Question, snapshot: &Snapshot) -> Vec<Localized> {
    let own = |text| Localized { text, lang: None };
    let yes = |yes| {
        if yes {
            Message::AnswerYes
        } else {
            Message::AnswerNo
        }
    };
    let chosen = |code: &String| {
        let choice = question.choice(code);
        choice.map(|choice| words.localize(&choice.label))
    };
    let with_unit = |number: &str, value: Option<f64>| {
        let Some(unit) = &question.unit else {
            return own(number.to_owned());
        };
        let Localized { text, lang } = words.unit(unit, value);
        let text = format!("{number} {text}");
        Localized { text, lang }
    };
    let raw = snapshot.raw.trim();
    let part = |index: usize| snapshot.parts.get(index).map_or("", String::as_str);
    let day = |day: Result<String, _>| day.ok().map(|day| own(words.date(&day)));
    match question.kind {
        QuestionType::Info | QuestionType::Rows => Vec::new(),
        QuestionType::YesNo => {
            let answer = snapshot.flag.map(|flag| own(words.text(yes(flag))));
            answer.into_iter().collect()
        }
        QuestionType::Consent => vec![own(words.text(yes(snapshot.flag == Some(true))))],
        QuestionType::Choices => snapshot.parts.iter().filter_map(chosen).collect(),
        QuestionType::Date => {
            let answer = day(date::parse([part(0), part(1), part(2)], None, None));
            answer.into_iter().collect()
        }
        QuestionType::Month => {
            let answer = day(date::parse_month([part(0), part(1)], None, None));
            answer.into_iter().collect()
        }
        QuestionType::Matrix => {
            let lines = question.lines.iter().zip(&snapshot.parts);
            let answered = lines.filter_map(|(line, code)| {
                let (line, chosen) = (words.localize(&line.label), chosen(code)?);
                Some(Localized {
                    text: format!("{}: {}", line.text, chosen.text),
                    lang: line.lang,
                })
            });
            answered.collect()
        }
        QuestionType::Computed => {
            let value = snapshot.computed.as_ref().map(|value| match value {
                Json::Bool(flag) => own(words.text(yes(*flag))),
                Json::String(text) => own(text.clone()),
                number => {
                    let value = number.as_f64().unwrap_or_default();
                    with_unit(&words.number(value), Some(value))
                }
            });
            value.into_iter().collect()
        }
        _ if raw.is_empty() => Vec::new(),
        QuestionType::Scale => {
            let (_, last) = question.range();
            let of = [("n", raw), ("of", &*last.to_string())];
            vec![own(words.with(Message::AnswerScale, &of))]
        }
        QuestionType::Choice => chosen(&snapshot.raw).into_iter().collect(),
        QuestionType::Integer | QuestionType::Decimal => {
            let whole = raw.parse::<u32>().ok();
            vec![with_unit(raw, whole.map(f64::from))]
        }
        _ => vec![own(raw.to_owned())],
    }
}

/// None for what stands under "More details" and was left alone: nobody
/// expects to see it again.
fn item(state: State, words: Words, at: Key, question: &Question) -> Option<Item> {
    let snapshot = state.look_at(at);
    let mut lines = read(words, question, &snapshot);
    if question.folded && lines.is_empty() {
        return None;
    }
    let within = snapshot.chosen.and_then(|chosen| chosen.within);
    if let Some((line, within)) = lines.first_mut().zip(within) {
        // Two places may be called the same.
        line.text = format!("{} ({within})", line.text);
    }
    let computed = question.kind == QuestionType::Computed;
    let value = if lines.is_empty() {
        Value::None(if computed {
            Message::AnswerNotComputed
        } else {
            Message::ReviewNotAnswered
        })
    } else {
        Value::Lines(lines)
    };
    Some(Item {
        at,
        label: label(words, question),
        value,
        open: !(computed || question.read_only),
    })
}

/// One item a row, or the words that there is none.
fn rows(state: State, words: Words, at: Key, question: &Question, items: &mut Vec<Item>) {
    let plan = state.plan();
    let ids = state.look_at(at).rows;
    if ids.is_empty() {
        items.push(Item {
            at,
            label: label(words, question),
            value: Value::None(Message::ReviewNoRows),
            open: true,
        });
    }
    for (index, row) in ids.into_iter().enumerate() {
        let children = plan.in_row(at.question);
        let inner: Vec<Item> = children
            .map(|child| Key::in_row(child, row))
            .filter_map(|at| {
                let question = plan.question(at.question)?;
                let asked = state.look_at(at).visible;
                let shown = asked && question.kind != QuestionType::Info && !question.hidden;
                shown.then(|| item(state, words, at, question)).flatten()
            })
            .collect();
        items.push(Item {
            at: inner.first().map_or(at, |first| first.at),
            label: words.row(question, index),
            value: Value::Row(inner),
            open: true,
        });
    }
}

fn label(words: Words, question: &Question) -> Localized {
    let label = question.label.as_ref();
    label.map_or_else(
        || Localized {
            text: String::new(),
            lang: None,
        },
        |label| words.localize(label),
    )
}
