//! What a session keeps of one question.

use std::ops::Range;

use behov_schema::Finding;
use serde_json::Value;

use crate::Plan;
use crate::value::Held;

/// One question as it is asked. A hidden question keeps what was answered.
#[derive(Clone, Default)]
pub(super) struct Slot {
    pub(super) held: Held,
    /// What the answer means, when it means something.
    pub(super) value: Option<Value>,
    /// What is wrong with the answer itself.
    pub(super) broken: Option<Finding>,
    /// What the backend said of this answer.
    pub(super) refused: Option<Finding>,
    pub(super) visible: bool,
    /// Rows that there are none of, by their own rule.
    pub(super) none: bool,
    pub(super) required: bool,
    /// What the questionnaire's own rule says of the answer.
    pub(super) valid: bool,
    /// It began with an answer.
    pub(super) given: bool,
    /// The answer is still the one that it began with.
    pub(super) prefilled: bool,
    /// Findings are shown from now on.
    pub(super) due: bool,
    pub(super) rows: Vec<Row>,
}

/// One row: its questions' slots, in the document's order.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) id: u32,
    pub(super) slots: Vec<Slot>,
}

impl Slot {
    /// The slots of these questions as they begin: with what is `given`, the
    /// last that fits, else with what the questionnaire says.
    pub(super) fn all(
        plan: &Plan,
        given: &[(String, Value)],
        questions: Range<usize>,
    ) -> Vec<Self> {
        let slot = |number| {
            let question = plan.question(number)?;
            let fits =
                |(id, value): &&(String, Value)| *id == question.id && plan.begins_with(id, value);
            let given = given.iter().rev().find(fits).map(|(_, value)| value);
            // The questionnaire may give an answer that is read-only, and no
            // more than others one that has to be given in person.
            let own = question.prefill.as_ref();
            let own = own.filter(|_| Plan::may_begin_with(question));
            let prefill = given.or(own)?;
            Some(Self {
                held: Held::of(question, prefill),
                given: true,
                prefilled: true,
                ..Self::default()
            })
        };
        questions
            .map(|number| slot(number).unwrap_or_default())
            .collect()
    }

    pub(super) fn row(&self, id: u32) -> Option<&Row> {
        self.rows.get(self.row_index(id)?)
    }

    /// Rows stand in the order of their ids: a new one comes last with the
    /// next id, and one that is brought back comes to its old place.
    pub(super) fn row_index(&self, id: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }
}
