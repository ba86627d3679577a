//! Programs that `cargo install` makes: once per version, into the cache folder.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cargo;
use crate::place::Place;
use crate::run;

/// A program of crates.io, in the version that we know to work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tool {
    /// Of the package and of its program.
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Compiling it on two cores.
    pub(crate) limit: Duration,
}

impl Tool {
    /// The program, whether it is there or not.
    pub(crate) fn program(self, place: &Place) -> PathBuf {
        let file = format!("{}{}", self.name, env::consts::EXE_SUFFIX);
        self.folder(place).join("bin").join(file)
    }

    /// Compiles it into the cache folder, unless it is there.
    ///
    /// # Errors
    /// When it does not compile, or not in time.
    pub(crate) fn install(self, place: &Place) -> Result<()> {
        let Self {
            name,
            version,
            limit,
        } = self;
        if self.program(place).is_file() {
            println!("{name}  already there ({version})");
            return Ok(());
        }
        println!("{name}  cargo install; at most {} s", limit.as_secs());
        let build = place.target.join(format!("{name}-build"));
        let mut install = cargo::cargo(place);
        install
            .args(["install", name, "--version", version, "--locked", "--root"])
            .arg(self.folder(place))
            // It runs for seconds: compiling it well would take longer than it
            // saves.
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run::run(&mut install, limit)?;
        fs::remove_dir_all(&build).with_context(|| build.display().to_string())
    }

    fn folder(self, place: &Place) -> PathBuf {
        place.cache.join(format!("{}-{}", self.name, self.version))
    }
}
