//! What is wrong with a value of a tree.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

use super::path::Path;
use crate::Finding;

/// What is wrong with a value.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) finding: Box<Finding>,
    placed: bool,
    /// It is the key that is wrong, not its value.
    pub(crate) on_key: bool,
    /// The fields or the words that could stand there, where that is known.
    #[cfg(feature = "author")]
    pub(crate) allowed: &'static [&'static str],
    /// In words, why a rule cannot be read.
    #[cfg(feature = "author")]
    pub(crate) reason: String,
}

impl Fault {
    pub(super) fn of(code: &'static str, name: &'static str, value: &dyn Display) -> Self {
        Self::bare(Finding::new(code, "").with(name, value))
    }

    /// An operator that there is not.
    pub(crate) fn unsupported(operator: &str) -> Self {
        Self::of("rule.unsupported_operator", "operator", &operator)
    }

    /// This is no rule. Only an author is told why.
    #[cfg(feature = "author")]
    pub(crate) fn rule(why: fmt::Arguments<'_>) -> Self {
        Self {
            reason: why.to_string(),
            ..Self::bare(Finding::new("rule.syntax", ""))
        }
    }

    #[cfg(not(feature = "author"))]
    pub(crate) fn rule(_: fmt::Arguments<'_>) -> Self {
        Self::bare(Finding::new("rule.syntax", ""))
    }

    fn bare(finding: Finding) -> Self {
        Self {
            finding: Box::new(finding),
            placed: false,
            on_key: false,
            #[cfg(feature = "author")]
            allowed: &[],
            #[cfg(feature = "author")]
            reason: String::new(),
        }
    }

    /// Only an author is told what else could have stood there.
    #[cfg(feature = "author")]
    pub(super) fn instead(self, allowed: &'static [&'static str]) -> Self {
        Self { allowed, ..self }
    }

    #[cfg(not(feature = "author"))]
    pub(super) fn instead(self, _: &'static [&'static str]) -> Self {
        self
    }

    /// It is this key that is wrong.
    pub(super) fn at_key(self, path: Path<'_>) -> Self {
        Self {
            on_key: true,
            ..self.at(path)
        }
    }

    /// The innermost place counts.
    pub(super) fn at(mut self, path: Path<'_>) -> Self {
        if !self.placed {
            self.finding.pointer = path.pointer();
            self.placed = true;
        }
        self
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.finding.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        let message = message.to_string();
        let mut tails = message
            .char_indices()
            .rev()
            .map(|(at, _)| message.get(at..));
        let expected = tails.find_map(|tail| tail?.strip_prefix("expected "));
        let expected = expected.unwrap_or_default();
        Self::of("json.wrong_type", "expected", &expected)
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of("json.wrong_type", "expected", &expected)
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of("json.wrong_type", "expected", &expected)
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::of("json.wrong_type", "expected", &expected)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::of("json.unknown_value", "expected", &expected.join(", ")).instead(expected)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::of("json.unknown_field", "field", &field).instead(expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of("json.missing_field", "field", &field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::of("json.duplicate_key", "field", &field)
    }
}
