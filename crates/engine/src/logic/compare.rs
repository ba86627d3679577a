//! Equality and order.

use std::cmp::Ordering;

use behov_schema::rule::Operator;
use serde_json::Value;

use super::{LogicError, number};

/// Whether two values stand in the relation that a comparing operator names.
pub(super) fn holds(operator: Operator, a: &Value, b: &Value) -> Result<bool, LogicError> {
    Ok(match operator {
        Operator::Equal => equal(a, b)?,
        Operator::NotEqual => !equal(a, b)?,
        Operator::StrictEqual => same(a, b),
        Operator::StrictNotEqual => !same(a, b),
        Operator::Less => order(a, b)? == Some(Ordering::Less),
        Operator::Greater => order(a, b)? == Some(Ordering::Greater),
        Operator::LessOrEqual => order(a, b)?.is_some_and(Ordering::is_le),
        Operator::GreaterOrEqual => order(a, b)?.is_some_and(Ordering::is_ge),
        _ => return Err(LogicError::InvalidArguments),
    })
}

/// Equality without conversion. Lists and objects equal nothing, since
/// JavaScript compares their identity and data has none.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) => a == b,
        _ => false,
    }
}

/// Equality of texts, else of numbers. An unanswered question equals no text
/// (json-logic-js), so that a rule can ask for a code before there is one.
fn equal(a: &Value, b: &Value) -> Result<bool, LogicError> {
    match (a, b) {
        (Value::String(_) | Value::Array(_) | Value::Object(_), Value::Null)
        | (Value::Null, Value::String(_) | Value::Array(_) | Value::Object(_)) => Ok(false),
        _ => Ok(order(a, b)? == Some(Ordering::Equal)),
    }
}

/// The order of two texts, else of two numbers. What is no number has no
/// order: an error, but beside null (not answered) simply none.
fn order(a: &Value, b: &Value) -> Result<Option<Ordering>, LogicError> {
    if let (Value::String(a), Value::String(b)) = (a, b) {
        return Ok(Some(a.cmp(b)));
    }
    match (number::of(a), number::of(b)) {
        (Some(a), Some(b)) => Ok(a.partial_cmp(&b)),
        _ if a.is_null() || b.is_null() => Ok(None),
        _ => Err(LogicError::NotANumber),
    }
}
