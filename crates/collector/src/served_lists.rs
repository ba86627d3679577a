//! The code lists of a coordinator's own that lie where the questionnaire is
//! served from, so that their codes can be checked as those of Behov's lists.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use behov_schema::Questionnaire;
use behov_schema::codelist::{self, CodeList};
use behov_schema::document::{Country, Outline};

use crate::inside;

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
    /// or is no code list, nothing is known: that is logged. What no question
    /// asks by is not read, and no file twice.
    pub(crate) fn read(questionnaire: &Questionnaire, folders: &[&Path]) -> Self {
        let mut lists = HashMap::new();
        let asked = asked_by(questionnaire);
        // A file may stand under several names, and is the list of one.
        let mut files: HashMap<String, Option<CodeList>> = HashMap::new();
        for (id, address) in questionnaire.codelists.iter() {
            if !asked.contains(id) {
                continue;
            }
            let path = path(address);
            let once = || folders.iter().find_map(|folder| read(folder, &path));
            let file = files.entry(path.clone()).or_insert_with(once);
            let Some(list) = file.take_if(|list| list.id == id) else {
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

/// The lists that answers to this questionnaire can name.
fn asked_by(of: &Questionnaire) -> HashSet<&str> {
    let outline = Outline::new(of);
    let numbers = outline.iter().map(|(number, _)| number);
    let questions = numbers.filter_map(|number| outline.question(of, number));
    questions
        .flat_map(|question| {
            let of = |country| question.list_in(country);
            let system = question.system.as_ref();
            let system = system.map(|of| of.system.as_str());
            let lists = [of(Country::Norway), of(Country::Sweden), system];
            lists.into_iter().flatten()
        })
        .collect()
}

/// The list in a file of a folder, and nowhere else.
fn read(folder: &Path, path: &str) -> Option<CodeList> {
    let text = inside::read(folder, Path::new(path))?;
    let checked = codelist::read(&text).map_err(|finding| *finding);
    let checked = checked.and_then(|list| match codelist::check(&list).into_iter().next() {
        Some(finding) => Err(finding),
        None => Ok(list),
    });
    checked
        .inspect_err(|finding| tracing::warn!(path, %finding, "no code list"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::fs;

    use serde_json::{Value, json};

    /// A questionnaire that names these lists and asks by those.
    fn asking(codelists: &Value, asked: &[&str]) -> Questionnaire {
        let text = include_str!("../tests/api/questionnaire.json");
        let mut document: Value = serde_json::from_str(text).unwrap();
        document["codelists"] = codelists.clone();
        let questions = document.pointer_mut("/pages/0/questions").unwrap();
        let questions = questions.as_array_mut().unwrap();
        questions.extend(asked.iter().map(|list| {
            json!({ "id": format!("x.test.{list}"), "type": "code", "list": list,
                "label": { "sv": "Bransch" } })
        }));
        behov_schema::document::read(&document.to_string()).unwrap()
    }

    #[test]
    fn what_is_asked_by_is_read_under_whichever_of_its_names() {
        let site = tempfile::tempdir().unwrap();
        for id in ["trade", "idle"] {
            let list = json!({
                "format": "behov.codelist/1", "id": id, "version": "1",
                "title": { "sv": "Lista" }, "source": "Ingen", "licence": "CC0",
                "languages": ["sv"], "entries": [{ "code": "01", "label": { "sv": "Skog" } }],
            });
            fs::write(site.path().join(format!("{id}.json")), list.to_string()).unwrap();
        }
        let names = json!({
            "other": "/trade.json", "trade": "/trade.json", "idle": "/idle.json",
            "pipe": "/../idle.json",
        });
        let questionnaire = asking(&names, &["other", "trade", "pipe"]);
        let lists = ServedLists::read(&questionnaire, &[site.path()]);
        assert_eq!(lists.known("trade", "1", "01"), Some(true));
        assert_eq!(lists.known("trade", "1", "02"), Some(false));
        for list in ["other", "idle", "pipe"] {
            assert_eq!(lists.version(list), None, "{list}");
        }
    }
}
