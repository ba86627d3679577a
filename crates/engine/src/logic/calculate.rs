//! The operators that calculate: with numbers, and with texts.

use behov_schema::rule::{Expr, Operator};
use serde_json::Value;

use super::data::Data;
use super::operate::Evaluator;
use super::{LogicError, number, text};

impl Evaluator {
    pub(super) fn calculate(
        &mut self,
        operator: Operator,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<Value, LogicError> {
        let mut result = self.number(operands, 0, data)?;
        if operator == Operator::Subtract && operands.len() == 1 {
            result = -result;
        }
        for at in 1..operands.len() {
            let next = self.number(operands, at, data)?;
            result = match operator {
                Operator::Add => result + next,
                Operator::Subtract => result - next,
                Operator::Multiply => result * next,
                Operator::Divide => result / next,
                Operator::Remainder => number::remainder(result, next),
                Operator::Min => result.min(next),
                _ => result.max(next),
            };
        }
        number::value(result).ok_or(LogicError::NotANumber)
    }

    pub(super) fn number(
        &mut self,
        operands: &[Expr],
        at: usize,
        data: Data<'_>,
    ) -> Result<f64, LogicError> {
        number::of(&*self.operand(operands, at, data)?).ok_or(LogicError::NotANumber)
    }

    pub(super) fn cat(&mut self, operands: &[Expr], data: Data<'_>) -> Result<String, LogicError> {
        let mut out = String::new();
        for operand in operands {
            let value = self.eval(operand, data)?;
            text::push(&mut out, &value);
            self.budget.spend_text(&out)?;
        }
        Ok(out)
    }

    /// From a character, for so many; negative counts from the end. Characters
    /// are Unicode scalar values, where JavaScript counts UTF-16 units.
    pub(super) fn substr(
        &mut self,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<String, LogicError> {
        let mut source = String::new();
        text::push(&mut source, &*self.operand(operands, 0, data)?);
        self.budget.spend_text(&source)?;
        let length = source.chars().count();
        // A float's cast saturates, so that no bound is out of reach.
        let clamp = |count: f64, of: usize| {
            let count = if count < 0.0 {
                of as f64 + count
            } else {
                count
            };
            (count as usize).min(of)
        };
        let start = clamp(self.number(operands, 1, data)?, length);
        let rest = length - start;
        let take = match operands.get(2) {
            Some(_) => clamp(self.number(operands, 2, data)?, rest),
            None => rest,
        };
        Ok(source.chars().skip(start).take(take).collect())
    }
}
