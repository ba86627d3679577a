//! Skips a step whose input is the same as last time.
//!
//! Time stamps of files say little after a checkout or a copy, so a step's
//! input is told by what it contains.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A hash over everything a step reads.
#[derive(Debug, Default)]
pub(crate) struct Input(Sha256);

impl Input {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds some bytes.
    pub(crate) fn with(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        // The length keeps `ab`, `c` apart from `a`, `bc`.
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds what a file contains.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn with_file(self, path: &Path) -> Result<Self> {
        Ok(self.with(read(path)?))
    }

    /// The hash, in hexadecimal.
    pub(crate) fn hash(self) -> String {
        let digest = self.0.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Reads a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// Does `step` unless `output` was made from this very `input`.
///
/// # Errors
/// Those of `step`, or of writing the stamp beside `output`.
pub(crate) fn unless_made(
    output: &Path,
    input: Input,
    step: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = stamp_of(output);
    let hash = input.hash();
    let made = fs::read_to_string(&stamp).is_ok_and(|old| old == hash);
    if made && output.exists() {
        return Ok(());
    }
    step()?;
    fs::write(&stamp, hash).with_context(|| stamp.display().to_string())
}

fn stamp_of(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".stamp");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_only_for_another_input() {
        let folder = std::env::temp_dir().join(format!("behov-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let output = folder.join("output");
        let mut runs = 0;
        for text in ["one", "one", "two", "one"] {
            let input = Input::new().with(text);
            let step = || {
                runs += 1;
                Ok(fs::write(&output, text)?)
            };
            unless_made(&output, input, step).unwrap();
            assert_eq!(fs::read_to_string(&output).unwrap(), text);
        }
        assert_eq!(runs, 3);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn parts_do_not_run_together() {
        let one = Input::new().with("ab").with("c");
        let other = Input::new().with("a").with("bc");
        assert_ne!(one.hash(), other.hash());
    }
}
