//! Evaluates rules: JSONLogic over the answers, without copying them.
//!
//! The semantics are those of the json-logic/compat-tables suite; where it is
//! silent, those of json-logic-js. `docs/adr/0001-jsonlogic.md` lists what was
//! chosen where both leave a choice. The same code runs in the widget and in
//! the collector, so that both sides always agree on what was asked.

mod budget;
mod calculate;
mod compare;
mod data;
mod iterate;
mod list;
mod number;
mod operate;
mod text;

use std::borrow::Cow;
use std::fmt;

use behov_schema::Rule;
use serde_json::Value;

use budget::{Budget, STEPS, steps_of_each};
use data::Data;
use operate::Evaluator;

/// What a rule sees: the answers, and the row it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    root: &'a Value,
    row: Option<(&'a str, &'a Value)>,
    steps: usize,
}

impl<'a> Scope<'a> {
    /// `root`: the answers as one tree, keyed by the segments of the
    /// questions' ids. `row`: for the rule of a question inside rows, the id
    /// of the rows and this row's answers. Every path that begins with that id
    /// and a dot is then looked up in the row: with `need`, the path
    /// `need.level` is `level` of this row, and null when the row has none.
    pub fn new(root: &'a Value, row: Option<(&'a str, &'a Value)>) -> Self {
        let steps = STEPS;
        Self { root, row, steps }
    }

    /// For a rule of a document that begins with so many evaluations: together
    /// they are held to an amount of work too. The same wherever a document is
    /// evaluated.
    pub fn among(self, evaluations: usize) -> Self {
        let steps = steps_of_each(evaluations);
        Self { steps, ..self }
    }
}

/// Why a rule has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogicError {
    /// An operand is of a type that the operator does not take.
    InvalidArguments,
    /// Something that is no number was compared with a number or calculated
    /// with, or a result is not finite.
    NotANumber,
    /// The rule takes more work than any questionnaire needs, or builds a
    /// value too deep: it was stopped.
    TooMuch,
}

impl fmt::Display for LogicError {
    /// The names that the suite gives the errors.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidArguments => "Invalid Arguments",
            Self::NotANumber => "NaN",
            Self::TooMuch => "Too Much",
        })
    }
}

impl std::error::Error for LogicError {}

/// The value of a rule; borrowed from the rule or the answers where it can be.
///
/// # Errors
/// When the rule has no value; see [`LogicError`].
pub fn eval<'a>(rule: &'a Rule, scope: &Scope<'a>) -> Result<Cow<'a, Value>, LogicError> {
    Evaluator::new(Budget::new(scope.steps)).eval(rule.expr(), Data::Answers(*scope))
}

/// Whether JSONLogic takes a value for true: everything but null, false, zero,
/// the empty text and the empty list.
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
    }
}
