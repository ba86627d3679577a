//! The questionnaires on offer: a folder of `<id>/<version>.json`, read once
//! at the start.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use behov_engine::Plan;
use behov_schema::submission::{self, QuestionnaireRef};
use behov_schema::{Finding, json};
use semver::Version;
use sha2::{Digest, Sha256};

use crate::StartError;

/// Every questionnaire, by id and version.
#[derive(Debug, Default)]
pub(crate) struct Library(HashMap<String, BTreeMap<Version, Edition>>);

/// One version of a questionnaire.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) plan: Plan,
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
    /// Reads `folder`; one that is missing holds no questionnaires.
    ///
    /// # Errors
    /// A file that cannot be read, is broken, asks what the shared schema
    /// cannot hold, or is named differently from the id and version inside it.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let mut library = Self::default();
        for shelf in entries(folder)?.iter().filter(|path| path.is_dir()) {
            for file in entries(shelf)? {
                if file
                    .extension()
                    .is_some_and(|extension| extension == "json")
                {
                    library.add(&file)?;
                }
            }
        }
        Ok(library)
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

    fn add(&mut self, file: &Path) -> Result<(), StartError> {
        let broken = |findings| StartError::Questionnaire(file.to_owned(), findings);
        let bytes = fs::read(file).map_err(|error| StartError::File(file.to_owned(), error))?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| broken(vec![Finding::new("json.syntax", "")]))?;
        let plan = Plan::read(text).map_err(broken)?;
        let mut unfit = submission::fit(plan.questionnaire());
        if !unfit.is_empty() {
            for finding in &mut unfit {
                finding.place = json::place_of(text, &finding.pointer);
            }
            return Err(broken(unfit));
        }
        let version = Version::parse(&plan.questionnaire().version)
            .map_err(|_| broken(vec![Finding::new("version.invalid", "/version")]))?;
        let id = plan.questionnaire().id.clone();
        if !file.ends_with(format!("{id}/{version}.json")) {
            let version = version.to_string();
            return Err(StartError::Misplaced {
                file: file.to_owned(),
                id,
                version,
            });
        }
        let etag = format!("\"{}\"", hex(&Sha256::digest(&bytes)));
        let edition = Edition {
            plan,
            text: bytes.into(),
            etag,
        };
        self.0.entry(id).or_default().insert(version, edition);
        Ok(())
    }
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
