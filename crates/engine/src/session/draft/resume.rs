//! From what was kept to a session.

use behov_schema::QuestionType;
use behov_schema::submission::Channel;
use serde_json::Value;

use super::{REVIEW, SCHEMA, list, text};
use crate::session::send::Frozen;
use crate::session::{Session, Start};
use crate::value::Held;
use crate::{Changes, Chosen, Key, Lost, Outgoing, Plan, Sending, Step};

impl Plan {
    /// Whether `draft` is one of this questionnaire, of whatever version.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn resumes(&self, draft: &Value) -> bool {
        text(draft, "/schema") == Some(SCHEMA)
            && text(draft, "/questionnaire/id") == Some(&self.questionnaire().id)
    }
}

impl Session {
    /// Goes on with a draft in place of what there is. Answers whose questions
    /// are gone, or mean something else now, are told as lost.
    #[inline(never)] // a gate: xtask/later.txt
    pub(in crate::session) fn resume(&mut self, draft: &Value, changes: &mut Changes) {
        let away = matches!(self.sending, Sending::Busy | Sending::Sent(_));
        if away || !self.plan.resumes(draft) {
            return;
        }
        let own = |pointer| text(draft, pointer).map(str::to_owned);
        let now = &self.start;
        // What was written down before there could be a draft says nothing of how
        // the visit began: it began as this one does.
        let anew = draft.get("start").is_none();
        let or_now = |told: Option<String>, now: &Option<String>| {
            told.or_else(|| now.clone().filter(|_| anew))
        };
        let start = Start {
            locale: now.locale.clone(),
            today: own("/start/today").unwrap_or_else(|| now.today.clone()),
            started_at: own("/start/started_at").unwrap_or_else(|| now.started_at.clone()),
            campaign: or_now(own("/start/campaign"), &now.campaign),
            region: or_now(own("/start/region"), &now.region),
            channel: match text(draft, "/start/channel") {
                Some("import") => Channel::Import,
                _ => now.channel,
            },
            prefill: now.prefill.iter().filter(|_| anew).cloned().collect(),
        };
        // No row of the draft is taken for a row of what was there before.
        let mut next = Self::begin(self.plan.clone(), start, self.next_row);
        for kept in list(draft, "/answers") {
            next.put_back(kept, None);
        }
        // What this visit begins with is of another answer; of new rows it is not.
        next.start.prefill.clone_from(&now.prefill);
        next.chain = own("/replaces");
        next.revision = 1;
        let same = text(draft, "/questionnaire/hash") == Some(self.plan.hash());
        let outgoing = own("/outbox/id").zip(own("/outbox/body"));
        if let Some((id, body)) = outgoing {
            next.frozen = Some(Frozen {
                outgoing: Outgoing { id, body },
                revision: next.revision,
                start: next.start.clone(),
                sealed: true,
            });
        }
        if next.frozen.is_some() || (same && text(draft, "/step") == Some(REVIEW)) {
            next.step = Step::Review;
        } else if same {
            // Of another version everything is gone through again.
            let step = text(draft, "/step");
            let page = next.pages().find(|page| {
                let page = next.plan.page(*page);
                page.map(|page| page.id.as_str()) == step
            });
            next.step = page.map_or(next.step, Step::Page);
        }
        self.replace(next, changes);
    }

    /// One answer to its question, in this row when it stands in one.
    fn put_back(&mut self, kept: &Value, row: Option<u32>) {
        let id = text(kept, "/id").unwrap_or_default();
        let number = self.plan.outline().find(id);
        let asked = number.and_then(|number| Some((number, self.plan.question(number)?)));
        let fits = asked.filter(|(_, question)| {
            let same = text(kept, "/meaning")
                == Some(&question.meaning(&self.plan.questionnaire().languages));
            same && !question.read_only && question.kind != QuestionType::Computed
        });
        let Some((number, question)) = fits else {
            return self.lose(kept);
        };
        if question.kind == QuestionType::Rows && row.is_none() {
            return self.put_back_rows(Key::top(number), kept);
        }
        let at = Key {
            question: number,
            row,
        };
        let held = held(kept);
        let Some(slot) = self.slot_mut(at) else {
            return self.lose(kept);
        };
        slot.held = held;
        slot.prefilled = kept.get("prefilled") == Some(&Value::Bool(true));
        self.settle_answer(at, &mut Changes::default());
    }

    fn put_back_rows(&mut self, at: Key, kept: &Value) {
        let rows = list(kept, "/rows");
        let ids = self.make_rows(at, rows.len());
        for (index, answers) in rows.iter().enumerate() {
            for answer in answers.as_array().into_iter().flatten() {
                match ids.get(index) {
                    Some(row) => self.put_back(answer, Some(*row)),
                    None => self.lose(answer),
                }
            }
        }
    }

    /// As many rows as are wanted and may be; those that were opened in any case
    /// are the first. Their ids.
    pub(super) fn make_rows(&mut self, at: Key, wanted: usize) -> Vec<u32> {
        let question = self.plan.question(at.question);
        let most = question.map_or(0, behov_schema::Question::most_rows);
        while self
            .slot(at)
            .is_some_and(|slot| slot.rows.len() < wanted.min(most))
        {
            let row = self.push_row(at);
            self.settle_row(at, row, &mut Changes::default());
        }
        let rows = self.slot(at).into_iter().flat_map(|slot| &slot.rows);
        rows.map(|row| row.id).collect()
    }

    fn lose(&mut self, kept: &Value) {
        let own = |pointer| text(kept, pointer).unwrap_or_default().to_owned();
        let (label, text) = (own("/label"), own("/shown"));
        if !text.is_empty() {
            let kept = kept.clone();
            self.lost.push(Lost { label, text, kept });
        }
        for row in list(kept, "/rows") {
            for answer in row.as_array().into_iter().flatten() {
                self.lose(answer);
            }
        }
    }
}

fn held(kept: &Value) -> Held {
    let own = |pointer| text(kept, pointer).map(str::to_owned);
    let entry = || {
        Some(Chosen {
            system: own("/chosen/system")?,
            version: own("/chosen/version")?,
            code: own("/chosen/code")?,
            display: own("/chosen/display")?,
            within: own("/chosen/within"),
        })
    };
    let parts = list(kept, "/parts").iter();
    Held {
        raw: own("/raw").unwrap_or_default(),
        parts: parts
            .map(|part| part.as_str().unwrap_or_default().to_owned())
            .collect(),
        flag: kept.get("flag").and_then(Value::as_bool),
        chosen: entry(),
    }
}
