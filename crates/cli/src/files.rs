//! Files named on the command line.

use std::fs;
use std::io::{self, Read};

/// The exit code when some file could not be read.
pub(crate) const UNREADABLE: u8 = 2;

/// The content of a file, `-` being standard input; none, and a word on
/// standard error, when it cannot be read.
pub(crate) fn read_or_say(file: &str) -> Option<Vec<u8>> {
    read(file)
        .inspect_err(|error| eprintln!("behov: cannot read `{file}`: {error}"))
        .ok()
}

fn read(file: &str) -> io::Result<Vec<u8>> {
    if file != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
