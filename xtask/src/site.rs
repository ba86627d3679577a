//! Builds `examples/leptos-site`, the site in Leptos that uses the widget as a
//! component, into `target/site`.
//!
//! It is built as a developer builds it, not for size: what the tests ask of
//! it is that it works, and what it exports.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::place::Place;
use crate::run;
use crate::stamp;
use crate::wasm::{Build, Compiler, TARGET};

const COMPILE_LIMIT: Duration = Duration::from_secs(10 * 60);
const BIND_LIMIT: Duration = Duration::from_secs(2 * 60);

/// What `index.html` has for Trunk.
const FOR_TRUNK: &str = r#"<link data-trunk rel="rust" href="Cargo.toml">"#;
const SCRIPT: &str = r#"<script type="module" src="start.js"></script>"#;
const START: &str = "import start from './leptos-site.js';\nstart();\n";

/// Where the site lies once it has been built.
pub(crate) fn folder(place: &Place) -> PathBuf {
    place.target.join("site")
}

/// # Errors
/// When the site does not compile, or its page has no place for the script.
pub(crate) fn build(place: &Place) -> Result<()> {
    let compiler = Compiler::find().context("there is no wasm compiler: `cargo xtask setup`")?;
    let mut compile = compiler.cargo(place, "build", Build::Debug);
    compile.args(["--package", "leptos-site"]);
    run::run(&mut compile, COMPILE_LIMIT)?;
    let wasm = place.wasm.join(TARGET).join("debug/leptos-site.wasm");

    let site = folder(place);
    fs::create_dir_all(&site)?;
    let tools = cargo::program(place, "wasm-tools", "wasm-tools")?;
    let mut bind = cargo::clean(&tools);
    bind.arg("bindgen").arg(&wasm).arg("--out-dir").arg(&site);
    bind.args(["--target", "web", "--no-typescript"]);
    run::run(&mut bind, BIND_LIMIT)?;

    let source = place.root.join("examples/leptos-site/index.html");
    let page = String::from_utf8(stamp::read(&source)?)?;
    if !page.contains(FOR_TRUNK) {
        bail!("{} does not say where its script belongs", source.display());
    }
    fs::write(site.join("index.html"), page.replace(FOR_TRUNK, SCRIPT))?;
    fs::write(site.join("start.js"), START)?;
    println!("site   in {}", site.display());
    Ok(())
}
