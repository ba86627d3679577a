//! The lists of this repository: `codelists/lists.json` says what they are,
//! and one table each what is in them.

use std::collections::BTreeMap;

use behov_schema::codelist::CodeList;
use serde::Deserialize;

use crate::import::{Fault, Head, Table, import};

/// What the lists say of themselves.
const MANIFEST: &str = include_str!("../../../codelists/lists.json");

macro_rules! tables {
    ($($id:literal)*) => {
        &[$(($id, include_str!(concat!("../../../codelists/", $id, ".tsv"))),)*]
    };
}

/// Every table, by the id of its list.
const TABLES: &[(&str, &str)] = tables! {
    "eqf"
    "fylke-no"
    "isced-f2013"
    "isco08"
    "kommun-se"
    "kommune-no"
    "lan-se"
    "sn2007"
    "sn2025"
    "sni2007"
    "sni2025"
    "ssyk2012"
    "styrk08"
    "trn-topic"
    "vgs-no"
    "yh-area"
};

/// A list of this repository.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub id: String,
    pub version: String,
    /// By language.
    pub title: BTreeMap<String, String>,
    pub source: String,
    pub licence: String,
    /// The languages in which the labels are our translation.
    #[serde(default)]
    pub unofficial: Vec<String>,
    /// Only entries without parts can be chosen.
    #[serde(default)]
    leaves_only: bool,
    /// What stands here and in the source otherwise, and where else the facts
    /// come from: for NOTICE.md.
    pub notice: String,
}

/// Every list, in the order of their ids.
///
/// # Errors
/// When the manifest is broken: the tests see to it that it is not.
pub fn own() -> Result<Vec<Own>, serde_json::Error> {
    let mut lists: Vec<Own> = serde_json::from_str(MANIFEST)?;
    lists.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(lists)
}

/// The ids of the tables.
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(id, _)| *id)
}

impl Own {
    /// The list, of its table.
    ///
    /// # Errors
    /// What is wrong with the table: the tests see to it that nothing is.
    pub fn list(&self) -> Result<CodeList, Vec<Fault>> {
        let table = TABLES.iter().find(|(id, _)| *id == self.id);
        let table = table.map_or("", |(_, table)| *table);
        let head = Head {
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            source: self.source.clone(),
            licence: self.licence.clone(),
            unofficial: self.unofficial.clone(),
        };
        let form = Table {
            separator: Some(b'\t'),
            leaves_only: self.leaves_only,
            ..Table::default()
        };
        import(table.as_bytes(), &head, None, &form)
    }
}
