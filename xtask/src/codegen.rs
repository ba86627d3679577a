//! Generated files that are checked in: the formats as JSON Schema, the
//! collector's HTTP interface as an OpenAPI document, and the code lists.
//!
//! They are checked in so that an editor, a backend developer and a diff can
//! read them without building anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::collector;
use crate::place::Place;
use crate::run;

const SCHEMAS: &str = "public/schemas";

/// The lists as they are served, and where they come from.
pub(crate) const LISTS: &str = "public/codelists";

/// The collector's interface, among the schemas.
const OPENAPI: &str = "openapi-1.json";

/// Compiling the schema crate with its generator.
const LIMIT: Duration = Duration::from_secs(10 * 60);

/// File name -> content.
type Files = BTreeMap<String, Vec<u8>>;

/// Generates the files anew. With `check` nothing is written.
///
/// # Errors
/// When a file cannot be generated; with `check` also when one that is checked
/// in is not the one generated: the error names it.
pub(crate) fn codegen(place: &Place, check: bool) -> Result<()> {
    let mut stale = 0;
    for (name, fresh) in [(SCHEMAS, schemas(place)?), (LISTS, lists(place)?)] {
        let folder = place.root.join(name);
        let old = files(&folder)?;
        if check {
            stale += compare(name, &old, &fresh);
            continue;
        }
        fs::create_dir_all(&folder)?;
        for name in old.keys().filter(|name| !fresh.contains_key(*name)) {
            fs::remove_file(folder.join(name))?;
        }
        for (name, content) in &fresh {
            fs::write(folder.join(name), content)?;
        }
        println!("codegen {} files in {name}", fresh.len());
    }
    if stale > 0 {
        bail!("{stale} generated files are stale: `cargo xtask codegen`");
    }
    Ok(())
}

fn schemas(place: &Place) -> Result<Files> {
    let mut cargo = cargo::cargo(place);
    cargo.args(["run", "--package", "behov-schema"]);
    cargo.args(["--features", "json-schema", "--example", "json_schema"]);
    let mut fresh = written(place, &mut cargo)?;
    let mut behov = cargo::clean(collector::build(place)?);
    let document = run::capture(behov.arg("openapi"), LIMIT)?;
    fresh.insert(OPENAPI.to_owned(), document.into_bytes());
    Ok(fresh)
}

fn lists(place: &Place) -> Result<Files> {
    let mut cargo = cargo::cargo(place);
    cargo.args(["run", "--package", "behov-codelists"]);
    cargo.args(["--example", "code_lists"]);
    written(place, &mut cargo)
}

/// What the command writes into the folder that it is told to.
fn written(place: &Place, command: &mut Command) -> Result<Files> {
    let folder = place.target.join("codegen");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    run::run(command.arg("--").arg(&folder), LIMIT)?;
    files(&folder)
}

/// The files of a folder; none when it is not there.
fn files(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// How many files of the folder are not what is generated; each is named.
fn compare(folder: &str, old: &Files, fresh: &Files) -> usize {
    let mut names: Vec<&String> = old.keys().chain(fresh.keys()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| old.get(*name) != fresh.get(*name));
    for name in &names {
        println!("{folder}/{name}:1: is not what the code generates");
    }
    if names.is_empty() {
        println!("codegen {} files in {folder} are up to date", fresh.len());
    }
    names.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> Files {
        let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_owned());
        files.iter().map(file).collect()
    }

    #[test]
    fn a_stale_a_missing_and_a_left_over_file_are_found() {
        let fresh = folder(&[("a.json", "1"), ("b.json", "2")]);
        assert_eq!(compare("public", &fresh, &fresh), 0);
        for old in [
            folder(&[("a.json", "1"), ("b.json", "old")]),
            folder(&[("a.json", "1")]),
            folder(&[("a.json", "1"), ("b.json", "2"), ("c.json", "3")]),
        ] {
            assert_eq!(compare("public", &old, &fresh), 1);
        }
    }
}
