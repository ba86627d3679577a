//! Packages of a Debian-like distribution, for machines where the ordinary way
//! is closed.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::cargo;
use crate::run;

/// The lists and a few hundred megabytes of packages.
pub(crate) const LIMIT: Duration = Duration::from_secs(10 * 60);

/// Whether packages can be installed here: apt-get and root.
pub(crate) fn is_possible() -> bool {
    cargo::on_path(&["apt-get"]).is_some() && is_root()
}

/// Installs packages. None of those already there is removed for it: if that
/// were needed, this fails instead.
///
/// # Errors
/// When apt-get fails or outlasts its time.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if !is_possible() {
        bail!("installing {} needs apt-get and root", packages.join(", "));
    }
    run::run(&mut apt_get(&["update", "-qq"]), LIMIT)?;
    let mut install = apt_get(&["install", "--yes", "--no-remove", "--no-install-recommends"]);
    run::run(install.args(["-qq"]).args(packages), LIMIT)
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Its progress is for a terminal; a log shows its lines instead.
        .args(["-o", "Dpkg::Use-Pty=0"]);
    command
}

fn is_root() -> bool {
    let mut id = Command::new("id");
    let answer = run::capture(id.arg("-u"), Duration::from_secs(5));
    answer.is_ok_and(|answer| answer.trim() == "0")
}
