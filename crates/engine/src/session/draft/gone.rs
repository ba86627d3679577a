//! What of a stored answer this version of the questionnaire does not ask for.

use behov_schema::document::Country;
use behov_schema::{QuestionType, json};
use serde_json::{Map, Value};

use crate::session::Session;
use crate::{Lost, data};

/// What a coded answer is made of; the first of these is read.
const CODED: [&str; 5] = ["display", "code", "text", "system", "version"];

/// Whether this is a coded answer at `path`, and not a group of questions, any of
/// which may be called `text`: an id has two segments at least, a coordinator's
/// own three.
fn is_coded(path: &str, members: &Map<String, Value>) -> bool {
    let segments = path.split('.').count();
    let least = if path.starts_with("x.") { 3 } else { 2 };
    segments >= least && members.keys().all(|name| CODED.contains(&&**name))
}

impl Session {
    /// Finds what is not asked for any more, and tells it as lost.
    pub(super) fn find_gone(&mut self, submission: &Value) {
        let groups = submission.as_object().into_iter().flatten();
        for (group, answers) in groups.filter(|(group, _)| *group != "meta") {
            self.lose_below(group, answers, &|session, id| !session.asks(id));
        }
    }

    /// Tells what stands at `path` and below it as lost, as far as it `is_lost`
    /// by its id.
    pub(super) fn lose_below(
        &mut self,
        path: &str,
        answer: &Value,
        is_lost: &dyn Fn(&Self, &str) -> bool,
    ) {
        if !is_lost(self, path) {
            return;
        }
        match answer {
            Value::Object(members) if !is_coded(path, members) => {
                for (name, answer) in members {
                    self.lose_below(&[path, ".", name].concat(), answer, is_lost);
                }
            }
            Value::Array(rows) if rows.iter().all(Value::is_object) => {
                for (name, answer) in rows.iter().filter_map(Value::as_object).flatten() {
                    self.lose_below(&[path, ".", name].concat(), answer, is_lost);
                }
            }
            _ => self.lose_answer(path, answer),
        }
    }

    /// Whether this is the id of a question that holds an answer by itself, or of
    /// what is written without being asked.
    pub(super) fn asks(&self, id: &str) -> bool {
        let asked = self.plan.outline().find(id);
        let kind = asked.and_then(|number| Some(self.plan.question(number)?.kind));
        id == Country::ANSWER || kind.is_some_and(|kind| kind != QuestionType::Rows)
    }

    /// It stays in the draft, to be told at the next visit too.
    fn lose_answer(&mut self, id: &str, answer: &Value) {
        let text = read(answer);
        let mut kept = Value::Object(Map::new());
        for (name, value) in [("id", id), ("label", id), ("shown", &text)] {
            data::put(&mut kept, name, Some(value.into()));
        }
        let label = id.to_owned();
        self.lost.push(Lost { label, text, kept });
    }
}

/// An answer as it can be read.
fn read(answer: &Value) -> String {
    match answer {
        Value::String(text) => text.clone(),
        Value::Array(several) => several.iter().map(read).collect::<Vec<_>>().join(", "),
        Value::Object(coded) => {
            let told = CODED.iter().find_map(|name| coded.get(*name));
            told.map_or_else(String::new, read)
        }
        other => json::canonical(other),
    }
}
