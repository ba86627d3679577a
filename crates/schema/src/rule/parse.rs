//! Rules from JSON.
//!
//! The messages begin with `unsupported operator` or `rule:`; the reader of
//! the document tells them apart by that. A wrong name is said while the key
//! is read, so that the error stands at the key.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Call, Expr, Operator};

/// How deep a rule may nest. Evaluation recurses as deep as the rule does, so
/// this is what keeps it off the end of the stack.
const MAX_DEPTH: usize = 64;

/// Reads one expression; `depth` expressions are around it.
#[derive(Clone, Copy)]
pub(super) struct ExprSeed {
    pub(super) depth: usize,
}

impl ExprSeed {
    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth < MAX_DEPTH {
            Ok(Self {
                depth: self.depth + 1,
            })
        } else {
            Err(E::custom(format_args!(
                "rule: nested deeper than {MAX_DEPTH} levels"
            )))
        }
    }
}

impl<'de> DeserializeSeed<'de> for ExprSeed {
    type Value = Expr;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Expr, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ExprSeed {
    type Value = Expr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSONLogic rule")
    }

    fn visit_unit<E: Error>(self) -> Result<Expr, E> {
        Ok(Expr::Value(Value::Null))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Expr, E> {
        Ok(Expr::Value(Value::Bool(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Expr, E> {
        Ok(Expr::Value(Value::Number(value.into())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Expr, E> {
        Ok(Expr::Value(Value::Number(value.into())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Expr, E> {
        let number = Number::from_f64(value);
        number
            .map(|number| Expr::Value(Value::Number(number)))
            .ok_or_else(|| E::custom("rule: a number that is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Expr, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Expr, E> {
        Ok(Expr::Value(Value::String(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Expr, A::Error> {
        let list = elements(self.inner()?, seq)?;
        if !list.iter().all(|expr| matches!(expr, Expr::Value(_))) {
            return Ok(Expr::List(list));
        }
        // A list of values is one value, which evaluation can then borrow.
        let values = list.into_iter().filter_map(|expr| match expr {
            Expr::Value(value) => Some(value),
            Expr::List(_) | Expr::Call(_) => None,
        });
        Ok(Expr::Value(Value::Array(values.collect())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Expr, A::Error> {
        let Some(operator) = map.next_key_seed(OperatorSeed(None))? else {
            return Ok(Expr::Value(Value::Object(Map::new())));
        };
        let name = operator.name();
        let (operands, bare) = map.next_value_seed(OperandsSeed(self.inner()?))?;
        if bare && operator.needs_list() {
            return Err(A::Error::custom(format_args!(
                "rule: `{name}` takes a list of operands"
            )));
        }
        if !operator.takes(operands.len()) {
            return Err(A::Error::custom(format_args!(
                "rule: `{name}` does not take {} operands",
                operands.len()
            )));
        }
        map.next_key_seed(OperatorSeed(Some(operator)))?;
        Ok(Expr::Call(Call {
            operator,
            operands,
            bare,
        }))
    }
}

/// Reads the name of the one operator that an object holds; after the first,
/// any name is wrong.
struct OperatorSeed(Option<Operator>);

impl<'de> DeserializeSeed<'de> for OperatorSeed {
    type Value = Operator;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Operator, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for OperatorSeed {
    type Value = Operator;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an operator")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Operator, E> {
        if let Some(first) = self.0 {
            let first = first.name();
            return Err(E::custom(format_args!(
                "rule: `{name}` beside `{first}`, but an object holds one operator"
            )));
        }
        Operator::from_name(name)
            .ok_or_else(|| E::custom(format_args!("unsupported operator `{name}`")))
    }
}

/// Reads what stands after an operator's name: a list of operands, or one
/// without a list around it.
struct OperandsSeed(ExprSeed);

impl<'de> DeserializeSeed<'de> for OperandsSeed {
    type Value = (Vec<Expr>, bool);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // Read as an expression and taken apart, rather than by a visitor of
        // its own: that would be a second copy of the whole parser in the wasm.
        Ok(match self.0.deserialize(deserializer)? {
            Expr::List(operands) => (operands, false),
            Expr::Value(Value::Array(values)) => {
                (values.into_iter().map(Expr::Value).collect(), false)
            }
            operand => (vec![operand], true),
        })
    }
}

fn elements<'de, A: SeqAccess<'de>>(seed: ExprSeed, mut seq: A) -> Result<Vec<Expr>, A::Error> {
    let mut list = Vec::new();
    while let Some(element) = seq.next_element_seed(seed)? {
        list.push(element);
    }
    Ok(list)
}
