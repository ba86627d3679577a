//! From a table, one row an entry, to a code list.

mod columns;
mod fault;
mod rows;

use std::collections::{BTreeMap, HashSet};

use behov_schema::codelist::{self, CodeList};
use serde::Deserialize;
use serde_json::{Value, json};

pub use columns::{Column, Columns};
pub use fault::Fault;
use rows::{Rows, rows};

/// What a list says of itself, besides its entries.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    pub id: String,
    pub version: String,
    /// By language.
    pub title: BTreeMap<String, String>,
    pub source: String,
    pub licence: String,
    /// The languages in which the labels are not the source's.
    #[serde(default)]
    pub unofficial: Vec<String>,
}

/// How a table is written.
#[derive(Clone, Debug)]
pub struct Table {
    /// Between two cells. None: whichever of `;`, `,` and tab the first line
    /// has most of.
    pub separator: Option<u8>,
    /// Between the values of one cell.
    pub between: char,
    /// Entries that others are a part of cannot be chosen.
    pub leaves_only: bool,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            separator: None,
            between: '|',
            leaves_only: false,
        }
    }
}

/// Reads `bytes`, UTF-8 with or without a byte order mark, as a table whose
/// first line names the columns. `columns` says what they hold; none, when
/// they have the names of [`Columns::named`].
///
/// # Errors
/// Everything that is wrong: with the table (`import.*`), or else with the
/// list that it makes ([`codelist::check`]), with the line of the entry.
pub fn import(
    bytes: &[u8],
    head: &Head,
    columns: Option<&Columns>,
    table: &Table,
) -> Result<CodeList, Vec<Fault>> {
    let rows = rows(bytes, columns, table)?;
    let text = list(head, &rows, table).to_string();
    let of_list = |finding| Fault::of_list(finding, &rows);
    let list = codelist::read(&text).map_err(|finding| vec![of_list(*finding)])?;
    let mut faults: Vec<Fault> = codelist::check(&list).into_iter().map(of_list).collect();
    faults.sort_by_key(|fault| fault.line);
    if faults.is_empty() {
        Ok(list)
    } else {
        Err(faults)
    }
}

fn list(head: &Head, rows: &Rows, table: &Table) -> Value {
    let languages = rows.columns.iter().filter_map(|(_, column)| match column {
        Column::Label(language) => Some(language.as_str()),
        _ => None,
    });
    let parents: HashSet<&str> = match table.leaves_only {
        true => rows.cells(&Column::Parent).collect(),
        false => HashSet::new(),
    };
    let entries = rows.rows.iter().map(|row| {
        let mut entry = row.entry(&rows.columns, table.between);
        let code = entry.get("code").and_then(Value::as_str);
        if code.is_some_and(|code| parents.contains(code)) {
            entry.insert("abstract".to_owned(), true.into());
        }
        Value::Object(entry)
    });
    json!({
        "format": "behov.codelist/1",
        "id": head.id,
        "version": head.version,
        "title": head.title,
        "source": head.source,
        "licence": head.licence,
        "languages": languages.collect::<Vec<_>>(),
        "unofficial": head.unofficial,
        "entries": entries.collect::<Vec<_>>(),
    })
}
