//! Whether something is asked, and whether an answer is needed.

use behov_schema::answer::decimal;
use behov_schema::document::Country;
use behov_schema::{Question, Rule};
use serde_json::Value;

use crate::Plan;
use crate::data;
use crate::logic::{Scope, eval, truthy};

#[cfg(test)]
thread_local! {
    /// How many rules were evaluated.
    pub(crate) static EVALUATED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// The data that a rule sees, from where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) data: &'a Value,
    /// The number of the rows and the index of the row the rule stands in.
    pub(crate) row: Option<(usize, usize)>,
}

impl Sight<'_> {
    /// A rule that cannot be evaluated shows its question: asking too much is
    /// mended by the respondent, asking too little by nobody.
    pub(crate) fn visible(&self, rule: Option<&Rule>) -> bool {
        rule.is_none_or(|rule| self.holds(rule).unwrap_or(true))
    }

    /// A rule that cannot be evaluated requires nothing.
    pub(crate) fn required(&self, question: &Question) -> bool {
        let rule = question.required_when.as_ref();
        question.required || rule.is_some_and(|rule| self.holds(rule).unwrap_or(false))
    }

    /// Whether rows are none by their own rule; one that cannot be evaluated
    /// leaves them to be asked.
    pub(crate) fn none(&self, question: &Question) -> bool {
        question
            .empty_when
            .as_ref()
            .is_some_and(|rule| self.holds(rule).unwrap_or(false))
    }

    /// Whether the questionnaire's own rule accepts the answer; one that cannot
    /// be evaluated does.
    pub(crate) fn valid(&self, question: &Question) -> bool {
        let rule = question.valid_when.as_ref();
        rule.is_none_or(|rule| self.holds(rule).unwrap_or(true))
    }

    /// What a computed question comes to, in its stored form.
    pub(crate) fn computed(&self, question: &Question) -> Option<Value> {
        self.evaluate(question.computed.as_ref()?, |value| match value {
            Value::Number(number) => Some(decimal::number(decimal::rounded(number.as_f64()?))),
            Value::Bool(_) => Some(value.clone()),
            Value::String(text) if !text.is_empty() => Some(value.clone()),
            _ => None,
        })?
    }

    /// The country whose register an organisation number stands in.
    pub(crate) fn country(&self, question: &Question) -> Country {
        question
            .country
            .or_else(|| {
                data::get(self.data, Country::ANSWER)?
                    .as_str()
                    .and_then(Country::from_code)
            })
            .unwrap_or(self.plan.questionnaire().country)
    }

    /// Whether a rule is truthy; nothing, when it cannot be evaluated.
    fn holds(&self, rule: &Rule) -> Option<bool> {
        self.evaluate(rule, truthy)
    }

    /// What `see` makes of a rule's value; nothing, when it cannot be evaluated.
    fn evaluate<T>(&self, rule: &Rule, see: impl FnOnce(&Value) -> T) -> Option<T> {
        #[cfg(test)]
        EVALUATED.set(EVALUATED.get() + 1);
        let row = self.row.and_then(|(rows, index)| {
            let id = self.plan.question(rows)?.id.as_str();
            Some((id, data::get(self.data, id)?.get(index)?))
        });
        let scope = Scope::new(self.data, row).among(self.plan.evaluations());
        eval(rule, &scope).ok().map(|value| see(&value))
    }
}
