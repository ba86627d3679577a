//! Which paths have an answer, once a condition is known to hold or not.

use serde_json::Value;

use super::meaning::number;
use crate::rule::{Expr, Operator};

/// The paths that surely have an answer where `expr` is truthy (`holds`), or
/// where it is not.
pub(super) fn answered(expr: &Expr, holds: bool) -> Vec<&str> {
    let Expr::Call(call) = expr else {
        return Vec::new();
    };
    let operands = call.operands();
    match (call.operator(), holds) {
        (Operator::Var, true) => variable(expr).into_iter().collect(),
        (Operator::Not, _) => operands
            .first()
            .map_or_else(Vec::new, |operand| answered(operand, !holds)),
        (Operator::Truthy, _) => operands
            .first()
            .map_or_else(Vec::new, |operand| answered(operand, holds)),
        (Operator::And, true) | (Operator::Or, false) => operands
            .iter()
            .flat_map(|operand| answered(operand, holds))
            .collect(),
        (Operator::Or, true) | (Operator::And, false) => common(operands, holds),
        (Operator::Missing, false) => operands.iter().flat_map(paths).collect(),
        (Operator::MissingSome, false) => match operands {
            [Expr::Value(count), list] => {
                let paths: Vec<&str> = paths(list).collect();
                let all = number(count).is_some_and(|count| count >= paths.len() as f64);
                if all { paths } else { Vec::new() }
            }
            _ => Vec::new(),
        },
        (Operator::In, true) => match operands {
            [needle, Expr::Value(Value::Array(list))] if !list.contains(&Value::Null) => {
                variable(needle).into_iter().collect()
            }
            [Expr::Value(_), list] => variable(list).into_iter().collect(),
            _ => Vec::new(),
        },
        (operator, _) => compared(operator, operands, holds),
    }
}

/// A comparison that nothing would fail.
fn compared(operator: Operator, operands: &[Expr], holds: bool) -> Vec<&str> {
    let (path, other, turned) = match operands {
        [one, Expr::Value(other)] => (variable(one), other, false),
        [Expr::Value(other), one] => (variable(one), other, true),
        _ => return Vec::new(),
    };
    let fails =
        beside_nothing(operator, other, turned).is_some_and(|of_nothing| of_nothing != holds);
    path.filter(|_| fails).into_iter().collect()
}

/// What the comparison of an answer that is not there with a constant gives;
/// `turned`: the constant stands first. None for other operators.
pub(super) fn beside_nothing(operator: Operator, other: &Value, turned: bool) -> Option<bool> {
    let equal = match other {
        Value::String(_) | Value::Array(_) | Value::Object(_) => false,
        _ => number(other) == Some(0.0),
    };
    let order = number(other).and_then(|other| {
        let (left, right) = if turned { (other, 0.0) } else { (0.0, other) };
        left.partial_cmp(&right)
    });
    Some(match operator {
        Operator::Equal => equal,
        Operator::NotEqual => !equal,
        Operator::StrictEqual => other.is_null(),
        Operator::StrictNotEqual => !other.is_null(),
        Operator::Less => order.is_some_and(|order| order.is_lt()),
        Operator::LessOrEqual => order.is_some_and(|order| order.is_le()),
        Operator::Greater => order.is_some_and(|order| order.is_gt()),
        Operator::GreaterOrEqual => order.is_some_and(|order| order.is_ge()),
        _ => return None,
    })
}

/// The path of a `var` without a value for no answer.
pub(super) fn variable(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Call(call) if call.operator() == Operator::Var => match call.operands() {
            [Expr::Value(Value::String(path))] => Some(path),
            [Expr::Value(Value::String(path)), Expr::Value(Value::Null)] => Some(path),
            _ => None,
        },
        _ => None,
    }
}

fn paths(expr: &Expr) -> impl Iterator<Item = &str> {
    let list = match expr {
        Expr::Value(Value::Array(list)) => list.as_slice(),
        Expr::Value(value) => std::slice::from_ref(value),
        Expr::List(_) | Expr::Call(_) => &[],
    };
    list.iter().filter_map(Value::as_str)
}

/// What every one of the operands shows.
fn common(operands: &[Expr], holds: bool) -> Vec<&str> {
    let mut each = operands.iter().map(|operand| answered(operand, holds));
    let Some(mut common) = each.next() else {
        return Vec::new();
    };
    for other in each {
        common.retain(|path| other.contains(path));
    }
    common
}
