//! What is to come later, as `xtask/later.txt` says it.

use anyhow::{Result, bail};

/// What is to come later.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Modules, by their paths.
    pub(crate) later: Vec<String>,
    /// Functions of them that the rest may call, by their paths.
    pub(crate) gates: Vec<String>,
}

impl Plan {
    /// Reads lines of `later MODULE` and `gate FUNCTION`; `#` begins a comment.
    ///
    /// # Errors
    /// For a line that is neither.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let (mut later, mut gates) = (Vec::new(), Vec::new());
        for line in text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            match line.split_once(' ') {
                Some(("later", module)) => later.push(module.to_owned()),
                Some(("gate", function)) => gates.push(function.to_owned()),
                _ => bail!("`{line}` is neither `later MODULE` nor `gate FUNCTION`"),
            }
        }
        Ok(Self { later, gates })
    }
}
