//! Which constants an answer can never be.

use serde_json::Value;

use super::meaning::{Kind, number};
use crate::rule::Operator;

/// Whether a comparison of an answer with a constant can come out both ways
/// (or for an order at all).
pub(super) fn comparable(operator: Operator, kind: &Kind<'_>, constant: &Value) -> bool {
    if constant.is_null() {
        return true;
    }
    match operator {
        Operator::Equal | Operator::NotEqual => can_be(kind, constant, false),
        Operator::StrictEqual | Operator::StrictNotEqual => can_be(kind, constant, true),
        _ => can_be_ordered(kind, constant),
    }
}

/// Whether an answer can be equal to a constant; `strict`: without conversion.
pub(super) fn can_be(kind: &Kind<'_>, constant: &Value, strict: bool) -> bool {
    let as_number = if strict { None } else { number(constant) };
    match (kind, constant) {
        (Kind::Any, _) | (_, Value::Null) => true,
        (_, Value::Array(_) | Value::Object(_)) => false,
        (Kind::Number, _) => constant.is_number() || as_number.is_some(),
        (Kind::Flag, _) => constant.is_boolean() || matches!(as_number, Some(0.0 | 1.0)),
        (Kind::Text | Kind::Words, Value::String(_)) => true,
        (Kind::Text, _) => !strict,
        (Kind::Code(codes), Value::String(text)) => codes.contains(&text.as_str()),
        (Kind::Code(codes), _) => codes.iter().any(|code| {
            as_number.is_some() && number(&Value::String((*code).to_owned())) == as_number
        }),
        (Kind::Words | Kind::Codes(_) | Kind::Rows | Kind::Lines | Kind::Nothing, _) => false,
    }
}

fn can_be_ordered(kind: &Kind<'_>, constant: &Value) -> bool {
    match (kind, constant) {
        (Kind::Any, _) => true,
        (_, Value::Array(_) | Value::Object(_)) => false,
        (Kind::Codes(_) | Kind::Rows | Kind::Lines | Kind::Nothing, _) => false,
        (Kind::Number | Kind::Flag, _) => number(constant).is_some(),
        (_, Value::String(_)) => true,
        _ => kind.may_be_number(),
    }
}

/// Whether a text or a list of this kind can hold a constant.
pub(super) fn can_hold(kind: &Kind<'_>, constant: &Value) -> bool {
    match (kind, constant) {
        (Kind::Any | Kind::Text | Kind::Words, _) => true,
        (Kind::Codes(codes), Value::String(text)) => codes.contains(&text.as_str()),
        (Kind::Code(codes), Value::String(text)) => {
            codes.iter().any(|code| code.contains(text.as_str()))
        }
        _ => false,
    }
}
