//! The wasm and its glue: compiled, bound to JavaScript, made small.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::names::Names;
use crate::cargo;
use crate::npm;
use crate::place::Place;
use crate::run;
use crate::stamp::{self, Input};
use crate::wasm::{Build, Compiler, TARGET};

/// A bare machine compiles the library and two hundred crates.
const COMPILE_LIMIT: Duration = Duration::from_secs(15 * 60);
const TOOL_LIMIT: Duration = Duration::from_secs(5 * 60);

/// What the oldest browsers we serve understand (Chrome 111, Firefox 115,
/// Safari 16.4). wasm-opt refuses a module that needs more.
const FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Flat code, its loops found anew, is smaller when it is nested again.
///
/// Addresses below 1024 are nobody's: the data lies above the stack, whose last
/// kilobyte they are (`--stack-first`, as rustc links for this target). So an
/// offset can be a part of the instruction that loads or stores.
const PASSES: [&str; 6] = [
    "--low-memory-unused",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// What wasm-bindgen calls the two files.
const BOUND: &str = "behov_bg.wasm";
const GLUE: &str = "behov_bg.js";

pub(super) struct Widget {
    pub(super) wasm: Vec<u8>,
    /// What is loaded after the first page, where the wasm was split.
    pub(super) rest: Option<Vec<u8>>,
    /// As it was written; it names the rest by a placeholder, `__REST__`.
    pub(super) glue: String,
}

pub(super) fn build(place: &Place, build: Build) -> Result<Widget> {
    let work = place.target.join("dist").join(folder(build));
    fs::create_dir_all(&work)?;
    let compiler = Compiler::find().context("there is no wasm compiler: `cargo xtask setup`")?;
    let compiled = compile(&compiler, place, build)?;
    let bound = work.join(BOUND);
    bind(place, &compiled, &work)?;
    // What starts the wasm goes into one file with the glue it hands it to.
    let mut script = fs::read_to_string(work.join(GLUE))?;
    script.push_str(&fs::read_to_string(place.root.join("public/start.js"))?);
    let mut rest = None;
    let wasm = match build {
        Build::Debug => stamp::read(&bound)?,
        Build::Release => {
            let mut begun_with = bound;
            if compiler.keeps_apart() {
                let (first, later) = (work.join("first.wasm"), work.join("rest.wasm"));
                split(place, &begun_with, &first, &later)?;
                let small = work.join("behov-rest.wasm");
                optimise(place, &later, &small, None)?;
                rest = Some(stamp::read(&small)?);
                begun_with = first;
            }
            let (small, names) = (work.join("behov.wasm"), work.join("names.json"));
            optimise(place, &begun_with, &small, Some(&names))?;
            script = Names::read(&stamp::read(&names)?)?.shorten(&script)?;
            stamp::read(&small)?
        }
    };
    Ok(Widget {
        wasm,
        rest,
        glue: script,
    })
}

/// Compiles the widget and returns where the wasm lies.
fn compile(compiler: &Compiler, place: &Place, build: Build) -> Result<std::path::PathBuf> {
    let mut command = compiler.cargo(place, "build", build);
    command.args(["--package", "behov", "--bin", "behov-widget"]);
    timed("compiled", || run::run(&mut command, COMPILE_LIMIT))?;
    Ok(place
        .wasm
        .join(TARGET)
        .join(folder(build))
        .join("behov-widget.wasm"))
}

/// Writes the wasm and its glue into `work`.
fn bind(place: &Place, compiled: &Path, work: &Path) -> Result<()> {
    let tools = cargo::program(place, "wasm-tools", "wasm-tools")?;
    let version = run::capture(
        cargo::clean(&tools).args(["bindgen", "--version"]),
        TOOL_LIMIT,
    )?;
    let input = Input::new().with(version).with_file(compiled)?;
    stamp::unless_made(&work.join(BOUND), input, || {
        let mut bindgen = cargo::clean(&tools);
        bindgen
            .arg("bindgen")
            .arg(compiled)
            .arg("--out-dir")
            .arg(work);
        // The form whose glue takes a ready instance: the loader makes it, and
        // can so shut the wasm's exports after a trap.
        bindgen.args([
            "--target",
            "bundler",
            "--out-name",
            "behov",
            "--no-typescript",
        ]);
        timed("bound to JavaScript", || run::run(&mut bindgen, TOOL_LIMIT))
    })
}

/// Makes one wasm two: what a page begins with, and what comes later.
fn split(place: &Place, bound: &Path, first: &Path, rest: &Path) -> Result<()> {
    let tools = cargo::program(place, "wasm-tools", "wasm-tools")?;
    let plan = place.root.join("xtask/later.txt");
    let input = Input::new()
        .with_file(&tools)?
        .with_file(&plan)?
        .with_file(bound)?;
    stamp::unless_made(first, input, || {
        let mut split = cargo::clean(&tools);
        split.arg("split").args([&plan, bound, first, rest]);
        timed("made two", || run::run(&mut split, TOOL_LIMIT))
    })
}

/// Makes the wasm small, and writes down the short names it gives, where they
/// are wanted.
fn optimise(place: &Place, from: &Path, to: &Path, names: Option<&Path>) -> Result<()> {
    let mut wasm_opt = npm::BUILD.node(place, "binaryen/bin/wasm-opt")?;
    wasm_opt
        .args(PASSES)
        .args(["--strip-debug", "--strip-producers"])
        .args(names.map(|_| "--minify-imports-and-exports-and-modules"))
        .args(FEATURES);
    let input = Input::new().with(format!("{wasm_opt:?}")).with_file(from)?;
    stamp::unless_made(to, input, || {
        wasm_opt.arg(from).arg("-o").arg(to);
        timed("made small by wasm-opt", || {
            let printed = run::capture(&mut wasm_opt, TOOL_LIMIT)?;
            match names {
                Some(names) => fs::write(names, printed).context("the short names"),
                None => Ok(()),
            }
        })
    })
}

/// The name of cargo's folder for this build.
fn folder(build: Build) -> &'static str {
    match build {
        Build::Release => "wasm",
        Build::Debug => "debug",
    }
}

fn timed(what: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
    let begun = Instant::now();
    step()?;
    println!("dist   {what} in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}
