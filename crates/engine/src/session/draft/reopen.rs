//! From what was sent to a session, to be corrected.

use behov_schema::QuestionType;
use serde_json::Value;

use super::{list, text};
use crate::session::{Session, Start};
use crate::value::{self, Held};
use crate::{Changes, Key, Plan, Sending, Step, data};

impl Plan {
    /// Whether `submission` answers this questionnaire, of whatever version.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn reopens(&self, submission: &Value) -> bool {
        text(submission, "/meta/questionnaire/id") == Some(&self.questionnaire().id)
            && text(submission, "/meta/id").is_some()
    }
}

impl Session {
    /// Opens an answer that was stored, in place of what there is: what is sent
    /// then replaces it. What has no place any more is told as lost, but for what
    /// the respondent could not write.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::session) fn reopen(&mut self, submission: &Value, changes: &mut Changes) {
        let away = matches!(self.sending, Sending::Busy | Sending::Sent(_));
        if away || !self.plan.reopens(submission) {
            return;
        }
        let own = |pointer| text(submission, pointer).map(str::to_owned);
        let now = &self.start;
        let start = Start {
            today: own("/meta/today").unwrap_or_else(|| now.today.clone()),
            started_at: own("/meta/started_at").unwrap_or_else(|| now.started_at.clone()),
            campaign: own("/meta/campaign").or_else(|| now.campaign.clone()),
            region: own("/meta/region").or_else(|| now.region.clone()),
            prefill: Vec::new(),
            ..now.clone()
        };
        let mut next = Self::begin(self.plan.clone(), start, self.next_row);
        let tops = self.plan.outline().iter();
        for (number, _) in tops.filter(|(_, entry)| entry.row.is_none()) {
            next.reopen_one(Key::top(number), submission);
        }
        next.find_gone(submission);
        next.chain = own("/meta/id");
        // Of another version everything is gone through again.
        if text(submission, "/meta/questionnaire/hash") == Some(self.plan.hash()) {
            next.step = Step::Review;
        }
        self.replace(next, changes);
    }

    /// The answer to one question, which stands in `within`: the submission, or
    /// a row.
    fn reopen_one(&mut self, at: Key, within: &Value) {
        let plan = self.plan.clone();
        let Some(question) = plan.question(at.question) else {
            return;
        };
        let rows = plan
            .rows_of(at.question)
            .and_then(|(rows, _)| plan.question(rows));
        let path = rows.map_or(&*question.id, |rows| data::inside(&question.id, &rows.id));
        if question.read_only
            || matches!(question.kind, QuestionType::Computed | QuestionType::Info)
        {
            return;
        }
        // What was not answered is not what it would begin with.
        let wire = data::get(within, path).unwrap_or(&Value::Null);
        if question.kind == QuestionType::Rows {
            let rows = list(wire, "");
            let ids = self.make_rows(at, rows.len());
            for (index, row) in rows.iter().enumerate() {
                let Some(id) = ids.get(index) else {
                    // There is no room for so many any more. What is not asked for
                    // is found by itself.
                    self.lose_below(&question.id, row, &|session, id| {
                        id == question.id || session.asks(id)
                    });
                    continue;
                };
                for child in plan.in_row(at.question) {
                    self.reopen_one(Key::in_row(child, *id), row);
                }
            }
            return;
        }
        let held = match question.kind {
            _ if wire.is_null() => Some(Held::default()),
            QuestionType::Code => Some(Held::of(question, wire)),
            _ => {
                let value = value::from_wire(question, wire, self.country(question));
                value.ok().map(|value| Held::of(question, &value))
            }
        };
        match held {
            Some(held) => {
                if let Some(slot) = self.slot_mut(at) {
                    slot.held = held;
                    slot.prefilled = false;
                }
                self.settle_answer(at, &mut Changes::default());
            }
            None => self.lose_below(&question.id, wire, &|_, _| true),
        }
    }
}
