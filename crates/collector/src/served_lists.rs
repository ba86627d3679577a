//! The code lists of a coordinator's own that lie where the questionnaire is
//! served from, so that their codes can be checked as those of Behov's lists.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use behov_schema::Questionnaire;
use behov_schema::codelist::{self, CodeList};

use crate::beside::{self, Beside};

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
    /// that is logged.
    pub(crate) fn read(
        questionnaire: &Questionnaire,
        beside: &[&Beside],
        folders: &[&Path],
    ) -> Self {
        let mut lists = HashMap::new();
        for (id, address) in questionnaire.codelists.iter() {
            let near = beside.iter().find(|beside| beside.list.id == id);
            let own = match near {
                Some(beside) => Ok(Own::of(&beside.list)),
                None => below(id, address, folders).map(|list| Own::of(&list)),
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

/// The list at an address that begins with `/`, from the folders that are
/// served there.
///
/// # Errors
/// Why there is none.
fn below(id: &str, address: &str, folders: &[&Path]) -> Result<CodeList, &'static str> {
    if !address.starts_with('/') {
        return Err(match beside::path(address) {
            Some(_) => "no such file lies beside the questionnaire",
            None => "its address leads to no file beside the questionnaire",
        });
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = beside::path(path.trim_start_matches('/'));
    let path = path.ok_or("its address leads to no file that is served here")?;
    let file = folders.iter().map(|folder| folder.join(&path));
    let mut there = file.filter_map(|file| fs::read_to_string(file).ok());
    let text = there
        .next()
        .ok_or("no such file is among those of --widget and --site")?;
    let list = codelist::read(&text).ok();
    let list = list.filter(|list| codelist::check(list).is_empty());
    let list = list.ok_or("the file is no code list: `behov check` says what is wrong")?;
    if list.id == id {
        Ok(list)
    } else {
        Err("the file says of itself that it is another list")
    }
}
