//! One expression to its value, operator by operator.

use std::borrow::Cow;

use behov_schema::rule::{Call, Expr, Operator};
use serde_json::Value;

use super::budget::Budget;
use super::data::{Data, path_of};
use super::{LogicError, compare, truthy};

pub(super) type Outcome<'a> = Result<Cow<'a, Value>, LogicError>;

pub(super) static NULL: Value = Value::Null;

/// One evaluation of one rule. It recurses as deep as the rule nests, which
/// parsing bounds.
pub(super) struct Evaluator {
    pub(super) budget: Budget,
}

impl Evaluator {
    pub(super) fn new(budget: Budget) -> Self {
        Self { budget }
    }

    pub(super) fn eval<'a>(&mut self, expr: &'a Expr, data: Data<'a>) -> Outcome<'a> {
        self.budget.spend(1)?;
        let value = match expr {
            Expr::Value(value) => Cow::Borrowed(value),
            Expr::List(list) => {
                let mut values = Vec::with_capacity(list.len());
                for expr in list {
                    let value = self.eval(expr, data)?;
                    values.push(self.budget.own(value)?);
                }
                Cow::Owned(Value::Array(values))
            }
            Expr::Call(call) => self.call(call, data)?,
        };
        // Whoever asked for a text is going to read it.
        if let Value::String(text) = &*value {
            self.budget.spend_text(text)?;
        }
        Ok(value)
    }

    fn call<'a>(&mut self, call: &'a Call, data: Data<'a>) -> Outcome<'a> {
        let operands = call.operands();
        let value = match call.operator() {
            Operator::Var => return self.var(operands, data),
            Operator::And => return self.first(operands, data, false),
            Operator::Or => return self.first(operands, data, true),
            Operator::If | Operator::Ternary => return self.choose(operands, data),
            Operator::Missing => {
                let operands = self.eval_all(operands, data)?;
                match operands.first().map(AsRef::as_ref) {
                    Some(Value::Array(paths)) => self.missing(paths.iter(), data)?,
                    _ => self.missing(operands.iter().map(AsRef::as_ref), data)?,
                }
            }
            Operator::MissingSome => self.missing_some(operands, data)?,
            Operator::Not => Value::Bool(!self.is_truthy(operands, data)?),
            Operator::Truthy => Value::Bool(self.is_truthy(operands, data)?),
            Operator::In => Value::Bool(self.contains(operands, data)?),
            Operator::Cat => Value::String(self.cat(operands, data)?),
            Operator::Substr => Value::String(self.substr(operands, data)?),
            Operator::Merge => self.merge(operands, data)?,
            Operator::Equal
            | Operator::StrictEqual
            | Operator::NotEqual
            | Operator::StrictNotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => {
                Value::Bool(self.chain(call.operator(), operands, data)?)
            }
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder
            | Operator::Min
            | Operator::Max => self.calculate(call.operator(), operands, data)?,
            Operator::Map
            | Operator::Filter
            | Operator::Reduce
            | Operator::All
            | Operator::Some
            | Operator::None => return self.iterate(call.operator(), operands, data),
        };
        Ok(Cow::Owned(value))
    }

    /// The operand at `at`; null where there is none.
    pub(super) fn operand<'a>(
        &mut self,
        operands: &'a [Expr],
        at: usize,
        data: Data<'a>,
    ) -> Outcome<'a> {
        match operands.get(at) {
            Some(operand) => self.eval(operand, data),
            None => Ok(Cow::Borrowed(&NULL)),
        }
    }

    pub(super) fn eval_all<'a>(
        &mut self,
        operands: &'a [Expr],
        data: Data<'a>,
    ) -> Result<Vec<Cow<'a, Value>>, LogicError> {
        operands
            .iter()
            .map(|operand| self.eval(operand, data))
            .collect()
    }

    fn is_truthy(&mut self, operands: &[Expr], data: Data<'_>) -> Result<bool, LogicError> {
        Ok(truthy(&*self.operand(operands, 0, data)?))
    }

    fn var<'a>(&mut self, operands: &'a [Expr], data: Data<'a>) -> Outcome<'a> {
        let path = self.operand(operands, 0, data)?;
        match data.find(&path_of(&path)?) {
            Some(value) => Ok(value),
            None => self.operand(operands, 1, data),
        }
    }

    /// The first operand that is truthy (or that is not), else the last.
    fn first<'a>(&mut self, operands: &'a [Expr], data: Data<'a>, wanted: bool) -> Outcome<'a> {
        let mut value = Cow::Owned(Value::Bool(false));
        for operand in operands {
            value = self.eval(operand, data)?;
            if truthy(&value) == wanted {
                break;
            }
        }
        Ok(value)
    }

    fn choose<'a>(&mut self, mut operands: &'a [Expr], data: Data<'a>) -> Outcome<'a> {
        while let [condition, then, rest @ ..] = operands {
            if truthy(&*self.eval(condition, data)?) {
                return self.eval(then, data);
            }
            operands = rest;
        }
        self.operand(operands, 0, data)
    }

    /// Whether each operand stands in the relation to the next; none is
    /// evaluated after the first that does not.
    fn chain(
        &mut self,
        operator: Operator,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<bool, LogicError> {
        let mut left = self.operand(operands, 0, data)?;
        for operand in operands.iter().skip(1) {
            let right = self.eval(operand, data)?;
            if !compare::holds(operator, &left, &right)? {
                return Ok(false);
            }
            left = right;
        }
        Ok(true)
    }
}
