//! Rules that read no answer, and so say the same whatever is answered: most
//! often a question's id stands there as a text, without its `var`.

use serde_json::Value;

use super::meaning::{Found, Meaning, Scope};
use crate::rule::{Call, Expr};
use crate::{Finding, Rule};

/// `rule.constant` where the whole of a rule reads nothing.
pub(super) fn whole(meaning: Meaning<'_>, rule: &Rule, scope: Scope, at: &str) -> Option<Finding> {
    let reads = rule.reads();
    if reads.dynamic || !reads.paths.is_empty() {
        return None;
    }
    let finding = Finding::new("rule.constant", at);
    let whole = texts(rule.expr());
    // Some write a rule as a sentence: "org.sector == private".
    let apart = |c: char| !c.is_ascii_alphanumeric() && !"._".contains(c);
    let words = texts(rule.expr()).flat_map(|text| text.split(apart));
    let named = whole
        .chain(words)
        .find(|text| is_read(meaning, text, scope));
    Some(match (named, rule.expr()) {
        (Some(id), _) => finding.with("id", id),
        (None, Expr::Value(Value::Bool(always))) => finding.with("value", always),
        _ => finding,
    })
}

/// The id of a question that stands in a comparison of nothing but constants,
/// with the operand that it is.
pub(super) fn compared<'q>(
    meaning: Meaning<'q>,
    call: &'q Call,
    scope: Scope,
) -> Option<(usize, &'q str)> {
    let mut operands = call.operands().iter();
    if !operands.all(|operand| matches!(operand, Expr::Value(_))) {
        return None;
    }
    let mut texts = call.operands().iter().enumerate().filter_map(text);
    texts.find(|(_, text)| is_read(meaning, text, scope))
}

fn text((index, operand): (usize, &Expr)) -> Option<(usize, &str)> {
    match operand {
        Expr::Value(Value::String(text)) => Some((index, text)),
        _ => None,
    }
}

fn is_read(meaning: Meaning<'_>, path: &str, scope: Scope) -> bool {
    matches!(meaning.find(path, scope), Found::Read(_))
}

/// The texts that a rule consists of, lists of constants left out.
fn texts(expr: &Expr) -> Box<dyn Iterator<Item = &str> + '_> {
    match expr {
        Expr::Value(value) => Box::new(value.as_str().into_iter()),
        Expr::List(list) => Box::new(list.iter().flat_map(texts)),
        Expr::Call(call) => Box::new(call.operands().iter().flat_map(texts)),
    }
}
