//! What a rule consists of, and how it is written back to JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::Operator;

/// A rule or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A value that stands for itself: a scalar, a list of values, or `{}`.
    Value(Value),
    /// A list in which something is to be evaluated.
    List(Vec<Expr>),
    /// An operator with its operands.
    Call(Call),
}

/// An operator with its operands. Made by parsing only, so that the number of
/// operands is always one that the operator takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub(super) operator: Operator,
    pub(super) operands: Vec<Expr>,
    /// A single operand was written without a list around it.
    pub(super) bare: bool,
}

impl Call {
    pub fn operator(&self) -> Operator {
        self.operator
    }

    pub fn operands(&self) -> &[Expr] {
        &self.operands
    }

    /// The JSON Pointer of an operand, for the call that stands at `at`.
    #[cfg(feature = "author")]
    pub(crate) fn pointer(&self, at: &str, operand: usize) -> String {
        let name = crate::json::escape(self.operator.name());
        if self.bare {
            format!("{at}/{name}")
        } else {
            format!("{at}/{name}/{operand}")
        }
    }
}

impl Serialize for Expr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(list) => list.serialize(serializer),
            Self::Call(call) => {
                let mut map = serializer.serialize_map(Some(1))?;
                match call.operands.as_slice() {
                    [operand] if call.bare => {
                        map.serialize_entry(call.operator.name(), operand)?;
                    }
                    operands => map.serialize_entry(call.operator.name(), operands)?,
                }
                map.end()
            }
        }
    }
}
