//! Packages from npm: installed once per lock file, into the cache folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cargo;
use crate::place::Place;
use crate::run;
use crate::stamp::Input;

/// A set of packages that a `package-lock.json` of the checkout pins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packages {
    /// The folder of that lock file, from the root of the checkout.
    pub(crate) folder: &'static str,
    /// Its part of the cache folder's name.
    pub(crate) name: &'static str,
    /// What an installation downloads, for the one who waits.
    pub(crate) size: &'static str,
}

/// binaryen and esbuild, which make the widget's files small.
pub(crate) const BUILD: Packages = Packages {
    folder: "xtask/npm",
    name: "build",
    size: "35 MB",
};

/// Playwright and axe, which test the whole.
pub(crate) const E2E: Packages = Packages {
    folder: "tests/e2e",
    name: "e2e",
    size: "5 MB",
};

/// The dictionaries of the languages that we write.
pub(crate) const SPELLING: Packages = Packages {
    folder: "xtask/spelling",
    name: "spelling",
    size: "5 MB",
};

pub(crate) const LIMIT: Duration = Duration::from_secs(5 * 60);

impl Packages {
    /// The folder that holds `node_modules`, whether it is there yet or not.
    ///
    /// # Errors
    /// When the lock file cannot be read.
    pub(crate) fn installed_at(self, place: &Place) -> Result<PathBuf> {
        let lock = place.root.join(self.folder).join("package-lock.json");
        let mut hash = Input::new().with_file(&lock)?.hash();
        hash.truncate(12);
        Ok(place.cache.join(format!("npm-{}-{hash}", self.name)))
    }

    /// Installs them, unless they are there.
    ///
    /// # Errors
    /// When npm fails or outlasts its time.
    pub(crate) fn install(self, place: &Place) -> Result<()> {
        let folder = self.installed_at(place)?;
        if folder.is_dir() {
            return Ok(());
        }
        // Into another folder first: a half-made installation is never taken
        // for a whole one.
        let half = folder.with_extension(format!("half-{}", std::process::id()));
        fs::create_dir_all(&half)?;
        let source = place.root.join(self.folder);
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), half.join(file)).with_context(|| file.to_owned())?;
        }
        let mut npm = cargo::clean("npm");
        npm.args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(&half);
        run::run(&mut npm, LIMIT).context("npm comes with Node, which must be installed")?;
        if let Err(error) = fs::rename(&half, &folder) {
            // Another xtask was quicker: its installation is as good.
            fs::remove_dir_all(&half)?;
            if !folder.is_dir() {
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Links them into the checkout, where Node looks for them.
    ///
    /// # Errors
    /// When the link cannot be made.
    pub(crate) fn link(self, place: &Place) -> Result<()> {
        let link = place.root.join(self.folder).join("node_modules");
        let modules = self.installed_at(place)?.join("node_modules");
        if fs::read_link(&link).is_ok_and(|old| old == modules) {
            return Ok(());
        }
        match fs::symlink_metadata(&link) {
            Ok(old) if old.is_dir() => fs::remove_dir_all(&link)?,
            Ok(_) => fs::remove_file(&link)?,
            Err(_) => {}
        }
        symlink(&modules, &link).with_context(|| link.display().to_string())
    }

    /// A command of these packages, run by Node: `script` lies in
    /// `node_modules`.
    ///
    /// # Errors
    /// When the lock file cannot be read.
    pub(crate) fn node(self, place: &Place, script: &str) -> Result<Command> {
        let script = self.installed_at(place)?.join("node_modules").join(script);
        let mut command = cargo::clean("node");
        command.arg(script);
        Ok(command)
    }
}

#[cfg(unix)]
fn symlink(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn symlink(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, at)
}
