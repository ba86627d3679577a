//! Writes the formats as JSON Schema (draft 2020-12) into the folder that is
//! the only argument. `cargo xtask codegen` keeps `public/schemas` up to date
//! by it.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use behov_schema::Questionnaire;
use behov_schema::codelist::CodeList;
use behov_schema::regions::Regions;
use behov_schema::submission::{Problem, Receipt, Submission};
use schemars::{JsonSchema, generate::SchemaSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("usage: json_schema <folder>")?;
    let schemas = [
        (
            "questionnaire-1",
            schema::<Questionnaire>("questionnaire:1")?,
        ),
        ("submission-1", schema::<Submission>("submission:1")?),
        ("codelist-1", schema::<CodeList>("codelist:1")?),
        ("regions-1", schema::<Regions>("regions:1")?),
        ("receipt-1", schema::<Receipt>("receipt:1")?),
        ("problem-1", schema::<Problem>("problem:1")?),
    ];
    fs::create_dir_all(&folder)?;
    for (name, schema) in schemas {
        fs::write(folder.join(format!("{name}.json")), schema)?;
    }
    Ok(())
}

/// The schema of `T`, indented, with a name of its own: it stands for itself
/// wherever it is published.
fn schema<T: JsonSchema>(name: &str) -> Result<String, serde_json::Error> {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("urn:behov:{name}").into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
