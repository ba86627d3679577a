//! The stages: what each runs, how long it may take on a bare machine with two
//! cores, and how its tests are counted.

use std::env;
use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::counts::Counter;
use crate::cargo;
use crate::npm;
use crate::place::Place;
use crate::setup::Browser;
use crate::site;
use crate::trunk;
use crate::wasm::{Build, Compiler};

type MakeCommand = Box<dyn Fn(&Place) -> Result<Command>>;

/// A named part of the whole proof.
pub(super) struct Stage {
    pub(super) name: &'static str,
    /// Longer than this is a failure.
    pub(super) budget: Duration,
    pub(super) counter: Counter,
    /// Run one after the other, until one fails.
    pub(super) commands: Vec<MakeCommand>,
    /// Stages without whose success this one proves nothing.
    pub(super) needs: &'static [&'static str],
    /// Whether it runs only when asked for.
    pub(super) long: bool,
}

/// All stages, in the order they run: what fails quickly comes first. Those
/// that have a long form take it if `long`.
///
/// # Errors
/// When our own program's path is unknown.
pub(super) fn all(place: &Place, long: bool) -> Result<Vec<Stage>> {
    let report = place.target.join("test/e2e.json");
    // What only authors need of the schema is no default feature of it.
    let clippy = "clippy --workspace --all-targets \
                  --features behov-schema/json-schema,behov-schema/author -- --deny warnings";
    Ok(vec![
        Stage {
            commands: vec![xtask("setup")?],
            ..stage("setup", 1200)
        },
        Stage {
            commands: vec![
                cargo("fmt --all --check -- --color never"),
                cargo("fmt --manifest-path fuzz/Cargo.toml --check -- --color never"),
            ],
            ..stage("format", 60)
        },
        Stage {
            commands: vec![xtask("layers")?],
            ..stage("layers", 120)
        },
        Stage {
            commands: vec![xtask("codegen --check")?],
            ..stage("codegen", 900)
        },
        Stage {
            commands: vec![xtask("spelling")?],
            needs: &["setup"],
            ..stage("spelling", 120)
        },
        Stage {
            commands: vec![xtask("unused")?],
            ..stage("unused", 600)
        },
        Stage {
            commands: vec![xtask("deny")?],
            ..stage("deny", 900)
        },
        Stage {
            commands: vec![
                cargo(clippy),
                cargo("clippy --manifest-path fuzz/Cargo.toml --locked -- --deny warnings"),
            ],
            ..stage("clippy", 900)
        },
        Stage {
            commands: vec![Box::new(wasm_clippy)],
            needs: &["setup"],
            ..stage("clippy-wasm", 900)
        },
        Stage {
            commands: vec![Box::new(documentation)],
            ..stage("docs", 900)
        },
        // Our tools are tested one by one: built together with the product
        // they would lend it features of their dependencies that it lacks
        // where it is used.
        Stage {
            commands: vec![
                cargo("test --package xtask"),
                cargo("test --package wasm-tools"),
            ],
            counter: Counter::Libtest,
            ..stage("tools", 600)
        },
        Stage {
            commands: vec![Box::new(move |place| Ok(native_tests(place, long)))],
            counter: Counter::Libtest,
            ..stage("native", 1200)
        },
        // Half a minute each, two at a time, after building them.
        Stage {
            commands: vec![xtask("fuzz")?],
            counter: Counter::Libtest,
            needs: &["setup"],
            ..stage("fuzz", 900)
        },
        Stage {
            commands: vec![xtask("dist")?],
            needs: &["setup"],
            ..stage("dist", 1200)
        },
        Stage {
            commands: vec![cargo("build --package wasm-tools"), Box::new(browser_tests)],
            counter: Counter::Libtest,
            needs: &["setup"],
            ..stage("browser", 900)
        },
        Stage {
            commands: vec![xtask("site")?],
            needs: &["setup"],
            ..stage("site", 900)
        },
        Stage {
            commands: vec![
                cargo("build --package behov-cli"),
                Box::new(move |place| e2e(place, long)),
            ],
            counter: Counter::Playwright(report),
            needs: &["setup", "dist", "site"],
            ..stage("e2e", 1800)
        },
        Stage {
            commands: vec![
                xtask("trunk --install")?,
                Box::new(trunk_build),
                xtask("trunk --check")?,
            ],
            needs: &["setup", "dist"],
            long: true,
            ..stage("trunk", 1800)
        },
    ])
}

fn stage(name: &'static str, seconds: u64) -> Stage {
    Stage {
        name,
        budget: Duration::from_secs(seconds),
        counter: Counter::Once,
        commands: Vec::new(),
        needs: &[],
        long: false,
    }
}

/// One of our own verbs, as a program of its own, so that its output is kept
/// and its time is bounded like every other's.
fn xtask(arguments: &'static str) -> Result<MakeCommand> {
    let program = env::current_exe()?;
    Ok(Box::new(move |place| {
        let mut command = cargo::clean(&program);
        command
            .args(arguments.split_whitespace())
            .current_dir(&place.root)
            .envs(cargo::native(place));
        Ok(command)
    }))
}

/// Cargo for the native crates.
fn cargo(arguments: &'static str) -> MakeCommand {
    Box::new(|place| {
        let mut command = cargo::cargo(place);
        command.args(arguments.split_whitespace());
        Ok(command)
    })
}

/// The tests of the native crates. The ordinary run throws the same dice every
/// time, so that it says of a change what it would have said yesterday; the
/// long one throws new ones, and finds what nobody has met yet.
fn native_tests(place: &Place, long: bool) -> Command {
    let mut command = cargo::cargo(place);
    command
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(["--exclude", "xtask", "--exclude", "wasm-tools"])
        .args(["--features", "behov-schema/json-schema,behov-schema/author"]);
    if !long {
        command.env("PROPTEST_RNG_SEED", "20260101");
    }
    command
}

/// What rustdoc warns of is an error: a link that leads nowhere, a mark that
/// is no HTML.
fn documentation(place: &Place) -> Result<Command> {
    let mut command = cargo::cargo(place);
    command
        .args([
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ])
        .arg("--all-features")
        .env("RUSTDOCFLAGS", "--deny warnings");
    Ok(command)
}

fn compiler() -> Result<Compiler> {
    Compiler::find().context("there is no wasm compiler: `cargo xtask setup`")
}

fn wasm_clippy(place: &Place) -> Result<Command> {
    let mut command = compiler()?.clippy(place);
    command.args([
        "--package",
        "behov",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]);
    Ok(command)
}

fn browser_tests(place: &Place) -> Result<Command> {
    let browser = Browser::get()?;
    let capabilities = place.target.join("test/webdriver.json");
    let options = json!({"goog:chromeOptions": {"binary": browser.program}});
    fs::write(&capabilities, options.to_string())?;
    let mut command = compiler()?.cargo(place, "test", Build::Debug);
    command.args(["--package", "behov", "--test", "browser"]);
    let runner = cargo::built(place, "wasm-tools");
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            format!("{} test-runner", runner.display()),
        )
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        // A test without a browser would be left out silently.
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "240");
    Ok(command)
}

fn e2e(place: &Place, pictures: bool) -> Result<Command> {
    let mut command = playwright(place)?;
    command
        .arg("--reporter=list,json")
        .env(
            "PLAYWRIGHT_JSON_OUTPUT_NAME",
            place.target.join("test/e2e.json"),
        )
        .env("BEHOV_SITE", site::folder(place))
        .env("BEHOV_PICTURES", if pictures { "1" } else { "" });
    Ok(command)
}

/// Playwright's tests, in the browser of the machine and with our collector.
///
/// # Errors
/// When there is no browser.
pub(crate) fn playwright(place: &Place) -> Result<Command> {
    let mut command = npm::E2E.node(place, "@playwright/test/cli.js")?;
    command
        .arg("test")
        .current_dir(place.root.join(npm::E2E.folder))
        .env("BEHOV_CHROMIUM", Browser::get()?.program)
        .env("BEHOV_PROGRAM", cargo::built(place, "behov"));
    Ok(command)
}

fn trunk_build(place: &Place) -> Result<Command> {
    let mut command = cargo::clean(trunk::TOOL.program(place));
    command
        .args(["build", "--release"])
        .current_dir(&place.root)
        .envs(cargo::native(place));
    // Everything it would download comes from our own steps.
    command.args(["--offline", "true"]);
    Ok(command)
}
