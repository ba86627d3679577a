//! Proves the dependency rule and the habits of `docs/ARCHITECTURE.md`, so
//! that they hold without anyone remembering them.

mod crates;
mod imports;
mod modules;
mod tidy;

use std::fmt;
use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::run;

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

/// A text file of the checkout.
#[derive(Clone, Debug)]
struct Source {
    /// From the root of the checkout, with `/`.
    path: String,
    text: String,
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
    let sources = sources(place)?;
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

/// Every text file that is or would be tracked.
fn sources(place: &Place) -> Result<Vec<Source>> {
    let mut git = Command::new("git");
    git.current_dir(&place.root);
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let list = run::capture(&mut git, Duration::from_secs(30))?;
    let mut sources = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // What is no text (a picture) or has just been removed has no lines.
        if let Ok(text) = fs::read_to_string(place.root.join(path)) {
            sources.push(Source {
                path: path.to_owned(),
                text,
            });
        }
    }
    Ok(sources)
}
