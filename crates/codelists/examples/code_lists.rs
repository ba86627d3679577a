//! Writes the code lists and their notice into the folder that is the only
//! argument. `cargo xtask codegen` keeps `public/codelists` up to date by it.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use behov_codelists::{notice, own};
use behov_schema::codelist::print;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("usage: code_lists <folder>")?;
    let lists = own()?;
    fs::create_dir_all(&folder)?;
    for own in &lists {
        let list = own.list().map_err(|faults| {
            let told = faults.iter().map(|fault| {
                let line = fault.line.unwrap_or_default();
                format!("codelists/{}.tsv:{line}: {fault}", own.id)
            });
            told.collect::<Vec<_>>().join("\n")
        })?;
        fs::write(folder.join(format!("{}.json", own.id)), print(&list))?;
    }
    fs::write(folder.join("NOTICE.md"), notice(&lists))?;
    Ok(())
}
