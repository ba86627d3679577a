//! From the review to the receipt.

use behov_schema::document::{Country, Mode};
use behov_schema::regions::region_of;
use behov_schema::submission::{Receipt, SCHEMA};
use behov_schema::{Finding, QuestionType, json};
use serde_json::{Map, Value};

use super::{Session, Start};
use crate::{Announce, Changes, Effect, Failure, Focus, Key, Outgoing, Sending, Step, data, value};

/// The question whose answer lies in a region.
const MUNICIPALITY: &str = "org.municipality";

/// What was last tried, and of which answers it was made.
#[derive(Clone)]
pub(super) struct Frozen {
    pub(super) outgoing: Outgoing,
    pub(super) revision: u64,
    pub(super) start: Start,
    /// It was tried in another visit, and goes out as it is: what the
    /// questionnaire has become since does not concern it.
    pub(super) sealed: bool,
}

impl Session {
    /// The same answers go out as the same bytes; other answers replace them.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn send(&mut self, id: String, now: &str, changes: &mut Changes) {
        if self.step != Step::Review || matches!(self.sending, Sending::Busy | Sending::Sent(_)) {
            return;
        }
        let sealed = |frozen: &Frozen| {
            let same = frozen.revision == self.revision && frozen.start == self.start;
            frozen.sealed && same
        };
        let pages: Vec<usize> = match &self.frozen {
            Some(frozen) if sealed(frozen) => Vec::new(),
            _ => self.pages().collect(),
        };
        let wrong: Vec<Key> = pages
            .into_iter()
            .flat_map(|page| self.inspect(page))
            .collect();
        changes.stage = true;
        if !wrong.is_empty() {
            changes.touched.extend(&wrong);
            self.summary = wrong;
            changes.effects.push(Effect::Focus(Focus::Summary));
            return;
        }
        let earlier = self.frozen.take();
        let frozen = match earlier {
            Some(frozen) if frozen.revision == self.revision && frozen.start == self.start => {
                frozen
            }
            _ => {
                // From now on there is something to keep, also where the page or
                // a former answer gave everything and nothing was typed.
                self.revision = self.revision.max(1);
                let body = json::canonical(&self.compose(&id, self.chain.as_deref(), now));
                self.chain.get_or_insert_with(|| id.clone());
                Frozen {
                    outgoing: Outgoing { id, body },
                    revision: self.revision,
                    start: self.start.clone(),
                    sealed: false,
                }
            }
        };
        changes
            .effects
            .push(Effect::Submit(frozen.outgoing.clone()));
        changes.effects.push(Effect::Announce(Announce::Sending));
        self.frozen = Some(frozen);
        self.summary.clear();
        self.sending = Sending::Busy;
    }

    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn received(&mut self, receipt: Receipt, changes: &mut Changes) {
        if self.sending == Sending::Busy {
            // What corrects it replaces this very one.
            self.chain = Some(receipt.id.clone());
            self.sending = Sending::Sent(receipt);
            self.show(Step::Receipt, changes);
        }
    }

    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn failed(&mut self, failure: Failure, changes: &mut Changes) {
        if self.sending == Sending::Busy {
            if failure == Failure::Refused(409) {
                // Something else has this id: the next try goes out with another.
                self.frozen = None;
            }
            self.sending = Sending::Failed(failure);
            changes.stage = true;
            changes.effects.push(Effect::Announce(Announce::Failed));
        }
    }

    /// Opens what was sent, to be corrected. Until something is, nothing is
    /// unsent.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn corrected(&mut self, changes: &mut Changes) {
        if self.step != Step::Receipt {
            return;
        }
        self.sending = Sending::Idle;
        self.revision = 0;
        if let Some(frozen) = &mut self.frozen {
            frozen.revision = 0;
        }
        self.show(Step::Review, changes);
    }

    /// Puts each finding beside its question.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn refused(&mut self, findings: &[Finding], changes: &mut Changes) {
        if self.sending != Sending::Busy {
            return;
        }
        if let Some(frozen) = &mut self.frozen {
            frozen.sealed = false;
        }
        let mut wrong = Vec::new();
        for finding in findings {
            let Some(at) = self.key_at(&finding.pointer) else {
                continue;
            };
            // Nobody could mend what cannot be changed.
            let question = self.plan.question(at.question);
            if question.is_none_or(|q| q.read_only || q.kind == QuestionType::Computed) {
                continue;
            }
            if let Some(slot) = self.slot_mut(at) {
                slot.refused = Some(finding.clone());
                slot.due = true;
                wrong.push(at);
            }
        }
        wrong.sort_unstable();
        wrong.dedup();
        if wrong.is_empty() {
            self.failed(Failure::Refused(422), changes);
            return;
        }
        changes.touched.extend(&wrong);
        self.summary = wrong;
        self.sending = Sending::Idle;
        changes.stage = true;
        changes.effects.push(Effect::Focus(Focus::Summary));
    }

    /// The whole submission: what is asked and answered, and nothing else.
    fn compose(&self, id: &str, replaces: Option<&str>, now: &str) -> Value {
        let mut body = Value::Object(Map::new());
        let questionnaire = self.plan.questionnaire();
        if self.plan.outline().find(Country::ANSWER).is_none() {
            data::put(
                &mut body,
                Country::ANSWER,
                Some(questionnaire.country.code().into()),
            );
        }
        // Of the pages too that have nothing to be seen on them: no rows is an
        // answer, and so is what is computed in silence.
        for page in 0..self.pages.len() {
            for number in self.plan.on_page(page) {
                let Some(question) = self.plan.question(number) else {
                    continue;
                };
                data::put(&mut body, &question.id, self.wire(Key::top(number)));
            }
        }
        // Field by field, as the answers: the type of it all is for those who
        // read it, and its writer would weigh more than this list.
        let start = &self.start;
        let campaign = start.campaign.as_ref().or(questionnaire.campaign.as_ref());
        let notice = &questionnaire.controller.notice_version;
        let meta = [
            ("meta.schema", Some(SCHEMA)),
            ("meta.id", Some(id)),
            ("meta.replaces", replaces),
            ("meta.questionnaire.id", Some(&questionnaire.id)),
            ("meta.questionnaire.version", Some(&questionnaire.version)),
            ("meta.questionnaire.hash", Some(self.plan.hash())),
            ("meta.campaign", campaign.map(String::as_str)),
            ("meta.mode", questionnaire.mode.map(Mode::code)),
            ("meta.region", self.region().or(start.region.as_deref())),
            ("meta.locale", Some(&start.locale)),
            ("meta.channel", Some(start.channel.code())),
            ("meta.today", Some(&start.today)),
            ("meta.started_at", Some(&start.started_at)),
            ("meta.submitted_at", Some(now)),
            ("meta.notice.version", Some(notice)),
            ("meta.notice.shown_at", Some(&start.started_at)),
        ];
        for (path, text) in meta {
            data::put(&mut body, path, text.map(Value::from));
        }
        data::put(
            &mut body,
            "meta.honeypot",
            self.honeypot.then(|| true.into()),
        );
        body
    }

    /// The region that the municipality lies in which was answered by its code.
    fn region(&self) -> Option<&str> {
        let questionnaire = self.plan.questionnaire();
        let asked = self
            .plan
            .question(self.plan.outline().find(MUNICIPALITY)?)?;
        let by_code = matches!(asked.kind, QuestionType::Choice | QuestionType::Code);
        // The same code is another municipality in the other country.
        let country = data::get(&self.data, Country::ANSWER)?.as_str()?;
        let here = by_code && country == questionnaire.country.code();
        let code = data::get(&self.data, MUNICIPALITY).filter(|_| here)?;
        let region = region_of(&questionnaire.regions, code.as_str()?)?;
        Some(&region.id)
    }

    /// The answer as it is sent; nothing for what is hidden or not answered.
    fn wire(&self, at: Key) -> Option<Value> {
        let question = self.plan.question(at.question)?;
        let slot = self.slot(at)?;
        if slot.none {
            return Some(Value::Array(Vec::new()));
        }
        let slot = Some(slot).filter(|slot| slot.visible)?;
        if question.kind != QuestionType::Rows {
            let languages = &self.plan.questionnaire().languages;
            return Some(value::to_wire(
                question,
                &slot.held,
                slot.value.as_ref()?,
                self.country(question),
                &self.start.locale,
                languages,
            ));
        }
        let row = |id: u32| {
            let mut row = Value::Object(Map::new());
            for child in self.plan.in_row(at.question) {
                if let Some(asked) = self.plan.question(child) {
                    let path = data::inside(&asked.id, &question.id);
                    data::put(&mut row, path, self.wire(Key::in_row(child, id)));
                }
            }
            row
        };
        Some(slot.rows.iter().map(|known| row(known.id)).collect())
    }
}
