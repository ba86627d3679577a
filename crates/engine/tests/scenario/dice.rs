//! Chance: events, answers and slips.

use behov_engine::{Chosen, Event, Failure, Key, Plan, Raw, Session, Snapshot, Step};
use behov_schema::Finding;
use behov_schema::QuestionType;
use behov_schema::submission::Channel;
use proptest::prelude::prop;
use serde_json::{Value, json};

use crate::support::{Respondent, body, outgoing};

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
        QuestionType::Decimal => Raw::Text(format!("{},{}", dice % 60, dice % 9)),
        QuestionType::Phone => Raw::Text("070-123 45 67".into()),
        QuestionType::Url => Raw::Text("example.org".into()),
        QuestionType::Year => Raw::Text((2000 + dice % 50).to_string()),
        QuestionType::Scale => Raw::Text((1 + dice % 5).to_string()),
        QuestionType::Date | QuestionType::Month => Raw::Part {
            index: dice as usize % 3,
            text: ["2026", "5", "17"][dice as usize % 3].into(),
        },
        QuestionType::Matrix => Raw::Part {
            index: dice as usize / 2 % question.lines.len(),
            text: choice.map_or_else(String::new, |choice| choice.code.clone()),
        },
        QuestionType::Email => Raw::Text("post@example.org".into()),
        QuestionType::Code if !dice.is_multiple_of(3) => Raw::Chosen(Chosen {
            system: ["kommun-se", "kommune-no"][dice as usize % 2].into(),
            version: "2024".into(),
            code: format!("{:04}", dice % 3000),
            display: "En kommun".into(),
            within: None,
        }),
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

pub fn event(
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
        45 => Event::Named {
            at,
            entry: (!dice.is_multiple_of(4)).then(|| Chosen {
                system: "kommun-se".into(),
                version: "2024".into(),
                code: "0114".into(),
                display: "Upplands Väsby".into(),
                within: Some("Stockholms län".into()),
            }),
        },
        46..=49 => Event::Left { at },
        50..=57 => Event::RowAdded {
            at: outer(session, at),
        },
        58..=60 => Event::RowRemoved {
            at: outer(session, at),
            row: at.row.unwrap_or(row),
        },
        61..=62 => Event::RowRestored {
            at: outer(session, at),
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
        99 if dice.is_multiple_of(3) => Event::Channel(Channel::PhoneAssisted),
        99 if dice.is_multiple_of(2) => Event::Another {
            today: "2026-11-22".into(),
            now: crate::support::NOW.into(),
        },
        99 if dice.is_multiple_of(5) => Event::Honeypot(dice.is_multiple_of(2)),
        _ => Event::Locale("nb".into()),
    }
}

/// What is sent when everything was answered at random; nothing when some
/// answer does not do.
pub fn filled(plan: Plan, dice: &[u32], rows: usize) -> Option<Value> {
    let mut firm = Respondent::with(plan);
    let mut dice = dice.iter().copied().cycle();
    // More than once, since answers make questions appear, and some answers
    // have several fields.
    for _ in 0..4 {
        for page in 0..firm.session.plan().questionnaire().pages.len() {
            for at in firm.session.keys_on(page) {
                let kind = firm.session.plan().question(at.question).unwrap().kind;
                let open = firm.session.snapshot(at).rows.len();
                if kind == QuestionType::Rows {
                    for _ in open..rows {
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
    outgoing(&firm.send()).map(|outgoing| body(&outgoing))
}

/// Changes one value, or takes one away, or puts one in.
pub fn mutate(body: &mut Value, at: prop::sample::Index, change: u32) {
    let mut pointers = Vec::new();
    collect(body, String::new(), &mut pointers);
    pointers.retain(|pointer| !pointer.starts_with("/meta"));
    let pointer = &pointers[at.index(pointers.len())];
    let values = [
        json!("ord"),
        json!(""),
        json!(7),
        json!(2.5),
        json!(-1),
        json!(true),
        json!(false),
        json!("low"),
        json!("2026-05-17"),
        json!("2026-05"),
        json!([]),
        json!({}),
        json!(["low"]),
        json!(null),
        json!("https://example.org"),
        json!("+46701234567"),
        json!("5560360793"),
        json!({ "text": "ord" }),
        json!({ "system": "kommun-se", "version": "2024", "code": "0114" }),
    ];
    let value = values[change as usize / 3 % values.len()].clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (change % 3, body.pointer_mut(parent).unwrap()) {
        (0, Value::Object(members)) => {
            members.remove(name);
        }
        (0, Value::Array(items)) => {
            items.remove(name.parse().unwrap());
        }
        (1, Value::Object(members)) => {
            let names = [
                "text", "sum", "one", "firm", "n", "day", "twice", "place", "new",
            ];
            members.insert(names[change as usize / 60 % names.len()].into(), value);
        }
        _ => *body.pointer_mut(pointer).unwrap() = value,
    }
}

fn collect(tree: &Value, pointer: String, into: &mut Vec<String>) {
    match tree {
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{pointer}/{name}"), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
    if !pointer.is_empty() {
        into.push(pointer);
    }
}

/// The rows that a question stands in; else the question itself.
fn outer(session: &Session, at: Key) -> Key {
    let entry = session.plan().outline().entry(at.question);
    let rows = entry.and_then(|entry| entry.row);
    rows.map_or(at, |(rows, _)| Key::top(rows))
}

/// What a view may see of every question there is.
pub fn seen(session: &Session) -> Vec<(Key, Snapshot)> {
    let plan = session.plan();
    let mut keys = Vec::new();
    for (number, entry) in plan.outline().iter() {
        match entry.row {
            None => keys.push(Key::top(number)),
            Some((rows, _)) => {
                let rows = session.snapshot(Key::top(rows)).rows;
                keys.extend(rows.into_iter().map(|row| Key::in_row(number, row)));
            }
        }
    }
    let see = |at| {
        let mut snapshot = session.snapshot(at);
        // Rows that move up take their pointers along; no view shows these.
        if let Some(finding) = &mut snapshot.finding {
            finding.pointer.clear();
        }
        (at, snapshot)
    };
    keys.into_iter().map(see).collect()
}
