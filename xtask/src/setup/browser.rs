//! The browser that the tests drive: the one that is there, else Debian's.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{debian, fetch, there};
use crate::cargo;
use crate::run;

const WHAT: &str = "browser";
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// A browser of the Chromium family and its WebDriver.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// `$BEHOV_CHROMIUM` and `$BEHOV_CHROMEDRIVER`, else those on the path.
    pub(crate) fn find() -> Option<Self> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
        Some(Self {
            program: named("BEHOV_CHROMIUM").or_else(|| cargo::on_path(&BROWSERS))?,
            driver: named("BEHOV_CHROMEDRIVER").or_else(|| cargo::on_path(&["chromedriver"]))?,
        })
    }

    /// # Errors
    /// When none has been set up.
    pub(crate) fn get() -> Result<Self> {
        Self::find().context("there is no browser: run `cargo xtask setup`")
    }
}

/// # Errors
/// When none is there and none can be had.
pub(super) fn browser() -> Result<()> {
    if let Some(browser) = Browser::find() {
        let mut command = cargo::clean(&browser.program);
        let version = run::capture(command.arg("--version"), Duration::from_secs(20))?;
        there(WHAT, version.trim());
        return Ok(());
    }
    let how = "apt-get install chromium chromium-driver, about 100 MB";
    fetch(WHAT, how, debian::LIMIT, || {
        debian::install(&["chromium", "chromium-driver"])
    })
    .context("or set BEHOV_CHROMIUM and BEHOV_CHROMEDRIVER to those you have")
}
