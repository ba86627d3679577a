//! The operators that evaluate a body once for each element of a collection.

use std::borrow::Cow;

use behov_schema::rule::{Expr, Operator};
use serde_json::Value;

use super::data::Data;
use super::operate::{Evaluator, NULL, Outcome};
use super::{LogicError, truthy};

impl Evaluator {
    /// `map`, `filter` and `reduce` take what is no list for an empty one;
    /// `all`, `some` and `none` refuse it, and `all` of nothing is false.
    pub(super) fn iterate<'a>(
        &mut self,
        operator: Operator,
        operands: &'a [Expr],
        data: Data<'a>,
    ) -> Outcome<'a> {
        let [collection, body, initial @ ..] = operands else {
            return Err(LogicError::InvalidArguments);
        };
        let collection = self.eval(collection, data)?;
        let list = collection.as_array().map(Vec::as_slice);
        Ok(Cow::Owned(match operator {
            Operator::Map => {
                let mut mapped = Vec::new();
                for element in list.unwrap_or_default() {
                    let value = self.eval(body, Data::Element(element))?;
                    mapped.push(self.budget.own(value)?);
                }
                Value::Array(mapped)
            }
            Operator::Filter => {
                let mut kept = Vec::new();
                for element in list.unwrap_or_default() {
                    if truthy(&*self.eval(body, Data::Element(element))?) {
                        kept.push(self.budget.own(Cow::Borrowed(element))?);
                    }
                }
                Value::Array(kept)
            }
            Operator::Reduce => {
                let mut accumulator = match initial.first() {
                    Some(initial) => self.eval(initial, data)?,
                    None => Cow::Borrowed(&NULL),
                };
                for current in list.unwrap_or_default() {
                    let step = Data::Step {
                        current,
                        accumulator: &accumulator,
                    };
                    let next = self.eval(body, step)?;
                    accumulator = Cow::Owned(self.budget.own(next)?);
                }
                return Ok(accumulator);
            }
            // `all` looks for an element that fails, the others for one that holds.
            _ => {
                let list = list.ok_or(LogicError::InvalidArguments)?;
                let wanted = operator != Operator::All;
                let mut found = false;
                for element in list {
                    found = truthy(&*self.eval(body, Data::Element(element))?) == wanted;
                    if found {
                        break;
                    }
                }
                Value::Bool(match operator {
                    Operator::Some => found,
                    Operator::None => !found,
                    _ => !found && !list.is_empty(),
                })
            }
        }))
    }
}
