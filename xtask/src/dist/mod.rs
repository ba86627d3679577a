//! Builds the widget's files into `dist/`.
//!
//! What a page loads by name (`behov.js`, `behov.classic.js`) is small and
//! points to files that carry a hash of their content in their name, so that
//! these may be cached for ever and two releases never mix.

mod compress;
mod lists;
mod loader;
mod names;
mod output;
mod scripts;
mod size;
mod style;
mod widget;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use crate::place::Place;
use crate::setup;
use crate::wasm::Build;

use loader::Parts;
use output::{Output, Role};

/// Sets up, builds everything, prints the size table.
///
/// # Errors
/// When a part cannot be built or the first load is over its budget.
pub(crate) fn build(place: &Place) -> Result<()> {
    setup::for_dist(place)?;
    let output = make(place, Build::Release, &place.dist)?;
    size::report(&output, &place.dist)
}

/// Builds everything without optimisation, with tools that are there, into a
/// folder of its own, and says where that lies.
///
/// # Errors
/// When a part cannot be built.
pub(crate) fn develop(place: &Place) -> Result<PathBuf> {
    let folder = place.target.join("dist/served");
    make(place, Build::Debug, &folder)?;
    Ok(folder)
}

fn make(place: &Place, build: Build, folder: &Path) -> Result<Output> {
    let begun = Instant::now();
    let words = words::all(&place.root.join("locales"))?;
    let widget = widget::build(place, build)?;
    let mut output = Output::default();
    let mut named_words = BTreeMap::new();
    for (language, words) in words {
        let name = output.hashed(&format!("{language}.json"), Role::Words, words);
        named_words.insert(language, name);
    }
    let rest = widget
        .rest
        .map(|rest| output.hashed("behov-rest.wasm", Role::Later, rest));
    let named = [("__REST__", json!(rest))];
    let glue = scripts::minified(widget.glue.as_bytes(), place, &named)?;
    let parts = Parts {
        glue: output.hashed("behov.js", Role::Part, glue),
        wasm: output.hashed("behov.wasm", Role::Part, widget.wasm),
        rest,
        style: output.hashed("behov.css", Role::Part, style::sheet(place)?),
        words: named_words,
    };
    loader::add(place, &mut output, &parts)?;
    lists::add(place, &mut output)?;
    output.write(folder, build)?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("dist   {} files in {seconds:.1} s", output.files().len());
    Ok(output)
}
