//! One expression to its value, operator by operator.

use std::borrow::Cow;

use behov_schema::rule::{Call, Expr, Operator};
use serde_json::Value;

use super::budget::Budget;
use super::data::Data;
use super::{LogicError, compare, number, text, truthy};

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
        match expr {
            Expr::Value(value) => Ok(Cow::Borrowed(value)),
            Expr::List(list) => {
                let mut values = Vec::with_capacity(list.len());
                for expr in list {
                    let value = self.eval(expr, data)?;
                    values.push(self.budget.own(value)?);
                }
                Ok(Cow::Owned(Value::Array(values)))
            }
            Expr::Call(call) => self.call(call, data),
        }
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
    fn operand<'a>(&mut self, operands: &'a [Expr], at: usize, data: Data<'a>) -> Outcome<'a> {
        match operands.get(at) {
            Some(operand) => self.eval(operand, data),
            None => Ok(Cow::Borrowed(&NULL)),
        }
    }

    fn eval_all<'a>(
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

    /// Those of the paths where there is no answer.
    fn missing<'v>(
        &mut self,
        paths: impl Iterator<Item = &'v Value>,
        data: Data<'_>,
    ) -> Result<Value, LogicError> {
        let mut missing = Vec::new();
        for path in paths {
            let found = data.find(&path_of(path)?);
            if found.is_none_or(|value| matches!(&*value, Value::Null) || *value == "") {
                missing.push(self.budget.own(Cow::Borrowed(path))?);
            }
        }
        Ok(Value::Array(missing))
    }

    fn missing_some(&mut self, operands: &[Expr], data: Data<'_>) -> Result<Value, LogicError> {
        let needed = self.number(operands, 0, data)?;
        let paths = self.operand(operands, 1, data)?;
        let paths = paths.as_array().ok_or(LogicError::InvalidArguments)?;
        let missing = self.missing(paths.iter(), data)?;
        let answered = paths.len() - missing.as_array().map_or(0, Vec::len);
        Ok(if answered as f64 >= needed {
            Value::Array(Vec::new())
        } else {
            missing
        })
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

    fn number(&mut self, operands: &[Expr], at: usize, data: Data<'_>) -> Result<f64, LogicError> {
        number::of(&*self.operand(operands, at, data)?).ok_or(LogicError::NotANumber)
    }

    fn calculate(
        &mut self,
        operator: Operator,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<Value, LogicError> {
        let mut result = self.number(operands, 0, data)?;
        if operator == Operator::Subtract && operands.len() == 1 {
            result = -result;
        }
        for at in 1..operands.len() {
            let next = self.number(operands, at, data)?;
            result = match operator {
                Operator::Add => result + next,
                Operator::Subtract => result - next,
                Operator::Multiply => result * next,
                Operator::Divide => result / next,
                Operator::Remainder => number::remainder(result, next),
                Operator::Min => result.min(next),
                _ => result.max(next),
            };
        }
        number::value(result).ok_or(LogicError::NotANumber)
    }

    /// In a list: an element that is the same. In a text: a part of it; an
    /// unanswered question is in none.
    fn contains(&mut self, operands: &[Expr], data: Data<'_>) -> Result<bool, LogicError> {
        let needle = self.operand(operands, 0, data)?;
        let haystack = self.operand(operands, 1, data)?;
        Ok(match &*haystack {
            Value::Array(list) => list.iter().any(|item| compare::same(item, &needle)),
            Value::String(haystack) => {
                let mut part = String::new();
                text::push(&mut part, &needle);
                // Byte by byte: the searcher of `str` is larger than this file.
                !needle.is_null()
                    && (part.is_empty()
                        || haystack
                            .as_bytes()
                            .windows(part.len())
                            .any(|at| at == part.as_bytes()))
            }
            _ => false,
        })
    }

    fn cat(&mut self, operands: &[Expr], data: Data<'_>) -> Result<String, LogicError> {
        let mut out = String::new();
        for operand in operands {
            let value = self.eval(operand, data)?;
            text::push(&mut out, &value);
            self.budget.spend_text(&out)?;
        }
        Ok(out)
    }

    /// From a character, for so many; negative counts from the end. Characters
    /// are Unicode scalar values, where JavaScript counts UTF-16 units.
    fn substr(&mut self, operands: &[Expr], data: Data<'_>) -> Result<String, LogicError> {
        let mut source = String::new();
        text::push(&mut source, &*self.operand(operands, 0, data)?);
        self.budget.spend_text(&source)?;
        let length = source.chars().count();
        // A float's cast saturates, so that no bound is out of reach.
        let clamp = |count: f64, of: usize| {
            let count = if count < 0.0 {
                of as f64 + count
            } else {
                count
            };
            (count as usize).min(of)
        };
        let start = clamp(self.number(operands, 1, data)?, length);
        let rest = length - start;
        let take = match operands.get(2) {
            Some(_) => clamp(self.number(operands, 2, data)?, rest),
            None => rest,
        };
        Ok(source.chars().skip(start).take(take).collect())
    }

    fn merge(&mut self, operands: &[Expr], data: Data<'_>) -> Result<Value, LogicError> {
        let mut merged = Vec::new();
        for operand in operands {
            let value = self.eval(operand, data)?;
            match self.budget.own(value)? {
                Value::Array(list) => merged.extend(list),
                value => merged.push(value),
            }
        }
        Ok(Value::Array(merged))
    }
}

/// A path as text: a text, a whole number (an index), or null for all of it.
fn path_of(value: &Value) -> Result<Cow<'_, str>, LogicError> {
    match value {
        Value::Null => Ok(Cow::Borrowed("")),
        Value::String(path) => Ok(Cow::Borrowed(path)),
        Value::Number(number) => Ok(Cow::Owned(number.to_string())),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(LogicError::InvalidArguments),
    }
}
