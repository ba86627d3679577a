//! The text files of the checkout, for what reads all of them.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::place::Place;
use crate::run;

/// A text file of the checkout.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// From the root of the checkout, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every text file that is or would be tracked.
///
/// # Errors
/// When git cannot be asked.
pub(crate) fn all(place: &Place) -> Result<Vec<Source>> {
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
