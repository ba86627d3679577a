//! Rules from JSON. A wrong name is the fault of its key.

use serde_json::{Map, Value};

use super::{Call, Expr, Operator};
use crate::json::{Fault, Node};

/// How deep a rule may nest. Evaluation recurses as deep as the rule does, so
/// this is what keeps it off the end of the stack.
const MAX_DEPTH: usize = 64;

/// Of how many parts a rule may consist, lists of values counted as one. Those
/// that read an answer are compared with each other.
const MAX_PARTS: usize = 2_000;

/// Reads a whole rule.
pub(super) fn rule(node: Node<'_>) -> Result<Expr, Fault> {
    let rule = expr(node, 0)?;
    if parts(&rule) > MAX_PARTS {
        let why = format_args!("of more than {MAX_PARTS} parts");
        return Err(node.wrong(Fault::rule(why)));
    }
    Ok(rule)
}

fn parts(rule: &Expr) -> usize {
    let inner = match rule {
        Expr::Value(_) => &[],
        Expr::List(list) => list.as_slice(),
        Expr::Call(call) => call.operands(),
    };
    1 + inner.iter().map(parts).sum::<usize>()
}

/// Reads one expression; `depth` expressions are around it.
fn expr(node: Node<'_>, depth: usize) -> Result<Expr, Fault> {
    match node.value() {
        Value::Array(items) => {
            let list = list(node, items, deeper(node, depth)?)?;
            if !list.iter().all(|expr| matches!(expr, Expr::Value(_))) {
                return Ok(Expr::List(list));
            }
            // A list of values is one value, which evaluation can then borrow.
            Ok(Expr::Value(node.value().clone()))
        }
        Value::Object(members) if !members.is_empty() => call(node, members, depth),
        value => Ok(Expr::Value(value.clone())),
    }
}

fn deeper(node: Node<'_>, depth: usize) -> Result<usize, Fault> {
    if depth < MAX_DEPTH {
        return Ok(depth + 1);
    }
    let why = format_args!("nested deeper than {MAX_DEPTH} levels");
    Err(node.wrong(Fault::rule(why)))
}

fn list(node: Node<'_>, items: &[Value], depth: usize) -> Result<Vec<Expr>, Fault> {
    let mut list = Vec::with_capacity(items.len());
    for (index, value) in items.iter().enumerate() {
        list.push(node.item(index, value, |node| expr(node, depth))?);
    }
    Ok(list)
}

/// The one operator that an object holds, with its operands.
fn call(node: Node<'_>, members: &Map<String, Value>, depth: usize) -> Result<Expr, Fault> {
    let mut members = members.iter();
    let Some((name, value)) = members.next() else {
        return Ok(Expr::Value(Value::Object(Map::new())));
    };
    let Some(operator) = Operator::from_name(name) else {
        return Err(node.wrong_key(name, Fault::unsupported(name)));
    };
    let depth = deeper(node, depth)?;
    let (operands, bare) = node.inner(name, value, |node| {
        Ok(match node.value() {
            Value::Array(items) => (list(node, items, deeper(node, depth)?)?, false),
            _ => (vec![expr(node, depth)?], true),
        })
    })?;
    if bare && operator.needs_list() {
        let why = format_args!("`{name}` takes a list of operands");
        return Err(node.wrong(Fault::rule(why)));
    }
    let count = operands.len();
    if !operator.takes(count) {
        let why = format_args!("`{name}` does not take {count} operands");
        return Err(node.wrong(Fault::rule(why)));
    }
    if let Some((beside, _)) = members.next() {
        let why = format_args!("`{beside}` beside `{name}`, but an object holds one operator");
        return Err(node.wrong_key(beside, Fault::rule(why)));
    }
    Ok(Expr::Call(Call {
        operator,
        operands,
        bare,
    }))
}
