//! The code lists, beside the widget's files under names without a hash: an
//! answer names the list and its version, not the file, and a page of its own
//! may link to one.

use std::fs;

use anyhow::{Context, Result};

use super::output::{Output, Role};
use crate::codegen::LISTS;
use crate::place::Place;
use crate::stamp;

/// Adds `codelists/<id>.json` and the notice of where they come from.
///
/// # Errors
/// When the folder of the lists cannot be read.
pub(super) fn add(place: &Place, output: &mut Output) -> Result<()> {
    let folder = place.root.join(LISTS);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    for name in names {
        let role = if name.ends_with(".json") {
            Role::List
        } else {
            Role::Other
        };
        let content = stamp::read(&folder.join(&name))?;
        output.named(&format!("codelists/{name}"), role, content);
    }
    Ok(())
}
