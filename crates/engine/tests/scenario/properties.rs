//! Whatever happens in whatever order: no panic, and what is sent passes review.

use std::path::Path;

use behov_engine::{Event, Failure, Key, Plan, Raw, Session, Step, review};
use behov_schema::Finding;
use behov_schema::QuestionType;
use proptest::prelude::*;

use crate::support::{Respondent, body, outgoing};

fn example() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../public/examples/kraftsamling-yh/1.0.0.json");
    Plan::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A key that may or may not be there.
fn key(session: &Session, question: u32, row: u32) -> Key {
    let plan = session.plan();
    let question = question as usize % (plan.outline().len() + 1);
    match plan.outline().entry(question).and_then(|entry| entry.row) {
        None => Key::top(question),
        Some((rows, _)) => {
            let ids = session.snapshot(Key::top(rows)).rows;
            let row = ids
                .get(row as usize % ids.len().max(1))
                .copied()
                .unwrap_or(row);
            Key::in_row(question, row)
        }
    }
}

/// An answer that fits the question more often than not.
fn raw(session: &Session, at: Key, dice: u32, text: &str) -> Raw {
    let Some(question) = session.plan().question(at.question) else {
        return Raw::Flag(true);
    };
    let choice = question
        .choices
        .get(dice as usize % question.choices.len().max(1));
    match question.kind {
        QuestionType::YesNo | QuestionType::Consent => Raw::Flag(dice.is_multiple_of(2)),
        QuestionType::Choices => Raw::Toggle {
            code: choice.map_or_else(String::new, |choice| choice.code.clone()),
            on: !dice.is_multiple_of(5),
        },
        QuestionType::Choice => Raw::Text(choice.map_or_else(String::new, |c| c.code.clone())),
        QuestionType::Integer => Raw::Text((dice % 60).to_string()),
        QuestionType::Email => Raw::Text("post@example.org".into()),
        QuestionType::OrganisationNumber => Raw::Text(
            if dice.is_multiple_of(2) {
                "556036-0793"
            } else {
                "123456785"
            }
            .into(),
        ),
        _ => Raw::Text(text.into()),
    }
}

fn event(
    session: &Session,
    (kind, question, row, dice, text): (u8, u32, u32, u32, String),
) -> Event {
    let at = key(session, question, row);
    match kind {
        0..=39 => Event::Answered {
            at,
            raw: raw(session, at, dice, &text),
        },
        40..=44 => Event::Answered {
            at,
            raw: Raw::Text(text),
        },
        45..=49 => Event::Left { at },
        50..=59 => Event::RowAdded { at },
        60..=62 => Event::RowRemoved {
            at,
            row: at.row.unwrap_or(row),
        },
        63..=79 => Event::Next,
        80..=82 => Event::Back,
        83..=84 => Event::Change { at },
        85..=86 => Event::GoTo {
            step: Step::Page(row as usize % 9),
            then: Some(at),
        },
        87 => Event::GoTo {
            step: Step::Receipt,
            then: None,
        },
        88..=95 => Event::Send {
            id: crate::support::ID.into(),
            now: crate::support::NOW.into(),
        },
        96 => Event::Failed(Failure::Network),
        97 => Event::Refused(vec![
            Finding::new("required", "/org/name"),
            Finding::new("x", text),
        ]),
        98 => Event::Received(crate::support::receipt("id")),
        _ => Event::Locale("nb".into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_events_break_a_session(
        events in prop::collection::vec((0_u8..100, any::<u32>(), any::<u32>(), any::<u32>(), ".{0,8}"), 1..250)
    ) {
        let mut firm = Respondent::with(example());
        for dice in events {
            let event = event(&firm.session, dice);
            let before = firm.session.stage();
            let changes = firm.session.apply(event);
            let stage = firm.session.stage();
            prop_assert!(changes.stage || before == stage, "a stage that changed was not said");
            prop_assert!(stage.number >= 1 && stage.number <= stage.of);
            if let Some(outgoing) = outgoing(&changes) {
                prop_assert_eq!(review(firm.session.plan(), &body(&outgoing)), vec![]);
            }
        }
    }

    /// The whole questionnaire filled at random, then sent.
    #[test]
    fn what_the_engine_sends_the_review_accepts(
        dice in prop::collection::vec(any::<u32>(), 60), rows in 0_usize..4
    ) {
        let mut firm = Respondent::with(example());
        let mut dice = dice.into_iter().cycle();
        // Twice, since answers make questions appear.
        for _ in 0..2 {
            for page in 0..firm.session.plan().questionnaire().pages.len() {
                for at in firm.session.keys_on(page) {
                    let kind = firm.session.plan().question(at.question).unwrap().kind;
                    if kind == QuestionType::Rows {
                        for _ in 0..rows {
                            firm.session.apply(Event::RowAdded { at });
                        }
                    }
                }
                for at in firm.session.keys_on(page) {
                    let raw = raw(&firm.session, at, dice.next().unwrap(), "ord");
                    firm.session.apply(Event::Answered { at, raw });
                }
            }
        }
        for _ in 0..9 {
            firm.next();
        }
        if let Some(outgoing) = outgoing(&firm.send()) {
            prop_assert_eq!(review(firm.session.plan(), &body(&outgoing)), vec![]);
        }
    }

    /// A slip in one answer of a good submission is found, or makes another
    /// submission that the engine itself could have sent: never a panic.
    #[test]
    fn review_answers_anything(text in ".{0,40}", at in any::<prop::sample::Index>()) {
        let plan = example();
        let mut submission = serde_json::json!({"meta": {"today": "2026-11-21"}, "org": {"name": "A"},
            "need": [{"occupation": {"text": "Kock"}}], "x": {"akademinorr": {}}});
        let pointers = ["/org/name", "/org", "/need", "/need/0", "/need/0/occupation", "/x", "/meta", ""];
        let pointer = pointers[at.index(pointers.len())];
        *submission.pointer_mut(pointer).unwrap() = text.into();
        prop_assert!(!review(&plan, &submission).is_empty());
    }
}
