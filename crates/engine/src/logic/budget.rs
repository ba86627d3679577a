//! Holds evaluation to an amount of work. A rule of a few lines can ask for a
//! text of 2^64 characters or a list nested as deep as the answers are long;
//! a document is data, and no data may stop the widget or the collector.

use std::borrow::Cow;

use serde_json::Value;

use super::LogicError;

/// Steps of one evaluation at most. A rule over two hundred rows takes a few
/// thousand.
pub(super) const STEPS: usize = 1_000_000;

/// Steps of all evaluations with which a document begins; and of each, however
/// many there are.
const STEPS_OF_ALL: usize = 2_000_000;
const STEPS_OF_ONE: usize = 5_000;

/// How many steps each of so many evaluations may take. What follows from one
/// answer may be all of them, and nobody shall wait for that.
pub(super) fn steps_of_each(evaluations: usize) -> usize {
    (STEPS_OF_ALL / evaluations.max(1)).clamp(STEPS_OF_ONE, STEPS)
}

/// Bytes of text that are read, built or copied at the cost of one step.
const BYTES_PER_STEP: usize = 16;

/// How deep a value that a rule builds may nest; serde_json's own bound.
const DEPTH: usize = 128;

/// The work that is left.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new(steps: usize) -> Self {
        Self(steps)
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), LogicError> {
        self.0 = self.0.checked_sub(steps).ok_or(LogicError::TooMuch)?;
        Ok(())
    }

    pub(super) fn spend_text(&mut self, text: &str) -> Result<(), LogicError> {
        self.spend(1 + text.len() / BYTES_PER_STEP)
    }

    /// Spends what looking for `part` in `text` takes at worst.
    pub(super) fn spend_search(&mut self, text: &str, part: &str) -> Result<(), LogicError> {
        let compared = text.len().saturating_mul(part.len());
        self.spend(compared / (BYTES_PER_STEP * BYTES_PER_STEP))
    }

    /// The value as one of its own, to be built into another.
    pub(super) fn own(&mut self, value: Cow<'_, Value>) -> Result<Value, LogicError> {
        self.weigh(&value, DEPTH)?;
        Ok(value.into_owned())
    }

    /// Spends what copying `value` takes.
    fn weigh(&mut self, value: &Value, depth: usize) -> Result<(), LogicError> {
        let depth = depth.checked_sub(1).ok_or(LogicError::TooMuch)?;
        match value {
            Value::String(text) => self.spend_text(text),
            Value::Array(list) => {
                self.spend(1)?;
                list.iter().try_for_each(|item| self.weigh(item, depth))
            }
            Value::Object(map) => {
                self.spend(1)?;
                map.values().try_for_each(|item| self.weigh(item, depth))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => self.spend(1),
        }
    }
}
