//! What the columns hold, as a table of its own.

use behov_schema::core::{self, Texts};

use super::csv::{self, Separator};
use super::layout::{Column, Layout, Table};
use super::name::COLUMNS;
use super::place::Cell;
use super::standard::PARTS;
use crate::export::ExportError;

/// The languages that the core has texts in.
const LANGUAGES: [&str; 4] = ["sv", "nb", "nn", "en"];

/// The first line of the table.
pub(super) fn header() -> Vec<String> {
    let about = ["table", "column", "holds"].into_iter();
    about.chain(LANGUAGES).map(str::to_owned).collect()
}

/// A line for each column of every table; of the core with what is asked.
pub(super) fn lines(layout: &Layout) -> Vec<Vec<Cell>> {
    let texts = Texts::new();
    let keys = core::keys();
    let line = |table: &Table, column: &Column| {
        let holds: Vec<&str> = column.kinds.iter().map(|kind| kind.name()).collect();
        let asked = keys.iter().position(|key| key == question(&column.name));
        let label = |language| {
            let label = asked.and_then(|number| texts.get(language, number));
            label.map_or(Cell::Empty, |label| Cell::Text(label.to_owned()))
        };
        let about = [&table.name, &column.name, &holds.join(", ")];
        let about = about.map(|text| Cell::Text(text.clone()));
        about
            .into_iter()
            .chain(LANGUAGES.map(label))
            .collect::<Vec<_>>()
    };
    let tables = layout.tables.iter();
    let lines = tables.flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    lines.map(|(table, column)| line(table, column)).collect()
}

/// The id of the question that a column of the core belongs to.
fn question(column: &str) -> &str {
    let parts = PARTS.iter().map(|(part, _)| *part).chain(["rows"]);
    let mut ends = parts.filter_map(|part| column.strip_suffix(part)?.strip_suffix('.'));
    ends.next().unwrap_or(column)
}

/// How a table begins as CSV; that of the columns is whole.
pub(super) fn begin(
    layout: &Layout,
    name: &str,
    separator: Separator,
) -> Result<Vec<u8>, ExportError> {
    if name == COLUMNS {
        let mut whole = csv::header(header().iter().map(String::as_str), separator)?;
        whole.append(&mut csv::lines(&lines(layout), separator)?);
        return Ok(whole);
    }
    let columns = layout.table(name).map(|(_, table)| &table.columns);
    let columns = columns.into_iter().flatten();
    csv::header(columns.map(|column| column.name.as_str()), separator)
}
