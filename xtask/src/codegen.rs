//! Generated files that are checked in: the formats as JSON Schema, and the
//! collector's HTTP interface as an OpenAPI document.
//!
//! They are checked in so that an editor, a backend developer and a diff can
//! read them without building anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::collector;
use crate::place::Place;
use crate::run;

const SCHEMAS: &str = "public/schemas";

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
    let fresh = generate(place)?;
    let folder = place.root.join(SCHEMAS);
    let old = files(&folder)?;
    if check {
        return compare(&old, &fresh);
    }
    fs::create_dir_all(&folder)?;
    for name in old.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, content) in &fresh {
        fs::write(folder.join(name), content)?;
    }
    println!("codegen {} files in {SCHEMAS}", fresh.len());
    Ok(())
}

fn generate(place: &Place) -> Result<Files> {
    let folder = place.target.join("codegen");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let mut cargo = cargo::cargo(place);
    cargo.args([
        "run",
        "--package",
        "behov-schema",
        "--features",
        "json-schema",
    ]);
    cargo.args(["--example", "json_schema", "--"]).arg(&folder);
    run::run(&mut cargo, LIMIT)?;
    let mut fresh = files(&folder)?;
    let mut behov = cargo::clean(collector::build(place)?);
    let document = run::capture(behov.arg("openapi"), LIMIT)?;
    fresh.insert(OPENAPI.to_owned(), document.into_bytes());
    Ok(fresh)
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

fn compare(old: &Files, fresh: &Files) -> Result<()> {
    let mut names: Vec<&String> = old.keys().chain(fresh.keys()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| old.get(*name) != fresh.get(*name));
    if names.is_empty() {
        println!("codegen {} files are up to date", fresh.len());
        return Ok(());
    }
    for name in &names {
        println!("{SCHEMAS}/{name}:1: is not what the code generates");
    }
    bail!(
        "{} generated files are stale: `cargo xtask codegen`",
        names.len()
    )
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
        compare(&fresh, &fresh).unwrap();
        for old in [
            folder(&[("a.json", "1"), ("b.json", "old")]),
            folder(&[("a.json", "1")]),
            folder(&[("a.json", "1"), ("b.json", "2"), ("c.json", "3")]),
        ] {
            let error = compare(&old, &fresh).unwrap_err().to_string();
            assert!(error.starts_with("1 generated file"), "{error}");
        }
    }
}
