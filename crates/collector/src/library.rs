//! The questionnaires on offer: a folder of `<id>/<version>.json`, read once
//! at the start.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use behov_engine::Plan;
use behov_schema::Questionnaire;
use behov_schema::author::{self, Severity};
use behov_schema::submission::QuestionnaireRef;
use semver::Version;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::StartError;
use crate::beside::{self, Beside};
use crate::check::check;
use crate::lists::Lists;
use crate::served_lists::ServedLists;

/// Every questionnaire, by id and version, and the code lists beside them.
#[derive(Debug, Default)]
pub(crate) struct Library {
    editions: HashMap<String, BTreeMap<Version, Edition>>,
    pub(crate) lists: Lists,
}

/// One version of a questionnaire.
#[derive(Debug)]
pub(crate) struct Edition {
    pub(crate) plan: Plan,
    /// Those of its own code lists that are served here.
    pub(crate) lists: ServedLists,
    /// Those of them that lie beside it, by the path that it names.
    beside: Vec<(String, Beside)>,
    pub(crate) document: Document,
}

/// A file that is served as it is.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) text: Bytes,
    /// A strong entity tag of the file, with its quotes (RFC 9110, 8.8.3).
    pub(crate) etag: String,
}

impl Document {
    pub(crate) fn new(text: Bytes) -> Self {
        let etag = format!("\"{}\"", hex(&Sha256::digest(&text)));
        Self { text, etag }
    }
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
        let mut loose = Vec::new();
        for shelf in entries(folder)? {
            if shelf.is_dir() {
                for file in entries(&shelf)?.into_iter().filter(|file| is_json(file)) {
                    let bytes =
                        fs::read(&file).map_err(|error| StartError::File(file.clone(), error))?;
                    if author::is_code_list(&bytes) {
                        loose.push(file);
                    } else {
                        library.add(&file, bytes, served, &mut broken);
                    }
                }
            } else if is_json(&shelf) {
                misplaced(folder, &shelf);
            }
        }
        broken.extend(library.offer_lists());
        if !broken.is_empty() {
            return Err(StartError::Questionnaires(broken));
        }
        let used: Vec<&Path> = library
            .beside()
            .map(|(_, list)| list.file.as_path())
            .collect();
        for file in loose.iter().filter(|file| !used.contains(&file.as_path())) {
            let file = file.display();
            tracing::warn!(
                "{file}: no questionnaire beside it names this code list in `codelists`: it is not served"
            );
        }
        if library.editions.is_empty() {
            let folder = folder.display();
            tracing::warn!(
                "there is no questionnaire in `{folder}`: they lie at <id>/<version>.json in it"
            );
        }
        Ok(library)
    }

    /// Puts the lists beside the questionnaires under the addresses that the
    /// questionnaires' own lead to; gives those that cannot be.
    fn offer_lists(&mut self) -> Vec<String> {
        let mut lists = Lists::default();
        let mut broken = Vec::new();
        for (id, editions) in &self.editions {
            let newest = editions.last_key_value().map(|(version, _)| version);
            for (version, edition) in editions {
                for (path, list) in &edition.beside {
                    let near = (newest == Some(version)).then(|| path.clone());
                    for path in near.into_iter().chain([format!("{id}/{path}")]) {
                        let offered = if self.is_questionnaire(&path) {
                            Err(format!(
                                "{}: error: a questionnaire lies at /q/{path}: give the code list another name",
                                list.file.display()
                            ))
                        } else {
                            lists.offer(path, list)
                        };
                        broken.extend(offered.err());
                    }
                }
            }
        }
        self.lists = lists;
        broken.sort();
        broken
    }

    fn is_questionnaire(&self, path: &str) -> bool {
        let named = path.strip_suffix(".json").map(|name| name.split_once('/'));
        match (named, path.strip_suffix(".json")) {
            (Some(Some((id, version))), _) => self.edition(id, version).is_some(),
            (Some(None), Some(id)) => self.newest(id).is_some(),
            _ => false,
        }
    }

    fn beside(&self) -> impl Iterator<Item = &(String, Beside)> {
        self.editions().flat_map(|edition| &edition.beside)
    }

    /// Every version of every questionnaire.
    pub(crate) fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.editions.values().flat_map(BTreeMap::values)
    }

    /// How many questionnaires there are, versions not counted.
    pub(crate) fn len(&self) -> usize {
        self.editions.len()
    }

    /// The newest version of `id`, in the order of semantic versions.
    pub(crate) fn newest(&self, id: &str) -> Option<&Edition> {
        self.editions
            .get(id)?
            .last_key_value()
            .map(|(_, edition)| edition)
    }

    /// Exactly this version of `id`.
    pub(crate) fn edition(&self, id: &str, version: &str) -> Option<&Edition> {
        self.editions.get(id)?.get(&Version::parse(version).ok()?)
    }

    /// The questionnaire that a submission says it answers.
    pub(crate) fn find(&self, named: &QuestionnaireRef) -> Found<'_> {
        match self.edition(&named.id, &named.version) {
            Some(edition) if edition.plan.hash() == named.hash => Found::Edition(edition),
            _ if self.editions.contains_key(&named.id) => Found::OtherEdition,
            _ => Found::Unknown,
        }
    }

    /// Adds a questionnaire, or to `broken` what is wrong with it.
    fn add(&mut self, file: &Path, bytes: Vec<u8>, served: &[&Path], broken: &mut Vec<String>) {
        match edition(file, bytes, served) {
            Ok((id, version, edition)) => {
                self.editions
                    .entry(id)
                    .or_default()
                    .insert(version, edition);
            }
            Err(lines) => broken.extend(lines),
        }
    }
}

fn is_json(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "json")
}

/// Says where a questionnaire should lie that lies in no folder of its own.
fn misplaced(folder: &Path, file: &Path) {
    let bytes = fs::read(file).unwrap_or_default();
    let tree: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let field = |name, absent| tree.get(name).and_then(Value::as_str).unwrap_or(absent);
    let (id, version) = (field("id", "<id>"), field("version", "<version>"));
    let place = folder.join(id).join(format!("{version}.json"));
    let (file, place) = (file.display(), place.display());
    tracing::warn!("{file} is not served: a questionnaire lies in a folder of its own, {place}");
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
    let (found, plan) = check(&bytes, file.parent());
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
    let beside = lists_beside(plan.questionnaire(), file);
    let lists: Vec<&Beside> = beside.iter().map(|(_, list)| list).collect();
    let edition = Edition {
        lists: ServedLists::read(plan.questionnaire(), &lists, served),
        beside,
        document: Document::new(bytes.into()),
        plan,
    };
    Ok((edition.plan.questionnaire().id.clone(), version, edition))
}

/// The code lists that lie beside the questionnaire in `file`, by the paths
/// that it names.
fn lists_beside(questionnaire: &Questionnaire, file: &Path) -> Vec<(String, Beside)> {
    let Some(shelf) = file.parent() else {
        return Vec::new();
    };
    let lists = questionnaire.codelists.iter();
    let lists = lists.filter_map(|(id, address)| {
        let list = beside::read(shelf, id, address)?.ok()?;
        Some((beside::path(address)?, list))
    });
    lists.collect()
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
