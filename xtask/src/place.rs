//! Where things lie: the checkout, its build folders and the tools' cache.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The folders every verb works in.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Native builds, logs and stamps.
    pub(crate) target: PathBuf,
    /// Wasm builds. Another compiler may build them, so they share no folder
    /// with native ones: neither throws away what the other made.
    pub(crate) wasm: PathBuf,
    /// What the collector serves.
    pub(crate) dist: PathBuf,
    /// Tools, outside the checkout: the next clone finds them there.
    pub(crate) cache: PathBuf,
}

impl Place {
    /// # Errors
    /// When neither a cache folder nor a home folder is named by the
    /// environment.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR");
        let manifest = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = PathBuf::from(manifest);
        let root = root.parent().context("xtask lies in the checkout")?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self {
            root: root.to_owned(),
            wasm: target.join("wasm"),
            target,
            dist: root.join("dist"),
            cache: cache_folder()?,
        })
    }
}

/// `$BEHOV_CACHE`, else `behov` in the user's cache folder.
fn cache_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("BEHOV_CACHE") {
        return Ok(env::current_dir()?.join(folder));
    }
    let caches = match env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => env::home_dir()
            .context("no home folder: set BEHOV_CACHE to a folder for the tools")?
            .join(".cache"),
    };
    Ok(caches.join("behov"))
}
