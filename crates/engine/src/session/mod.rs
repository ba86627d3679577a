//! One respondent's run through a questionnaire.

mod another;
mod answer;
#[cfg(test)]
mod cost;
mod draft;
mod findings;
mod navigate;
mod rows;
mod send;
mod settle;
mod slot;

use std::fmt;
use std::sync::Arc;

use behov_schema::document::{Country, Life};
use behov_schema::submission::Channel;
use behov_schema::time;
use behov_schema::{Question, QuestionType};
use serde_json::Value;

use crate::relevance::Sight;
use crate::{Changes, Event, Key, Lost, Plan, Sending, Snapshot, Stage, Step, data};
pub use draft::Telling;
use rows::Removed;
use send::Frozen;
use slot::Slot;

/// What is known when a session starts; the world is passed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The language that is read: a BCP 47 tag of the questionnaire.
    pub locale: String,
    /// The respondent's date, `YYYY-MM-DD`; rules see it as `meta.today`.
    pub today: String,
    /// RFC 3339 in UTC.
    pub started_at: String,
    /// Wins over the questionnaire's own.
    pub campaign: Option<String>,
    /// Where the municipality that is answered lies in no region.
    pub region: Option<String>,
    pub channel: Channel,
    /// Answers to begin with, by id, in the form that [`Plan::begins_with`]
    /// takes. They win over the questionnaire's own, and a later one over an
    /// earlier; what cannot be given is left out.
    pub prefill: Vec<(String, Value)>,
}

/// One respondent's run: every answer, what is asked, and how far it has come.
///
/// [`Session::apply`] is the one way to change it.
pub struct Session {
    plan: Arc<Plan>,
    start: Start,
    /// What rules see: the answers to the questions that are asked.
    data: Value,
    /// By question number; the slots of a row's questions lie in the row.
    slots: Vec<Slot>,
    /// By page index.
    pages: Vec<bool>,
    next_row: u32,
    /// The last row removed of each rows, until the next change of rows.
    removed: Vec<Removed>,
    step: Step,
    changing: bool,
    summary: Vec<Key>,
    sending: Sending,
    /// Rises with every change of an answer.
    revision: u64,
    frozen: Option<Frozen>,
    /// The id that was tried first, or of the answer that is corrected: what
    /// is sent with another id replaces it, and all that replaced it before.
    chain: Option<String>,
    /// What a draft held and this questionnaire has no place for.
    lost: Vec<Lost>,
    /// Something was written where no human sees a field.
    honeypot: bool,
}

impl Session {
    /// A new session on the first page; before the questionnaire opens and
    /// after it has closed, one that asks nothing. One that has begun in time
    /// goes on for as long as it takes.
    pub fn new(plan: Arc<Plan>, start: Start) -> Self {
        Self::begin(plan, start, 0)
    }

    /// As [`Session::new`], with the id of the first row.
    fn begin(plan: Arc<Plan>, start: Start, next_row: u32) -> Self {
        let mut session = Self {
            data: data::clock(&start.today),
            slots: Slot::all(&plan, &start.prefill, 0..plan.outline().len()),
            pages: vec![false; plan.questionnaire().pages.len()],
            next_row,
            removed: Vec::new(),
            step: Step::Page(0),
            changing: false,
            summary: Vec::new(),
            sending: Sending::Idle,
            revision: 0,
            frozen: None,
            chain: None,
            lost: Vec::new(),
            honeypot: false,
            plan,
            start,
        };
        if session.plan.outline().find(Country::ANSWER).is_none() {
            let country = session.plan.questionnaire().country.code();
            crate::data::put(&mut session.data, Country::ANSWER, Some(country.into()));
        }
        session.settle_all();
        session.open_rows();
        session.step = session.first_step();
        session
    }

    /// What this session asks.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The language that is read.
    pub fn locale(&self) -> &str {
        &self.start.locale
    }

    /// Takes in what happened. Events that make no sense now change nothing.
    pub fn apply(&mut self, event: Event) -> Changes {
        let mut changes = Changes::default();
        match event {
            Event::Answered { at, raw } => self.answered(at, raw, &mut changes),
            Event::Named { at, entry } => self.named(at, entry, &mut changes),
            Event::Left { at } => self.left(at, &mut changes),
            Event::RowAdded { at } => self.row_added(at, &mut changes),
            Event::RowRemoved { at, row } => self.row_removed(at, row, &mut changes),
            Event::RowRestored { at } => self.row_restored(at, &mut changes),
            Event::Next => self.next(&mut changes),
            Event::Back => self.back(&mut changes),
            Event::GoTo { step, then } => self.go_to(step, then, &mut changes),
            Event::Change { at } => self.change(at, &mut changes),
            Event::Send { id, now } => self.send(id, &now, &mut changes),
            Event::Received(receipt) => self.received(receipt, &mut changes),
            Event::Refused(findings) => self.refused(&findings, &mut changes),
            Event::Failed(failure) => self.failed(failure, &mut changes),
            Event::Another { today, now } => self.another(today, now, &mut changes),
            Event::Corrected => self.corrected(&mut changes),
            Event::Resumed(draft) => self.resume(&draft, &mut changes),
            Event::Reopened(submission) => self.reopen(&submission, &mut changes),
            Event::Honeypot(filled) => self.honeypot = filled,
            Event::Locale(locale) => self.start.locale = locale,
            Event::Campaign(campaign) => self.start.campaign = campaign,
            Event::Region(region) => self.start.region = region,
            Event::Channel(channel) => {
                self.start.channel = channel;
                changes.stage = true;
            }
        }
        changes.touched.sort_unstable();
        changes.touched.dedup();
        changes
    }

    /// What a view may see of the question; nothing of one that is not there.
    pub fn snapshot(&self, at: Key) -> Snapshot {
        let Some(slot) = self.slot(at) else {
            return Snapshot::default();
        };
        let question = self.plan.question(at.question);
        let computed = question.is_some_and(|question| question.kind == QuestionType::Computed);
        Snapshot {
            visible: slot.visible,
            required: slot.required,
            raw: slot.held.raw.clone(),
            chosen: question.and_then(|question| {
                let entry = slot.held.entry(question, self.country(question));
                entry.cloned()
            }),
            list: question.and_then(|question| {
                let list = question.list_in(self.country(question))?;
                Some(list.to_owned())
            }),
            parts: slot.held.parts.clone(),
            flag: slot.held.flag,
            computed: slot.value.clone().filter(|_| computed),
            prefilled: slot.prefilled,
            edited: slot.given && !slot.prefilled,
            finding: slot.due.then(|| self.finding(at)).flatten(),
            rows: slot.rows.iter().map(|row| row.id).collect(),
            gone: self.gone(at),
        }
    }

    /// What a view may see of the whole.
    pub fn stage(&self) -> Stage {
        let of = self.pages().count() + 1;
        let number = match self.step {
            Step::Page(page) => self.pages().take_while(|earlier| *earlier < page).count() + 1,
            Step::Before | Step::Review | Step::Receipt | Step::After => of,
        };
        let findings = |at: &Key| self.finding(*at).map(|finding| (*at, finding));
        Stage {
            step: self.step,
            number,
            of,
            summary: self.summary.iter().filter_map(findings).collect(),
            sending: self.sending.clone(),
            changing: self.changing,
            unsent: self.revision > 0 && !matches!(self.sending, Sending::Sent(_)),
            assisted: self.start.channel == Channel::PhoneAssisted,
            lost: self.lost.clone(),
        }
    }

    /// The questions that are asked on a page, in order, those in rows included.
    pub fn keys_on(&self, page: usize) -> Vec<Key> {
        let mut keys = Vec::new();
        for number in self.plan.on_page(page) {
            let top = Key::top(number);
            let Some(slot) = self.slot(top).filter(|slot| slot.visible) else {
                continue;
            };
            keys.push(top);
            for row in &slot.rows {
                let children = self.plan.in_row(number).zip(&row.slots);
                let asked = children.filter(|(_, slot)| slot.visible);
                keys.extend(asked.map(|(child, _)| Key::in_row(child, row.id)));
            }
        }
        keys
    }

    /// The indices of the pages that are asked, in order: those with something
    /// to be seen on them.
    pub fn pages(&self) -> impl Iterator<Item = usize> + '_ {
        let seen = |number: usize| {
            self.slots.get(number).is_some_and(|slot| slot.visible)
                && self
                    .plan
                    .question(number)
                    .is_some_and(|asked| !asked.hidden)
        };
        let asked = move |page: &usize| {
            self.pages.get(*page) == Some(&true) && self.plan.on_page(*page).any(seen)
        };
        (0..self.pages.len()).filter(asked)
    }

    fn first_step(&self) -> Step {
        let begun = time::moment(&self.start.started_at);
        match begun.map(|moment| Life::of(self.plan.questionnaire(), moment)) {
            Some(Life::Before) => Step::Before,
            Some(Life::After) => Step::After,
            Some(Life::Open) | None => self.pages().next().map_or(Step::Review, Step::Page),
        }
    }

    /// The country whose registers and lists an answer is of.
    fn country(&self, question: &Question) -> Country {
        let sight = Sight {
            plan: &self.plan,
            data: &self.data,
            row: None,
        };
        sight.country(question)
    }

    /// A question as it is asked: once, or in each row.
    fn keys_of(&self, number: usize) -> Vec<Key> {
        match self.plan.rows_of(number) {
            None => vec![Key::top(number)],
            Some((rows, _)) => {
                let rows = self.slots.get(rows).into_iter().flat_map(|slot| &slot.rows);
                rows.map(|row| Key::in_row(number, row.id)).collect()
            }
        }
    }

    /// The slot of a question as it is asked.
    fn slot(&self, at: Key) -> Option<&Slot> {
        match (self.plan.rows_of(at.question), at.row) {
            (None, None) => self.slots.get(at.question),
            (Some((rows, child)), Some(row)) => self.slots.get(rows)?.row(row)?.slots.get(child),
            _ => None,
        }
    }

    fn slot_mut(&mut self, at: Key) -> Option<&mut Slot> {
        match (self.plan.rows_of(at.question), at.row) {
            (None, None) => self.slots.get_mut(at.question),
            (Some((rows, child)), Some(row)) => {
                let outer = self.slots.get_mut(rows)?;
                let index = outer.row_index(row)?;
                outer.rows.get_mut(index)?.slots.get_mut(child)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Session {
    /// Answers are private: where it stands, never what was said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("questionnaire", &self.plan.questionnaire().id)
            .field("step", &self.step)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}
