//! What `Trunk.toml` needs of us, and the proof that it works.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::dist;
use crate::place::Place;
use crate::run;
use crate::setup;

/// The Trunk that the proof is made with.
const VERSION: &str = "0.21.14";

/// Compiling Trunk on two cores.
const INSTALL_LIMIT: Duration = Duration::from_secs(20 * 60);

/// The program in the cache folder, whether it is there or not.
pub(crate) fn program(place: &Place) -> PathBuf {
    let file = format!("trunk{}", env::consts::EXE_SUFFIX);
    place.cache.join(format!("trunk-{VERSION}/bin")).join(file)
}

/// Installs Trunk into the cache folder, unless it is there.
///
/// # Errors
/// When it does not compile.
pub(crate) fn install(place: &Place) -> Result<()> {
    let program = program(place);
    if program.is_file() {
        println!("trunk  already there ({VERSION})");
        return Ok(());
    }
    println!(
        "trunk  cargo install; at most {} s",
        INSTALL_LIMIT.as_secs()
    );
    let root = place.cache.join(format!("trunk-{VERSION}"));
    let mut install = cargo::cargo(place);
    install
        .args([
            "install",
            "trunk",
            "--version",
            VERSION,
            "--locked",
            "--root",
        ])
        .arg(root);
    // It runs for seconds: compiling it well would take longer than it saves.
    install
        .env("CARGO_TARGET_DIR", place.target.join("trunk-build"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run::run(&mut install, INSTALL_LIMIT)
}

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
    let mut files = 0;
    for entry in fs::read_dir(&place.dist)? {
        let path = entry?.path();
        let name = path.file_name().context("a file has a name")?;
        let same = fs::read(made.join(name))
            .is_ok_and(|copy| fs::read(&path).is_ok_and(|file| file == copy));
        if !same {
            bail!("Trunk's {} is not the one of dist/", name.to_string_lossy());
        }
        files += 1;
    }
    println!("trunk  made the page with the {files} files of dist/");
    Ok(())
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
