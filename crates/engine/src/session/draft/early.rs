//! From what was written down before there was what keeps drafts to a draft.

use serde_json::{Map, Value};

use super::{SCHEMA, list, text};
use crate::{Plan, data};

impl Plan {
    /// A draft of the first page's answers as they were written down: when, the
    /// hash of the questionnaire, and of each question its id, what was typed,
    /// yes or no, and its parts. Nothing where there is no answer.
    ///
    /// Of another version no answer has a place, and each is told as lost.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn early(&self, kept: &Value) -> Option<Value> {
        let hash = text(kept, "/1")?;
        let answers = list(kept, "/2").iter();
        let answers: Vec<Value> = answers
            .filter_map(|answer| self.early_one(answer, hash == self.hash()))
            .collect();
        if answers.is_empty() {
            return None;
        }
        let questionnaire = self.questionnaire();
        let mut draft = Value::Object(Map::new());
        for (path, text) in [
            ("schema", SCHEMA),
            ("saved_at", text(kept, "/0")?),
            ("questionnaire.id", &questionnaire.id),
            ("questionnaire.hash", hash),
        ] {
            data::put(&mut draft, path, Some(text.into()));
        }
        data::put(&mut draft, "answers", Some(answers.into()));
        Some(draft)
    }

    fn early_one(&self, answer: &Value, same: bool) -> Option<Value> {
        let id = text(answer, "/0")?;
        let raw = text(answer, "/1").filter(|raw| !raw.is_empty());
        let flag = answer.get(2).filter(|flag| flag.is_boolean());
        let parts = list(answer, "/3");
        let some = |part: &Value| part.as_str().is_some_and(|part| !part.is_empty());
        let parts = Some(parts).filter(|parts| parts.iter().any(some));
        if raw.is_none() && flag.is_none() && parts.is_none() {
            return None;
        }
        let asked = self.outline().find(id);
        let asked = asked.and_then(|number| self.question(number));
        let languages = &self.questionnaire().languages;
        let meaning = asked.filter(|_| same).map(|asked| asked.meaning(languages));
        let mut kept = Value::Object(Map::new());
        let mut put = |name, value: Option<Value>| data::put(&mut kept, name, value);
        put("id", Some(id.into()));
        put("meaning", meaning.map(Value::from));
        put("label", Some(id.into()));
        put("shown", raw.map(Value::from));
        put("raw", raw.map(Value::from));
        put("flag", flag.cloned());
        put("parts", parts.map(Value::from));
        Some(kept)
    }
}
