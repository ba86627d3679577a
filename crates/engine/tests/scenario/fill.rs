//! The answers of a submission, given one by one as somebody would.

use behov_engine::{Chosen, Event, Key, Raw, Session};
use behov_schema::{Question, QuestionType};
use serde_json::Value;

/// Gives every answer of `body` to the question that asks it.
pub fn answer_all(session: &mut Session, body: &Value) {
    let plan = session.plan().clone();
    for (number, entry) in plan.outline().iter() {
        let question = plan.question(number).unwrap();
        let at = Key::top(number);
        let wire = body.pointer(&pointer(&question.id));
        match (entry.row, question.kind) {
            (Some(_), _) => {}
            (None, QuestionType::Rows) => {
                let wires = wire.and_then(Value::as_array).into_iter().flatten();
                for (index, row) in wires.enumerate() {
                    // As many as must be there are there from the start.
                    if session.snapshot(at).rows.len() <= index {
                        session.apply(Event::RowAdded { at });
                    }
                    let id = session.snapshot(at).rows[index];
                    for child in plan.in_row(number) {
                        let asked = plan.question(child).unwrap();
                        let path = asked.id.strip_prefix(&question.id).unwrap();
                        let wire = row.pointer(&path.replace('.', "/"));
                        give(session, Key::in_row(child, id), asked, wire);
                    }
                }
            }
            (None, _) => give(session, at, question, wire),
        }
    }
}

fn pointer(id: &str) -> String {
    format!("/{}", id.replace('.', "/"))
}

fn give(session: &mut Session, at: Key, question: &Question, wire: Option<&Value>) {
    let answers = wire.map_or_else(|| nothing(question), |wire| raws(question, wire));
    for raw in answers {
        session.apply(Event::Answered { at, raw });
    }
}

/// Empties a field that may hold something already.
fn nothing(question: &Question) -> Vec<Raw> {
    match &question.prefill {
        Some(Value::Number(_) | Value::String(_)) => vec![Raw::Text(String::new())],
        _ => Vec::new(),
    }
}

fn raws(question: &Question, wire: &Value) -> Vec<Raw> {
    let part = |(index, text): (usize, &str)| Raw::Part {
        index,
        text: text.into(),
    };
    match (question.kind, wire) {
        (_, Value::Bool(flag)) => vec![Raw::Flag(*flag)],
        // Four decimals are never a thousand.
        (QuestionType::Decimal, Value::Number(number)) if number.is_f64() => {
            vec![Raw::Text(format!("{:.4}", number.as_f64().unwrap()))]
        }
        (_, Value::Number(number)) => vec![Raw::Text(number.to_string())],
        (QuestionType::Date | QuestionType::Month, Value::String(text)) => {
            text.split('-').enumerate().map(part).collect()
        }
        (_, Value::String(text)) => vec![Raw::Text(text.clone())],
        (_, Value::Array(codes)) => {
            let code = |code: &Value| code.as_str().unwrap_or_default().to_owned();
            let on = |code| Raw::Toggle { code, on: true };
            codes.iter().map(code).map(on).collect()
        }
        (QuestionType::Matrix, Value::Object(chosen)) => {
            let lines = question.lines.iter().enumerate();
            let of = |(index, line): (usize, &behov_schema::Choice)| {
                let text = chosen.get(&line.code)?.as_str()?;
                Some(part((index, text)))
            };
            lines.filter_map(of).collect()
        }
        (QuestionType::Code, Value::Object(coded)) if coded.contains_key("code") => {
            let member = |name| Some(coded.get(name)?.as_str()?.to_owned());
            let code = member("code").unwrap_or_default();
            vec![Raw::Chosen(Chosen {
                system: member("system").unwrap_or_default(),
                version: member("version").unwrap_or_default(),
                display: member("display").unwrap_or_else(|| code.clone()),
                code,
                within: None,
            })]
        }
        // A coded answer.
        (_, Value::Object(coded)) => {
            let text = coded.get("code").or_else(|| coded.get("text"));
            text.and_then(Value::as_str)
                .map(|text| Raw::Text(text.into()))
                .into_iter()
                .collect()
        }
        (_, Value::Null) => Vec::new(),
    }
}

/// A consent that is absent was not given.
pub fn without_refused_consents(session: &Session, mut body: Value) -> Value {
    for (number, _) in session.plan().outline().iter() {
        let question = session.plan().question(number).unwrap();
        let place = pointer(&question.id);
        let (parent, name) = place.rsplit_once('/').unwrap();
        if question.kind == QuestionType::Consent
            && body.pointer(&place) == Some(&Value::Bool(false))
            && let Some(Value::Object(members)) = body.pointer_mut(parent)
        {
            members.remove(name);
        }
    }
    body
}

/// Without what has no meaning: empty objects, the display of a code, and
/// whether a whole number was written with decimals.
pub fn plain(tree: Value) -> Value {
    match tree {
        Value::Object(members) => {
            let coded = members.contains_key("code");
            let members = members
                .into_iter()
                .map(|(name, member)| (name, plain(member)));
            let bare = members.filter(|(name, member)| {
                !(coded && name == "display") && member.as_object().is_none_or(|m| !m.is_empty())
            });
            Value::Object(bare.collect())
        }
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Number(number) => match number.as_f64() {
            Some(value) if value.fract() == 0.0 => (value as i64).into(),
            _ => Value::Number(number),
        },
        other => other,
    }
}
