//! The code lists of a coordinator's own that lie where the questionnaire is
//! served from, so that their codes can be checked as those of Behov's lists.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use behov_schema::Questionnaire;
use behov_schema::codelist::{self, CodeList};
use behov_schema::document::{Country, Outline};

use crate::beside::{self, Beside};
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
    /// The lists that `questionnaire` names: those that lie `beside` it, and
    /// those by an address below one of `folders`; the first that has the file
    /// is taken. Of what is elsewhere, or is no code list, nothing is known:
    /// that is logged. What no question asks by is not read, and no file twice.
    pub(crate) fn read(
        questionnaire: &Questionnaire,
        beside: &[&Beside],
        folders: &[&Path],
    ) -> Self {
        let mut lists = HashMap::new();
        let asked = asked_by(questionnaire);
        // A file may stand under several names, and is the list of one: it is
        // read once.
        let mut files: HashMap<String, Result<CodeList, &'static str>> = HashMap::new();
        for (id, address) in questionnaire.codelists.iter() {
            if !asked.contains(id) {
                continue;
            }
            let near = beside.iter().find(|beside| beside.list.id == id);
            let own = match near {
                Some(beside) => Ok(Own::of(&beside.list)),
                None => {
                    let once = || below(address, folders);
                    let read = files.entry(address.to_owned()).or_insert_with(once);
                    named(id, read)
                }
            };
            match own {
                Ok(own) => {
                    lists.insert(id.to_owned(), own);
                }
                Err(why) => tracing::info!(
                    questionnaire = questionnaire.id,
                    list = id,
                    address,
                    "the codes of this list are not checked: {why}"
                ),
            }
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

impl Own {
    fn of(list: &CodeList) -> Self {
        Self {
            codes: behov_codelists::choosable(list),
            version: list.version.clone(),
        }
    }
}

/// The list of a file that is called `id`.
///
/// # Errors
/// Why there is none.
fn named(id: &str, read: &Result<CodeList, &'static str>) -> Result<Own, &'static str> {
    match read {
        Ok(list) if list.id == id => Ok(Own::of(list)),
        Ok(_) => Err("the file says of itself that it is another list"),
        Err(why) => Err(why),
    }
}

/// The list at an address that begins with `/`, from the folders that are
/// served there, and nowhere else.
///
/// # Errors
/// Why there is none.
fn below(address: &str, folders: &[&Path]) -> Result<CodeList, &'static str> {
    if !address.starts_with('/') {
        return Err(match beside::path(address) {
            Some(_) => "no such file lies beside the questionnaire",
            None => "its address leads to no file beside the questionnaire",
        });
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = beside::path(path.trim_start_matches('/'));
    let path = path.ok_or("its address leads to no file that is served here")?;
    let mut there = folders
        .iter()
        .filter_map(|folder| inside::read(folder, Path::new(&path)));
    let text = there
        .next()
        .ok_or("no such file is among those of --widget and --site")?;
    let list = codelist::read(&text).ok();
    let list = list.filter(|list| codelist::check(list).is_empty());
    list.ok_or("the file is no code list: `behov check` says what is wrong")
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
        let lists = ServedLists::read(&questionnaire, &[], &[site.path()]);
        assert_eq!(lists.known("trade", "1", "01"), Some(true));
        assert_eq!(lists.known("trade", "1", "02"), Some(false));
        for list in ["other", "idle", "pipe"] {
            assert_eq!(lists.version(list), None, "{list}");
        }
    }
}
