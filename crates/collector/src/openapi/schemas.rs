//! The formats as schemas: those of `public/schemas`, from the same types.

use behov_schema::Questionnaire;
use behov_schema::codelist::CodeList;
use behov_schema::submission::{Problem, Receipt, Submission};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::answer::{Deletion, StoredAnswer};
use crate::export::StoredSubmission;
use crate::health::Health;

/// What lies under `/q/`.
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(
    dead_code,
    clippy::large_enum_variant,
    reason = "a schema and nothing else"
)]
enum Served {
    /// A questionnaire.
    Questionnaire(Questionnaire),
    /// A code list that a questionnaire names by a path beside it.
    CodeList(CodeList),
}

/// Name -> schema, of all that the addresses name and of what lies in it.
pub(super) fn schemas() -> Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    generator.subschema_for::<Served>();
    generator.subschema_for::<Submission>();
    generator.subschema_for::<Receipt>();
    generator.subschema_for::<Problem>();
    generator.subschema_for::<StoredSubmission>();
    generator.subschema_for::<StoredAnswer>();
    generator.subschema_for::<Deletion>();
    generator.subschema_for::<Health>();
    generator.take_definitions(true)
}
