//! What `Trunk.toml` needs of us, and the proof that it works.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::dist;
use crate::place::Place;
use crate::setup;
use crate::tool::Tool;

/// The Trunk that the proof is made with.
pub(crate) const TOOL: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    limit: Duration::from_secs(20 * 60),
};

/// Trunk's hook: builds the widget and puts it, and the rest of the site, into
/// the folder that Trunk is filling.
///
/// # Errors
/// When Trunk has not called us, or the widget cannot be built.
pub(crate) fn stage(place: &Place) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").context("this is a hook for Trunk")?;
    let staging = PathBuf::from(staging);
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let widget = if release {
        dist::build(place)?;
        place.dist.clone()
    } else {
        setup::for_dist(place)?;
        dist::develop(place)?
    };
    // The page itself is there already, as Trunk has written it; the widget's
    // files come last, over the sources of the loader.
    copy(&place.root.join("public"), &staging, &|name| {
        name != "index.html"
    })?;
    copy(&widget, &staging, &|_| true)
}

/// Checks that Trunk has made the page with the whole widget in it.
///
/// # Errors
/// When a file is missing or another one.
pub(crate) fn check(place: &Place) -> Result<()> {
    let made = place.target.join("trunk");
    let page = fs::read_to_string(made.join("index.html")).context("Trunk made no page")?;
    if !page.contains("behov.js") {
        bail!("the page that Trunk made does not load the widget");
    }
    let files = same(&place.dist, &made)?;
    println!("trunk  made the page with the {files} files of dist/");
    Ok(())
}

/// How many files the folder of `dist/` has, all of which lie in Trunk's too.
fn same(dist: &Path, made: &Path) -> Result<usize> {
    let mut files = 0;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let copy = made.join(path.file_name().context("a file has a name")?);
        if path.is_dir() {
            files += same(&path, &copy)?;
            continue;
        }
        if !fs::read(&copy).is_ok_and(|copy| fs::read(&path).is_ok_and(|file| file == copy)) {
            bail!("Trunk's {} is not the one of dist/", copy.display());
        }
        files += 1;
    }
    Ok(files)
}

/// Copies a folder's files into another, where `chosen` says so of a name in
/// its top level.
fn copy(from: &Path, to: &Path, chosen: &dyn Fn(&str) -> bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if !chosen(&name.to_string_lossy()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(name), &|_| true)?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
