//! The tables that answers are written as.

use std::fmt;
use std::str::FromStr;

/// The name of a table: `answers`, with a line for each answer; the id of rows
/// (`need`, `trn`, `int`, `x.<owner>.<name>`), with a line for each row;
/// `columns`, which tells what the others hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableName(String);

/// The text names no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableNameError;

/// The rows of the core.
pub(super) const CORE: [&str; 3] = ["need", "trn", "int"];

pub(super) const ANSWERS: &str = "answers";
pub(super) const COLUMNS: &str = "columns";

/// The longest id that a question may have.
const LONGEST: usize = 120;

impl TableName {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TableName {
    fn default() -> Self {
        Self(ANSWERS.to_owned())
    }
}

impl FromStr for TableName {
    type Err = TableNameError;

    fn from_str(text: &str) -> Result<Self, TableNameError> {
        let known = [ANSWERS, COLUMNS].contains(&text) || CORE.contains(&text) || is_own(text);
        known.then(|| Self(text.to_owned())).ok_or(TableNameError)
    }
}

/// Whether rows of a coordinator's own may have this id: it is the name of a
/// file, too.
pub(super) fn is_own(id: &str) -> bool {
    let is_segment = |segment: &str| {
        let letter = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        !segment.is_empty() && segment.bytes().all(letter)
    };
    id.len() <= LONGEST
        && id.starts_with("x.")
        && id.split('.').count() >= 3
        && id.split('.').all(is_segment)
}

impl fmt::Display for TableNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `answers`, `need`, `trn`, `int`, `columns` or the id of rows, `x.<owner>.<name>`")
    }
}

impl std::error::Error for TableNameError {}
