//! The operators that answer about lists or build one: `missing`,
//! `missing_some`, `in` and `merge`.

use std::borrow::Cow;

use behov_schema::rule::Expr;
use serde_json::Value;

use super::data::{Data, path_of};
use super::operate::Evaluator;
use super::{LogicError, compare, text};

impl Evaluator {
    /// Those of the paths where there is no answer.
    pub(super) fn missing<'v>(
        &mut self,
        paths: impl Iterator<Item = &'v Value>,
        data: Data<'_>,
    ) -> Result<Value, LogicError> {
        let mut missing = Vec::new();
        for path in paths {
            let text = path_of(path)?;
            self.budget.spend_text(&text)?;
            let found = data.find(&text);
            if found.is_none_or(|value| matches!(&*value, Value::Null) || *value == "") {
                missing.push(self.budget.own(Cow::Borrowed(path))?);
            }
        }
        Ok(Value::Array(missing))
    }

    /// Nothing when so many of the paths have an answer, else what is missing.
    pub(super) fn missing_some(
        &mut self,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<Value, LogicError> {
        let needed = self.number(operands, 0, data)?;
        let paths = self.operand(operands, 1, data)?;
        let paths = paths.as_array().ok_or(LogicError::InvalidArguments)?;
        let missing = self.missing(paths.iter(), data)?;
        let answered = paths.len() - missing.as_array().map_or(0, Vec::len);
        Ok(if answered as f64 >= needed {
            Value::Array(Vec::new())
        } else {
            missing
        })
    }

    /// In a list: an element that is the same. In a text: a part of it; an
    /// unanswered question is in none.
    pub(super) fn contains(
        &mut self,
        operands: &[Expr],
        data: Data<'_>,
    ) -> Result<bool, LogicError> {
        let needle = self.operand(operands, 0, data)?;
        let haystack = self.operand(operands, 1, data)?;
        match &*haystack {
            Value::Array(list) => {
                self.budget.spend(list.len())?;
                Ok(list.iter().any(|item| compare::same(item, &needle)))
            }
            Value::String(text) if !needle.is_null() => {
                let mut part = String::new();
                text::push(&mut part, &needle);
                self.budget.spend_search(text, &part)?;
                // Byte by byte: the searcher of `str` is larger than this file.
                let mut windows = text.as_bytes().windows(part.len().max(1));
                Ok(part.is_empty() || windows.any(|window| window == part.as_bytes()))
            }
            _ => Ok(false),
        }
    }

    pub(super) fn merge(&mut self, operands: &[Expr], data: Data<'_>) -> Result<Value, LogicError> {
        let mut merged = Vec::new();
        for operand in operands {
            let value = self.eval(operand, data)?;
            match self.budget.own(value)? {
                Value::Array(list) => merged.extend(list),
                value => merged.push(value),
            }
        }
        Ok(Value::Array(merged))
    }
}
