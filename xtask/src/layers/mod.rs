//! Proves the dependency rule and the habits of `docs/ARCHITECTURE.md`, so
//! that they hold without anyone remembering them.

mod crates;
mod imports;
mod modules;
mod tidy;

use std::fmt;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::sources::{self, Source};

/// A rule that is broken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Breach {
    /// From the root of the checkout.
    file: String,
    /// Counted from 1.
    line: usize,
    rule: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

impl Source {
    fn breach(&self, line: usize, rule: impl Into<String>) -> Breach {
        Breach {
            file: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

/// Checks everything and names each breach.
///
/// # Errors
/// When a rule is broken, or git or cargo cannot be asked.
pub(crate) fn check(place: &Place) -> Result<()> {
    let sources = sources::all(place)?;
    let mut breaches = crates::check(place)?;
    for source in &sources {
        breaches.extend(modules::check(source));
        breaches.extend(tidy::check(source));
    }
    for breach in &breaches {
        println!("{breach}");
    }
    if breaches.is_empty() {
        println!("layers {} files keep every rule", sources.len());
        return Ok(());
    }
    bail!("{} rules are broken", breaches.len())
}
