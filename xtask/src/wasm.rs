//! The compiler for wasm: which of those on this machine can build it, and how.
//!
//! The ordinary one is rustup's with its `wasm32-unknown-unknown` target. A
//! compiler that has the library's source instead (Debian's `rustc-web` with
//! `rust-web-src`) builds the library along. That also gives the smallest
//! wasm, so the source is used wherever it lies: the library is then built for
//! size and without panic messages. `docs/adr/0002-build.md` has the figures.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::cargo;
use crate::place::Place;
use crate::run;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What the widget is built for: the first load, or a quick turn-round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// Optimised for size, without panic messages.
    Release,
    /// Unoptimised, with panic messages.
    Debug,
}

/// What leaves panic messages, places in the source and debug formats out of
/// the wasm, where nobody sees them. Not every compiler knows all of these.
const LEAN: [&str; 5] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
    // Two functions alike stay two: one may belong to what comes later.
    "-Zmerge-functions=disabled",
];

/// A compiler that can build the widget.
#[derive(Clone, Debug)]
pub(crate) struct Compiler {
    cargo: PathBuf,
    rustc: PathBuf,
    /// What `rustc --version` says.
    version: String,
    /// Where its own files lie.
    sysroot: PathBuf,
    has_target: bool,
    has_source: bool,
    knows_lean: bool,
}

impl Compiler {
    /// The one to take: the one on the search path if it can do it, else the
    /// distribution's.
    pub(crate) fn find() -> Option<Self> {
        let ordinary = Self::at("cargo".into(), "rustc".into());
        let distributed = || Self::at("/usr/bin/cargo".into(), "/usr/bin/rustc".into());
        ordinary.or_else(distributed)
    }

    fn at(cargo: PathBuf, rustc: PathBuf) -> Option<Self> {
        let ask = |question: &[&str]| {
            let mut command = cargo::clean(&rustc);
            command.env("RUSTC_BOOTSTRAP", "1");
            let answer = run::capture(command.args(question), Duration::from_secs(10));
            answer.ok().map(|answer| answer.trim().to_owned())
        };
        let version = ask(&["--version"])?;
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?);
        let library = sysroot.join("lib/rustlib");
        let lean = [&LEAN[..], &["--print", "cfg", "--target", TARGET]].concat();
        let found = Self {
            has_target: library.join(TARGET).join("lib").is_dir(),
            has_source: library.join("src/rust/library/std/Cargo.toml").is_file(),
            knows_lean: ask(&lean).is_some(),
            cargo,
            rustc,
            version,
            sysroot,
        };
        let usable = found.has_target || (found.has_source && found.has_linker());
        let compiler_runs = cargo::clean(&found.cargo).arg("--version").output().is_ok();
        let recent = is_recent(&found.version);
        (usable && compiler_runs && recent).then_some(found)
    }

    /// Whether functions keep their names apart, so that the wasm can be split.
    pub(crate) fn keeps_apart(&self) -> bool {
        self.has_source && self.knows_lean
    }

    /// Whether this is the distribution's, which brings its own clippy.
    pub(crate) fn is_distributed(&self) -> bool {
        self.sysroot == Path::new("/usr")
    }

    /// `cargo <verb>` for wasm, building into the wasm folder.
    pub(crate) fn cargo(&self, place: &Place, verb: &str, build: Build) -> Command {
        let mut command = cargo::clean(&self.cargo);
        command.arg(verb);
        self.prepare(&mut command, place, build);
        command
    }

    /// `cargo clippy` for wasm. The distribution's cargo would find rustup's
    /// clippy first, which reads no other compiler's libraries, so that its
    /// own is called by its path.
    pub(crate) fn clippy(&self, place: &Place) -> Command {
        let mut command = if self.is_distributed() {
            let mut command = cargo::clean("/usr/bin/cargo-clippy");
            command.env("CARGO", &self.cargo);
            command
        } else {
            cargo::clean(&self.cargo)
        };
        command.arg("clippy");
        self.prepare(&mut command, place, Build::Debug);
        command
    }

    fn prepare(&self, command: &mut Command, place: &Place, build: Build) {
        command
            .current_dir(&place.root)
            .env("RUSTC", &self.rustc)
            .env("CARGO_TARGET_DIR", &place.wasm)
            .args(["--target", TARGET]);
        // The hash of one document at the start may take its time.
        let mut flags = vec!["--cfg", "sha2_backend_soft=\"compact\""];
        if build == Build::Release {
            command.args(["--profile", "wasm"]);
        }
        if self.has_source {
            // The stable compiler builds its own library only when told that
            // we know these options may change with its version.
            command.env("RUSTC_BOOTSTRAP", "1");
            command.arg("-Zbuild-std=std,panic_abort");
            if build == Build::Release {
                command.arg("-Zbuild-std-features=optimize_for_size");
                if self.knows_lean {
                    flags.extend(LEAN);
                }
            }
        }
        // Flags from elsewhere would give another wasm than the measured one.
        command.env_remove("RUSTFLAGS");
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    }

    /// rustup brings the linker with the compiler, Debian apart from it.
    fn has_linker(&self) -> bool {
        let mine = self.sysroot.join("lib/rustlib");
        let beside_library = std::fs::read_dir(mine).ok().is_some_and(|hosts| {
            let mut hosts = hosts.flatten();
            hosts.any(|host| host.path().join("bin/rust-lld").is_file())
        });
        beside_library || cargo::on_path(&["rust-lld"]).is_some()
    }
}

impl fmt::Display for Compiler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let library = match (self.has_source, self.has_target) {
            (true, _) => "the library is built for size",
            (false, _) => "with its ready-made library",
        };
        let whose = if self.is_distributed() {
            "the distribution's"
        } else {
            "rustup's"
        };
        write!(f, "{whose} {}; {library}", self.version)
    }
}

/// Whether a `rustc --version` line names at least the workspace's
/// `rust-version`.
fn is_recent(version: &str) -> bool {
    let numbers = |text: &str| {
        let mut parts = text.split('.').map_while(|part| part.parse::<u32>().ok());
        Some((parts.next()?, parts.next()?))
    };
    let needed = numbers(env!("CARGO_PKG_RUST_VERSION"));
    version.split(' ').nth(1).and_then(numbers) >= needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_compiler_is_refused() {
        assert!(is_recent("rustc 1.96.0 (ac68faa20 2026-05-25)"));
        assert!(is_recent("rustc 2.0.0-nightly"));
        assert!(!is_recent("rustc 1.63.0"));
        assert!(!is_recent("not a version"));
    }
}
