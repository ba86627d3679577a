//! From a session to what is kept.

use behov_schema::{Question, QuestionType};
use serde_json::{Map, Value};

use super::{REVIEW, SCHEMA};
use crate::session::Session;
use crate::session::slot::Slot;
use crate::value::Held;
use crate::{Key, Snapshot, Step, data};

/// Says an answer as a respondent reads it: what was asked, and what was
/// answered. It is shown when the question is gone.
pub type Telling<'t> = dyn Fn(&Question, &Snapshot) -> [String; 2] + 't;

impl Session {
    /// All that is needed to go on later: `behov.draft/1` as it is `now`, a time
    /// in RFC 3339.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn draft(&self, now: &str, tell: &Telling<'_>) -> Value {
        let questionnaire = self.plan.questionnaire();
        let start = &self.start;
        let page = |index| Some(self.plan.page(index)?.id.as_str());
        let step = match self.step {
            Step::Page(index) => page(index),
            _ => Some(REVIEW),
        };
        let frozen = self.frozen.as_ref();
        // What was edited since is not what would be sent again.
        let outgoing = frozen
            .filter(|frozen| frozen.revision == self.revision)
            .map(|frozen| &frozen.outgoing);
        let mut draft = Value::Object(Map::new());
        for (path, text) in [
            ("schema", Some(SCHEMA)),
            ("saved_at", Some(now)),
            ("questionnaire.id", Some(&*questionnaire.id)),
            ("questionnaire.version", Some(&questionnaire.version)),
            ("questionnaire.hash", Some(self.plan.hash())),
            ("start.locale", Some(&start.locale)),
            ("start.today", Some(&start.today)),
            ("start.started_at", Some(&start.started_at)),
            ("start.campaign", start.campaign.as_deref()),
            ("start.region", start.region.as_deref()),
            ("start.channel", Some(start.channel.code())),
            ("step", step),
            ("replaces", self.chain.as_deref()),
            ("outbox.id", outgoing.map(|outgoing| &*outgoing.id)),
            ("outbox.body", outgoing.map(|outgoing| &*outgoing.body)),
        ] {
            data::put(&mut draft, path, text.map(Value::from));
        }
        let tops = self.plan.outline().iter();
        let tops = tops.filter(|(_, entry)| entry.row.is_none());
        let mut answers = self.kept(tops.map(|(number, _)| Key::top(number)), tell);
        if let Value::Array(answers) = &mut answers {
            // For the day when there is a place for them again.
            let lost = self.lost.iter().map(|lost| lost.kept.clone());
            answers.extend(lost.filter(|kept| !kept.is_null()));
        }
        data::put(&mut draft, "answers", Some(answers));
        draft
    }

    fn kept(&self, keys: impl Iterator<Item = Key>, tell: &Telling<'_>) -> Value {
        keys.filter_map(|at| self.kept_one(at, tell)).collect()
    }

    /// One answer; nothing for a question that holds none.
    fn kept_one(&self, at: Key, tell: &Telling<'_>) -> Option<Value> {
        let question = self.plan.question(at.question)?;
        let slot = self.slot(at)?;
        let rows = question.kind == QuestionType::Rows;
        let given = question.read_only || question.kind == QuestionType::Computed;
        if given || (!rows && (is_blank(slot) || is_personal(slot))) {
            return None;
        }
        let [label, shown] = tell(question, &self.snapshot(at));
        let none = Held::default();
        // Rows hold nothing but their rows.
        let held = if rows { &none } else { &slot.held };
        let mut kept = Value::Object(Map::new());
        let mut put = |name: &str, value: Option<Value>| data::put(&mut kept, name, value);
        let text = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Value::from);
        put("id", text(&question.id));
        put(
            "meaning",
            text(&question.meaning(&self.plan.questionnaire().languages)),
        );
        put("label", text(&label));
        put("shown", text(&shown).filter(|_| !rows));
        put("raw", text(&held.raw));
        let parts = Some(&held.parts).filter(|parts| !parts.is_empty());
        put(
            "parts",
            parts.map(|parts| parts.iter().map(|part| Value::from(&**part)).collect()),
        );
        put("flag", held.flag.map(Value::from));
        put("prefilled", slot.prefilled.then(|| true.into()));
        if let Some(chosen) = &held.chosen {
            put("chosen.system", text(&chosen.system));
            put("chosen.version", text(&chosen.version));
            put("chosen.code", text(&chosen.code));
            put("chosen.display", text(&chosen.display));
            put("chosen.within", chosen.within.as_deref().and_then(text));
        }
        if rows {
            let row = |id| {
                let children = self.plan.in_row(at.question);
                self.kept(children.map(|child| Key::in_row(child, id)), tell)
            };
            put(
                "rows",
                Some(slot.rows.iter().map(|known| row(known.id)).collect()),
            );
        }
        Some(kept)
    }
}

/// Nothing is in it, and nothing was taken out of it.
fn is_blank(slot: &Slot) -> bool {
    let held = &slot.held;
    let blank =
        held.raw.is_empty() && held.flag.is_none() && held.parts.iter().all(String::is_empty);
    blank && !slot.given
}

/// A personal number where an organisation number is asked for is kept nowhere.
fn is_personal(slot: &Slot) -> bool {
    let broken = slot.broken.as_ref();
    broken.is_some_and(|finding| finding.code == "organisation_number.personal_number")
}
