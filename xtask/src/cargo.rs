//! Cargo for the native crates: our own tools and the collector.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::place::Place;
use crate::run;

/// A native build downloads and compiles at most a few hundred crates.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// The cargo that runs us, in the checkout, building into our native folder.
pub(crate) fn cargo(place: &Place) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = clean(program);
    command.current_dir(&place.root).envs(native(place));
    command
}

/// The environment of a native build.
pub(crate) fn native(place: &Place) -> [(&'static str, &Path); 1] {
    [("CARGO_TARGET_DIR", &place.target)]
}

/// Builds one native program and says where it lies.
///
/// # Errors
/// When it does not compile.
pub(crate) fn program(place: &Place, package: &str, name: &str) -> Result<PathBuf> {
    let mut command = cargo(place);
    command.args(["build", "--quiet", "--package", package, "--bin", name]);
    run::run(&mut command, LIMIT)?;
    Ok(built(place, name))
}

/// Where a native program lies once it has been built.
pub(crate) fn built(place: &Place, name: &str) -> PathBuf {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    place.target.join("debug").join(file)
}

/// A command that does not inherit what `cargo run` says about xtask itself:
/// those variables would make every build script look changed.
pub(crate) fn clean(program: impl Into<OsString>) -> Command {
    let mut command = Command::new(program.into());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if is_about_us(&name) {
            command.env_remove(name.as_ref());
        }
    }
    command
}

fn is_about_us(name: &str) -> bool {
    let prefixes = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ];
    let names = [
        "CARGO",
        "CARGO_PRIMARY_PACKAGE",
        "LD_LIBRARY_PATH",
        "DYLD_FALLBACK_LIBRARY_PATH",
    ];
    names.contains(&name) || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// The first program of these names on the search path.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        let in_folder = |folder: PathBuf| folder.join(&file);
        env::split_paths(&folders)
            .map(in_folder)
            .find(|path| path.is_file())
    })
}
