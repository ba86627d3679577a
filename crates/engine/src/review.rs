//! The review of a whole submission: everything the widget checked, again.

use behov_schema::document::{Country, Mode, Node};
use behov_schema::{Finding, Question, QuestionType, json};
use serde_json::{Map, Value};

use crate::relevance::Sight;
use crate::{Plan, data, value};

/// What is wrong with the answers of `submission`, an object of the shared
/// schema that answers the very questionnaire of `plan`.
///
/// Codes are those of answers, and `answer.unknown_question` (no question
/// asks this), `answer.not_relevant` (its question was hidden),
/// `answer.wrong_type`, `answer.wrong_system`, `answer.not_canonical` (not in
/// its stored form), `answer.not_valid` (its `valid_when` does not accept it),
/// `answer.read_only` (another than the prefilled one that could not be
/// changed), `computed.differs` (not what the rule comes to), `submission.mode`
/// (`meta.mode` is not the questionnaire's). Pointers lead into the submission.
/// Of `meta` only `mode` and `today` are read.
pub fn review(plan: &Plan, submission: &Value) -> Vec<Finding> {
    let today = submission
        .pointer("/meta/today")
        .cloned()
        .unwrap_or_default();
    let mut review = Review {
        plan,
        submission,
        data: serde_json::json!({ "meta": { "today": today } }),
        pages: vec![false; plan.questionnaire().pages.len()],
        asked: Vec::new(),
        findings: Vec::new(),
    };
    review.mode();
    review.country();
    for node in plan.order() {
        match *node {
            Node::Page(page) => review.page(page),
            Node::Question(number) => match plan.rows_of(number) {
                None => review.question(number),
                Some((rows, _)) => review.in_rows(number, rows),
            },
        }
    }
    review.last();
    review.unknown(submission, "", "");
    review.findings
}

/// Whether two JSON values are the same; numbers by their value.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// A question that is asked, and in which row.
#[derive(Clone, Copy)]
struct Asked {
    number: usize,
    row: Option<(usize, usize)>,
}

struct Review<'a> {
    plan: &'a Plan,
    submission: &'a Value,
    /// What rules see; grows in the order of the plan's graph.
    data: Value,
    pages: Vec<bool>,
    asked: Vec<Asked>,
    findings: Vec<Finding>,
}

impl Review<'_> {
    /// What is only tried out is never taken for real, nor the reverse.
    fn mode(&mut self) {
        let wire = data::get(self.submission, "meta.mode").map(Value::as_str);
        let own = self.plan.questionnaire().mode;
        if wire != own.map(|Mode::Test| Some("test")) {
            self.find(
                Finding::new("submission.mode", ""),
                data::pointer("meta.mode"),
            );
        }
    }

    /// A country that is not asked is the questionnaire's.
    fn country(&mut self) {
        if self.plan.outline().find(Country::ANSWER).is_some() {
            return;
        }
        let code = self.plan.questionnaire().country.code();
        data::put(&mut self.data, Country::ANSWER, Some(code.into()));
        if data::get(self.submission, Country::ANSWER).is_some_and(|wire| wire != code) {
            self.find(
                Finding::new("answer.not_canonical", ""),
                data::pointer(Country::ANSWER),
            );
        }
    }

    fn page(&mut self, page: usize) {
        let rule = self
            .plan
            .page(page)
            .and_then(|page| page.visible_when.as_ref());
        let visible = self.sight(None).visible(rule);
        if let Some(known) = self.pages.get_mut(page) {
            *known = visible;
        }
    }

    fn question(&mut self, number: usize) {
        let Some(question) = self.plan.question(number) else {
            return;
        };
        let page = self
            .plan
            .outline()
            .entry(number)
            .map_or(0, |entry| entry.page);
        let visible = self.pages.get(page) == Some(&true)
            && self.sight(None).visible(question.visible_when.as_ref());
        let wire = data::get(self.submission, &question.id);
        let pointer = data::pointer(&question.id);
        if !visible {
            return self.hidden(wire, pointer);
        }
        if self.sight(None).none(question) {
            data::put(&mut self.data, &question.id, Some(Value::Array(Vec::new())));
            return match wire {
                Some(Value::Array(rows)) if rows.is_empty() => {}
                None => self.find(Finding::new("required", ""), pointer),
                Some(_) => self.find(Finding::new("answer.not_relevant", ""), pointer),
            };
        }
        self.asked.push(Asked { number, row: None });
        if question.kind == QuestionType::Rows {
            return self.rows(question, wire, pointer);
        }
        if let Some(value) = self.value(question, wire, None, pointer) {
            data::put(&mut self.data, &question.id, Some(value));
        }
    }

    fn rows(&mut self, question: &Question, wire: Option<&Value>, pointer: String) {
        let Some(Value::Array(rows)) = wire else {
            // No need at all is `[]`; nothing at all is not an answer.
            let finding = match wire {
                None => Finding::new("required", ""),
                Some(_) => Finding::new("answer.wrong_type", "").with("expected", "an array"),
            };
            return self.find(finding, pointer);
        };
        if rows.len() > question.most_rows() {
            // None of them is looked at: there may be any number.
            let finding = value::row_count(question, rows.len());
            return finding.map_or((), |finding| self.find(finding, pointer));
        }
        if let Some(finding) = value::row_count(question, rows.len()) {
            self.find(finding, pointer.clone());
        }
        for (index, _) in rows.iter().enumerate().filter(|(_, row)| !row.is_object()) {
            let finding = Finding::new("answer.wrong_type", "").with("expected", "an object");
            self.find(finding, format!("{pointer}/{index}"));
        }
        let empty = vec![Value::Object(Map::new()); rows.len()];
        data::put(&mut self.data, &question.id, Some(Value::Array(empty)));
    }

    fn in_rows(&mut self, number: usize, rows: usize) {
        let Some((question, outer)) = self.plan.question(number).zip(self.plan.question(rows))
        else {
            return;
        };
        let wires = data::get(self.submission, &outer.id).and_then(Value::as_array);
        let seen = data::get(&self.data, &outer.id)
            .and_then(Value::as_array)
            .map(Vec::len);
        let path = data::inside(&question.id, &outer.id);
        for (index, wire) in wires
            .into_iter()
            .flatten()
            .enumerate()
            .take(seen.unwrap_or(0))
        {
            let row = Some((rows, index));
            let wire = data::get(wire, path);
            let pointer = format!(
                "{}/{index}{}",
                data::pointer(&outer.id),
                data::pointer(path)
            );
            if !self.sight(row).visible(question.visible_when.as_ref()) {
                self.hidden(wire, pointer);
                continue;
            }
            self.asked.push(Asked { number, row });
            if let Some(value) = self.value(question, wire, row, pointer)
                && let Some(rows) = data::get_mut(&mut self.data, &outer.id)
                && let Some(row) = rows.get_mut(index)
            {
                data::put(row, path, Some(value));
            }
        }
    }

    fn hidden(&mut self, wire: Option<&Value>, pointer: String) {
        if wire.is_some() {
            self.find(Finding::new("answer.not_relevant", ""), pointer);
        }
    }

    fn value(
        &mut self,
        question: &Question,
        wire: Option<&Value>,
        row: Option<(usize, usize)>,
        pointer: String,
    ) -> Option<Value> {
        let sight = self.sight(row);
        if question.kind == QuestionType::Computed {
            let computed = sight.computed(question);
            if wire.is_some() != computed.is_some()
                || wire
                    .zip(computed.as_ref())
                    .is_some_and(|(wire, own)| !same(wire, own))
            {
                self.find(Finding::new("computed.differs", ""), pointer);
            }
            return computed;
        }
        let country = sight.country(question);
        let fixed = question.prefill.as_ref().filter(|_| question.read_only);
        let fixed = fixed.and_then(|fixed| value::begun(question, fixed, country));
        if wire.is_none() && fixed.is_some() {
            self.find(Finding::new("answer.read_only", ""), pointer);
            return None;
        }
        let wire = wire?;
        match value::from_wire(question, wire, country) {
            Ok(value) if fixed.is_none_or(|fixed| same(&fixed, &value)) => Some(value),
            Ok(_) => {
                self.find(Finding::new("answer.read_only", ""), pointer);
                None
            }
            Err(finding) => {
                self.find(finding, pointer);
                None
            }
        }
    }

    /// Comes last: a rule may require or refuse an answer because of a later one.
    fn last(&mut self) {
        for asked in std::mem::take(&mut self.asked) {
            let Some(question) = self.plan.question(asked.number) else {
                continue;
            };
            let (wire, seen, pointer) = self.answer(asked, question);
            let sight = self.sight(asked.row);
            let empty = match (question.kind, wire) {
                (QuestionType::Consent, wire) => wire != Some(&Value::Bool(true)),
                (QuestionType::Rows, Some(Value::Array(rows))) => rows.is_empty(),
                // Absent rows are found wanting already.
                (QuestionType::Rows, _) => false,
                (_, wire) => wire.is_none(),
            };
            let required = sight.required(question);
            let finding = if empty {
                required.then(|| Finding::new("required", ""))
            } else {
                // What has no meaning has its finding already.
                seen.and_then(|seen| {
                    let answer = required.then_some(seen);
                    answer
                        .and_then(|answer| value::incomplete(question, answer))
                        .or_else(|| {
                            let valid = sight.valid(question);
                            (!valid).then(|| Finding::new("answer.not_valid", ""))
                        })
                })
            };
            if let Some(finding) = finding {
                self.find(finding, pointer);
            }
        }
    }

    /// The answer on the wire and as rules see it, and where it lies.
    fn answer(
        &self,
        asked: Asked,
        question: &Question,
    ) -> (Option<&Value>, Option<&Value>, String) {
        let outer = asked
            .row
            .and_then(|(rows, index)| Some((self.plan.question(rows)?, index)));
        match outer {
            None => (
                data::get(self.submission, &question.id),
                data::get(&self.data, &question.id),
                data::pointer(&question.id),
            ),
            Some((outer, index)) => {
                let path = data::inside(&question.id, &outer.id);
                let inside = |tree| data::get(data::get(tree, &outer.id)?.get(index)?, path);
                let (rows, path) = (data::pointer(&outer.id), data::pointer(path));
                let pointer = format!("{rows}/{index}{path}");
                (inside(self.submission), inside(&self.data), pointer)
            }
        }
    }

    /// Everything in the submission that no question asks; `path` is where
    /// `tree` lies as an id, `pointer` as a JSON Pointer.
    fn unknown(&mut self, tree: &Value, path: &str, pointer: &str) {
        let Value::Object(members) = tree else { return };
        for (name, member) in members {
            let id = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            let pointer = format!("{pointer}/{}", json::escape(name));
            // A dot in a name is no step on the way to a question.
            if name.contains('.') {
                self.find(Finding::new("answer.unknown_question", ""), pointer);
                continue;
            }
            if id == "meta" || id == Country::ANSWER {
                continue;
            }
            let known = self.plan.outline().find(&id);
            match known.and_then(|number| self.plan.question(number)) {
                Some(question) if question.kind == QuestionType::Rows => {
                    for (index, row) in member.as_array().into_iter().flatten().enumerate() {
                        self.unknown(row, &id, &format!("{pointer}/{index}"));
                    }
                }
                Some(_) => {}
                None if member.is_object() && self.leads_on(&id) => {
                    self.unknown(member, &id, &pointer);
                }
                None => self.find(Finding::new("answer.unknown_question", ""), pointer),
            }
        }
    }

    /// Whether some question's id goes on from here, or the country's.
    fn leads_on(&self, id: &str) -> bool {
        let head = format!("{id}.");
        if Country::ANSWER.starts_with(&head) {
            return true;
        }
        let ids = self.plan.outline().ids();
        let first = ids.partition_point(|(known, _)| *known < head);
        ids.get(first)
            .is_some_and(|(known, _)| known.starts_with(&head))
    }

    fn sight(&self, row: Option<(usize, usize)>) -> Sight<'_> {
        Sight {
            plan: self.plan,
            data: &self.data,
            row,
        }
    }

    fn find(&mut self, finding: Finding, pointer: String) {
        self.findings.push(Finding { pointer, ..finding });
    }
}
