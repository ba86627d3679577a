//! Rules: JSONLogic (jsonlogic.com) as a part of the questionnaire document.
//! Here they are parsed and written; the engine evaluates them.

mod expr;
#[cfg(feature = "json-schema")]
mod json_schema;
mod operator;
mod parse;
mod reads;
#[cfg(test)]
mod tests;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::json::{Fault, Node, Read};
pub use expr::{Call, Expr};
pub use operator::Operator;
pub use reads::Reads;

/// A JSONLogic rule.
///
/// Written as JSON: a scalar or a list stands for itself, an object with one
/// key applies that operator. Made by parsing only: every operator in a `Rule`
/// is a known one with a number of operands that it takes, no rule nests deeper
/// than 64 levels, and none has more than 2,000 parts.
///
/// # Errors
/// `rule.unsupported_operator` with the `operator`, `rule.syntax` for what is no
/// rule otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule(Expr);

impl Rule {
    /// What the rule consists of.
    pub fn expr(&self) -> &Expr {
        &self.0
    }

    /// The data that the rule reads, outside the elements that its iterators
    /// go through.
    pub fn reads(&self) -> Reads<'_> {
        let mut reads = Reads::default();
        reads.add(&self.0);
        reads
    }
}

crate::json::over_a_tree!(Rule);

impl Read for Rule {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        parse::rule(node).map(Self)
    }

    fn blank() -> Self {
        Self(Expr::Value(Value::Null))
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
