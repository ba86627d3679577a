//! The code lists of a coordinator's own that lie where the questionnaire is
//! served from, so that their codes can be checked as those of Behov's lists.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path};

use behov_schema::Questionnaire;
use behov_schema::codelist::{self, CodeList};

/// The lists of one questionnaire, by id.
#[derive(Debug, Default)]
pub(crate) struct ServedLists(HashMap<String, Own>);

#[derive(Debug)]
struct Own {
    version: String,
    /// What can be an answer.
    codes: HashSet<String>,
}

impl ServedLists {
    /// The lists that `questionnaire` names by an address below one of
    /// `folders`; the first that has the file is taken. Of what is elsewhere,
    /// or is no code list, nothing is known: that is logged.
    pub(crate) fn read(questionnaire: &Questionnaire, folders: &[&Path]) -> Self {
        let mut lists = HashMap::new();
        for (id, address) in questionnaire.codelists.iter() {
            let read = folders
                .iter()
                .find_map(|folder| read(folder, &path(address)))
                .filter(|list| list.id == id);
            let Some(list) = read else {
                tracing::info!(list = id, "the codes of this list are not checked");
                continue;
            };
            let own = Own {
                codes: behov_codelists::choosable(&list),
                version: list.version,
            };
            lists.insert(list.id, own);
        }
        Self(lists)
    }

    /// The version of a list that is here.
    pub(crate) fn version(&self, list: &str) -> Option<&str> {
        self.0.get(list).map(|own| own.version.as_str())
    }

    /// Whether this code of this version of one of the lists can be an answer;
    /// none, where the list or its version is not here.
    pub(crate) fn known(&self, list: &str, version: &str, code: &str) -> Option<bool> {
        let own = self.0.get(list).filter(|own| own.version == version)?;
        Some(own.codes.contains(code))
    }
}

/// The path of an address that stands in `/q/<id>.json`.
fn path(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    match address.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("q/{address}"),
    }
}

/// The list in a file of a folder, and nowhere else.
fn read(folder: &Path, path: &str) -> Option<CodeList> {
    let path = Path::new(path);
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !path.components().all(inside) {
        return None;
    }
    let file = folder.join(path);
    let text = fs::read_to_string(&file).ok()?;
    let checked = codelist::read(&text).map_err(|finding| *finding);
    let checked = checked.and_then(|list| match codelist::check(&list).into_iter().next() {
        Some(finding) => Err(finding),
        None => Ok(list),
    });
    checked
        .inspect_err(|finding| tracing::warn!(file = %file.display(), %finding, "no code list"))
        .ok()
}
