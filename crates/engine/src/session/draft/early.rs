//! From what was written down before there was what keeps drafts to a draft.

use serde_json::{Map, Value};

use super::Telling;
use super::{SCHEMA, list, text};
use crate::{Plan, Snapshot, data};

impl Plan {
    /// A draft of the first page's answers as they were written down: when, the
    /// hash of the questionnaire, and of each question its id, what was typed,
    /// yes or no, and its parts; also of those that were emptied.
    ///
    /// Of another version no answer has a place, and each is told as lost.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn early(&self, kept: &Value, tell: &Telling<'_>) -> Option<Value> {
        let hash = text(kept, "/1")?;
        let answers = list(kept, "/2").iter();
        let answers: Vec<Value> = answers
            .filter_map(|answer| self.early_one(answer, hash == self.hash(), tell))
            .collect();
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

    fn early_one(&self, answer: &Value, same: bool, tell: &Telling<'_>) -> Option<Value> {
        let id = text(answer, "/0")?;
        let part = |part: &Value| part.as_str().unwrap_or_default().to_owned();
        let seen = Snapshot {
            raw: text(answer, "/1").unwrap_or_default().to_owned(),
            flag: answer.get(2).and_then(Value::as_bool),
            parts: list(answer, "/3").iter().map(part).collect(),
            ..Snapshot::default()
        };
        let asked = self.outline().find(id);
        let asked = asked.and_then(|number| self.question(number));
        let told = asked.map(|asked| tell(asked, &seen));
        let [label, shown] = told.unwrap_or_else(|| {
            let parts = seen.parts.join(", ");
            let flag = seen.flag.map_or(String::new(), |flag| flag.to_string());
            [id.to_owned(), [&*seen.raw, &*parts, &*flag].concat()]
        });
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let languages = &self.questionnaire().languages;
        let meaning = asked.filter(|_| same).map(|asked| asked.meaning(languages));
        let mut kept = Value::Object(Map::new());
        let mut put = |name, value: Option<Value>| data::put(&mut kept, name, value);
        put("id", Some(id.into()));
        put("meaning", meaning.map(Value::from));
        put("label", some(label).map(Value::from));
        put("shown", some(shown).map(Value::from));
        put("raw", some(seen.raw).map(Value::from));
        put("flag", seen.flag.map(Value::from));
        let parts = Some(seen.parts).filter(|parts| !parts.is_empty());
        put("parts", parts.map(Value::from));
        Some(kept)
    }
}
