//! The questionnaires on offer: a folder of `<id>/<version>.json`, read once
//! at the start.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use behov_engine::Plan;
use behov_schema::author::{self, Judged, Severity};
use behov_schema::submission::QuestionnaireRef;
use semver::Version;
use sha2::{Digest, Sha256};

use crate::StartError;
use crate::served_lists::ServedLists;

/// Every questionnaire, by id and version.
#[derive(Debug, Default)]
pub(crate) struct Library(HashMap<String, BTreeMap<Version, Edition>>);

/// One version of a questionnaire.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) plan: Plan,
    /// Those of its own code lists that are served here.
    pub(crate) lists: ServedLists,
    /// The file as it is.
    pub(crate) text: Bytes,
    /// A strong entity tag of the file, with its quotes (RFC 9110, 8.8.3).
    pub(crate) etag: String,
}

/// What the library knows of the questionnaire that a submission names.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    /// The very document that was answered.
    Edition(&'a Edition),
    /// The id is known, this version or its content is not.
    OtherEdition,
    /// There is no such questionnaire here.
    Unknown,
}

impl Library {
    /// Reads `folder`; one that is missing holds no questionnaires. Their own
    /// code lists are looked for in `served`.
    ///
    /// What is likely to be a mistake is logged.
    ///
    /// # Errors
    /// A file that cannot be read; else everything that is wrong with all of
    /// them: broken, asking what the shared schema cannot hold, or named
    /// differently from the id and version inside.
    pub(crate) fn read(folder: &Path, served: &[&Path]) -> Result<Self, StartError> {
        let mut library = Self::default();
        let mut broken = Vec::new();
        for shelf in entries(folder)?.iter().filter(|path| path.is_dir()) {
            for file in entries(shelf)? {
                if file
                    .extension()
                    .is_some_and(|extension| extension == "json")
                {
                    library.add(&file, served, &mut broken)?;
                }
            }
        }
        if broken.is_empty() {
            Ok(library)
        } else {
            Err(StartError::Questionnaires(broken))
        }
    }

    /// How many questionnaires there are, versions not counted.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The newest version of `id`, in the order of semantic versions.
    pub(crate) fn newest(&self, id: &str) -> Option<&Edition> {
        self.0.get(id)?.last_key_value().map(|(_, edition)| edition)
    }

    /// Exactly this version of `id`.
    pub(crate) fn edition(&self, id: &str, version: &str) -> Option<&Edition> {
        self.0.get(id)?.get(&Version::parse(version).ok()?)
    }

    /// The questionnaire that a submission says it answers.
    pub(crate) fn find(&self, named: &QuestionnaireRef) -> Found<'_> {
        match self.edition(&named.id, &named.version) {
            Some(edition) if edition.plan.hash() == named.hash => Found::Edition(edition),
            _ if self.0.contains_key(&named.id) => Found::OtherEdition,
            _ => Found::Unknown,
        }
    }

    /// Adds a questionnaire, or to `broken` what is wrong with it.
    fn add(
        &mut self,
        file: &Path,
        served: &[&Path],
        broken: &mut Vec<String>,
    ) -> Result<(), StartError> {
        let bytes = fs::read(file).map_err(|error| StartError::File(file.to_owned(), error))?;
        match edition(file, bytes, served) {
            Ok((id, version, edition)) => {
                self.0.entry(id).or_default().insert(version, edition);
            }
            Err(lines) => broken.extend(lines),
        }
        Ok(())
    }
}

/// Everything that is wrong with a questionnaire, and the plan of one without
/// an error: what its author is told, and what only its plan shows.
pub fn check(bytes: &[u8]) -> (Vec<Judged>, Option<Plan>) {
    let mut found = author::check_bytes(bytes);
    if found.iter().any(|found| found.severity == Severity::Error) {
        return (found, None);
    }
    let text = String::from_utf8_lossy(bytes);
    let plan = Plan::read(&text).and_then(|plan| {
        let findings = behov_codelists::fit(plan.questionnaire());
        if findings.is_empty() {
            Ok(plan)
        } else {
            Err(author::placed_at_values(&text, findings))
        }
    });
    match plan {
        Ok(plan) => (found, Some(plan)),
        Err(findings) => {
            let severity = Severity::Error;
            found.extend(
                findings
                    .into_iter()
                    .map(|finding| Judged { finding, severity }),
            );
            // That there are more has no place, and stands last.
            found.sort_by_key(|found| {
                let place = found.finding.place;
                (
                    place.is_none(),
                    place.map(|place| (place.line, place.column)),
                )
            });
            (found, None)
        }
    }
}

/// The questionnaire that a file holds, with its id and version.
///
/// # Errors
/// Everything that is wrong with it, a line each.
fn edition(
    file: &Path,
    bytes: Vec<u8>,
    served: &[&Path],
) -> Result<(String, Version, Edition), Vec<String>> {
    let name = file.display();
    let (found, plan) = check(&bytes);
    let (errors, warnings): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|found| found.severity == Severity::Error);
    for warning in &warnings {
        tracing::warn!("{}", warning.line(&name));
    }
    let lines = || -> Vec<String> { errors.iter().map(|error| error.line(&name)).collect() };
    let plan = plan.ok_or_else(lines)?;
    let (id, named) = (&plan.questionnaire().id, &plan.questionnaire().version);
    let version = Version::parse(named)
        .ok()
        .filter(|version| file.ends_with(format!("{id}/{version}.json")));
    let Some(version) = version else {
        return Err(vec![format!(
            "{name}: error: it holds the questionnaire `{id}` version `{named}`; name it `{id}/{named}.json`"
        )]);
    };
    let edition = Edition {
        etag: format!("\"{}\"", hex(&Sha256::digest(&bytes))),
        text: bytes.into(),
        lists: ServedLists::read(plan.questionnaire(), served),
        plan,
    };
    Ok((edition.plan.questionnaire().id.clone(), version, edition))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The paths inside `folder`, sorted, so that errors are the same each time.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StartError> {
    let failed = |error| StartError::File(folder.to_owned(), error);
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(failed)?,
    };
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    paths.sort();
    Ok(paths)
}
