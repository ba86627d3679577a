//! After a change: what depends on it is worked out anew, and nothing else.

use behov_schema::QuestionType;
use behov_schema::document::Node;
use serde_json::{Map, Value};

use super::Session;
use crate::relevance::Sight;
use crate::{Changes, Key, data, value};

/// What waits to be worked out, in the order of the plan's graph; a row's
/// question for one row, or for all of them.
///
/// A list from last to first: a set as a tree would be more wasm than work.
#[derive(Default)]
pub(super) struct Work(Vec<(usize, Node, Option<u32>)>);

impl Work {
    fn enter(&mut self, rank: usize, node: Node, row: Option<u32>) {
        let entry = (rank, node, row);
        if let Err(place) = self.0.binary_search_by(|known| entry.cmp(known)) {
            self.0.insert(place, entry);
        }
    }
}

/// How a question is asked at this moment.
struct Asked {
    visible: bool,
    none: bool,
    required: bool,
    valid: bool,
}

impl Session {
    /// Works out everything, once, at the start.
    pub(super) fn settle_all(&mut self) {
        let plan = self.plan.clone();
        let mut work = Work::default();
        for node in plan.order() {
            if let Node::Question(number) = node {
                self.parse(Key::top(*number));
            }
            work.enter(plan.rank(*node), *node, None);
        }
        self.settle(work, &mut Changes::default());
    }

    /// Parses what `at` holds and settles all that follows from it.
    pub(super) fn settle_answer(&mut self, at: Key, changes: &mut Changes) {
        changes.touched.push(at);
        if self.parse(at) {
            self.store(at);
            self.settle_readers(at.question, at.row, changes);
        }
    }

    /// Settles the questions of a row that has come, and what reads the rows:
    /// each once, however many of them say something at once.
    pub(super) fn settle_row(&mut self, at: Key, row: u32, changes: &mut Changes) {
        changes.touched.push(at);
        let index = self.slot(at).and_then(|slot| slot.row_index(row));
        if let Some((index, rows)) = index.zip(self.rows_data(at))
            && index <= rows.len()
        {
            rows.insert(index, Value::Object(Map::new()));
        }
        for child in self.plan.in_row(at.question) {
            // A consent counts as no from the beginning.
            self.parse(Key::in_row(child, row));
        }
        self.settle_readers(at.question, Some(row), changes);
    }

    /// Settles what reads the rows after `row` at `index` has gone.
    pub(super) fn settle_row_removed(
        &mut self,
        at: Key,
        row: u32,
        index: usize,
        changes: &mut Changes,
    ) {
        changes.touched.push(at);
        if let Some(rows) = self.rows_data(at).filter(|rows| index < rows.len()) {
            rows.remove(index);
        }
        self.settle_readers(at.question, Some(row), changes);
    }

    fn settle_readers(&mut self, question: usize, row: Option<u32>, changes: &mut Changes) {
        let mut work = Work::default();
        self.wake(Node::Question(question), row, &mut work);
        self.settle(work, changes);
    }

    fn rows_data(&mut self, at: Key) -> Option<&mut Vec<Value>> {
        let id = &self.plan.question(at.question)?.id;
        data::get_mut(&mut self.data, id)?.as_array_mut()
    }

    fn settle(&mut self, mut work: Work, changes: &mut Changes) {
        while let Some((_, node, row)) = work.0.pop() {
            match node {
                Node::Page(page) => self.settle_page(page, &mut work, changes),
                Node::Question(number) => match (self.plan.rows_of(number), row) {
                    (None, _) => self.settle_key(Key::top(number), &mut work, changes),
                    (Some(_), Some(row)) => {
                        self.settle_key(Key::in_row(number, row), &mut work, changes);
                    }
                    (Some(_), None) => {
                        for key in self.keys_of(number) {
                            self.settle_key(key, &mut work, changes);
                        }
                    }
                },
            }
        }
    }

    /// Enters the readers of a node. When one row has changed, the questions
    /// of these rows are looked at in that row alone, unless they read the
    /// others too.
    fn wake(&self, node: Node, row: Option<u32>, work: &mut Work) {
        let rows_of = |node: Node| match node {
            Node::Question(number) => self.plan.rows_of(number).map(|(rows, _)| rows),
            Node::Page(_) => None,
        };
        let own = rows_of(node);
        for reader in self.plan.readers(node) {
            let outer = rows_of(*reader);
            let same = outer.is_some_and(|rows| own == outer || node == Node::Question(rows));
            let row = row.filter(|_| same && !self.plan.across(*reader));
            work.enter(self.plan.rank(*reader), *reader, row);
        }
    }

    fn settle_page(&mut self, page: usize, work: &mut Work, changes: &mut Changes) {
        let sight = Sight {
            plan: &self.plan,
            data: &self.data,
            row: None,
        };
        let rule = self
            .plan
            .page(page)
            .and_then(|page| page.visible_when.as_ref());
        let visible = sight.visible(rule);
        let Some(known) = self.pages.get_mut(page) else {
            return;
        };
        if *known != visible {
            *known = visible;
            changes.stage = true;
            self.wake(Node::Page(page), None, work);
        }
    }

    fn settle_key(&mut self, at: Key, work: &mut Work, changes: &mut Changes) {
        let Some(asked) = self.asked(at) else { return };
        let parses = self.plan.question(at.question).is_some_and(|question| {
            question.follows_country() || question.kind == QuestionType::Computed
        });
        let other_value = parses && self.parse(at);
        let Some(slot) = self.slot_mut(at) else {
            return;
        };
        let shown = slot.visible != asked.visible || slot.none != asked.none;
        let needed = slot.required != asked.required || slot.valid != asked.valid;
        slot.visible = asked.visible;
        slot.none = asked.none;
        slot.required = asked.required;
        slot.valid = asked.valid;
        if shown || needed || parses {
            changes.touched.push(at);
        }
        if shown && at.row.is_none() || (shown || needed || parses) && self.summary.contains(&at) {
            // The number of steps may be another now, or what the summary says.
            changes.stage = true;
        }
        if shown || other_value {
            self.store(at);
            self.wake(Node::Question(at.question), at.row, work);
        }
    }

    /// Whether a question is asked and an answer is needed.
    fn asked(&self, at: Key) -> Option<Asked> {
        let question = self.plan.question(at.question)?;
        let (inside, row) = match self.plan.rows_of(at.question) {
            None => {
                let page = self.plan.outline().entry(at.question)?.page;
                (*self.pages.get(page)?, None)
            }
            Some((rows, _)) => {
                let slot = self.slots.get(rows)?;
                (slot.visible, Some((rows, slot.row_index(at.row?)?)))
            }
        };
        let sight = Sight {
            plan: &self.plan,
            data: &self.data,
            row,
        };
        let relevant = inside && sight.visible(question.visible_when.as_ref());
        let none = relevant && sight.none(question);
        let visible = relevant && !none;
        Some(Asked {
            visible,
            none,
            required: visible && sight.required(question),
            valid: sight.valid(question),
        })
    }

    /// Gives the slot the value of what it holds; whether it is another.
    fn parse(&mut self, at: Key) -> bool {
        let plan = self.plan.clone();
        let Some(question) = plan.question(at.question) else {
            return false;
        };
        let rows = plan.rows_of(at.question).zip(at.row);
        let row =
            rows.and_then(|((rows, _), row)| Some((rows, self.slots.get(rows)?.row_index(row)?)));
        let sight = Sight {
            plan: &plan,
            data: &self.data,
            row,
        };
        let country = sight.country(question);
        let computed = sight.computed(question);
        let Some(slot) = self.slot_mut(at) else {
            return false;
        };
        let (value, broken) = match value::parse(question, &slot.held, country) {
            Ok(value) => (value.or(computed), None),
            Err(finding) => (None, Some(finding)),
        };
        slot.broken = broken;
        let other = slot.value != value;
        slot.value = value;
        other
    }

    /// Writes the answer to where rules see it, or takes it away.
    fn store(&mut self, at: Key) {
        let plan = self.plan.clone();
        let Some(question) = plan.question(at.question) else {
            return;
        };
        let Some(slot) = self.slot(at) else { return };
        match plan.rows_of(at.question).zip(at.row) {
            None if question.kind == QuestionType::Rows => {
                let rows = (slot.visible || slot.none).then(|| self.rows_value(at.question));
                data::put(&mut self.data, &question.id, rows);
            }
            None => {
                let value = slot.value.clone().filter(|_| slot.visible);
                data::put(&mut self.data, &question.id, value);
            }
            Some(((rows, _), row)) => {
                let value = slot.value.clone().filter(|_| slot.visible);
                let Some(outer) = plan.question(rows) else {
                    return;
                };
                let Some(index) = self.slots.get(rows).and_then(|slot| slot.row_index(row)) else {
                    return;
                };
                let row =
                    data::get_mut(&mut self.data, &outer.id).and_then(|rows| rows.get_mut(index));
                if let Some(row) = row {
                    data::put(row, data::inside(&question.id, &outer.id), value);
                }
            }
        }
    }

    /// All rows as rules see them.
    fn rows_value(&self, rows: usize) -> Value {
        let Some((outer, slot)) = self.plan.question(rows).zip(self.slots.get(rows)) else {
            return Value::Array(Vec::new());
        };
        let asked = slot.rows.iter().filter(|_| slot.visible);
        let row = |row: &super::slot::Row| {
            let mut tree = Value::Object(Map::new());
            for (question, slot) in outer.questions.iter().zip(&row.slots) {
                if let Some(value) = slot.value.clone().filter(|_| slot.visible) {
                    data::put(
                        &mut tree,
                        data::inside(&question.id, &outer.id),
                        Some(value),
                    );
                }
            }
            tree
        };
        asked.map(row).collect()
    }
}
