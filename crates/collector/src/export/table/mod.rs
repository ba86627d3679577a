//! Submissions as tables, for spreadsheets and statistics: a line an answer,
//! and a line a row in tables of their own. What they are written as knows
//! nothing of submissions; what they hold knows nothing of files.
//!
//! The database is read twice: for the columns, and for what is in them.

mod book;
mod columns;
mod csv;
mod files;
mod guard;
mod layout;
mod name;
mod place;
mod standard;

use std::path::Path;

use self::layout::{Layout, Survey};
use self::place::{Cell, place};
use super::pages::Pages;
use super::{ExportError, Selection};

pub(crate) use self::book::Book;
pub use self::book::export_xlsx;
pub use self::csv::{Separator, SeparatorError};
pub use self::files::{export_csv, export_csv_folder};
pub use self::name::{TableName, TableNameError};

/// The selected submissions, to be read a second time, and how they are laid
/// out.
pub(crate) struct Surveyed {
    pages: Pages,
    layout: Layout,
}

impl Surveyed {
    /// Reads everything for the columns.
    pub(crate) async fn open(data: &Path, selection: Selection) -> Result<Self, ExportError> {
        let after = selection.after;
        let mut pages = Pages::open(data, selection).await?;
        let mut survey = Survey::default();
        while let Some(page) = pages.submissions().await? {
            page.iter().for_each(|stored| survey.see(stored));
        }
        pages.again(after);
        Ok(Self {
            pages,
            layout: survey.layout(),
        })
    }

    /// The lines of the next submissions, for each table; nothing after the
    /// last.
    async fn next(&mut self) -> Result<Option<Vec<Vec<Vec<Cell>>>>, ExportError> {
        let Some(page) = self.pages.submissions().await? else {
            return Ok(None);
        };
        let mut tables = vec![Vec::new(); self.layout.tables.len()];
        for stored in &page {
            place(&self.layout, stored, &mut |number, line| {
                if let Some(table) = tables.get_mut(number) {
                    table.push(line);
                }
            });
        }
        Ok(Some(tables))
    }
}

/// One table as CSV, piece by piece.
pub(crate) struct CsvPages {
    of: Surveyed,
    table: TableName,
    separator: Separator,
    begun: bool,
}

impl CsvPages {
    pub(crate) async fn open(
        data: &Path,
        selection: Selection,
        table: TableName,
        separator: Separator,
    ) -> Result<Self, ExportError> {
        let mut of = Surveyed::open(data, selection).await?;
        of.layout.ensure(table.as_str());
        Ok(Self {
            of,
            table,
            separator,
            begun: false,
        })
    }

    /// The next piece; nothing after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        let (name, separator) = (self.table.as_str(), self.separator);
        if !self.begun {
            self.begun = true;
            return columns::begin(&self.of.layout, name, separator).map(Some);
        }
        let Some((number, _)) = self.of.layout.table(name) else {
            return Ok(None);
        };
        while let Some(tables) = self.of.next().await? {
            let lines = tables.get(number).map(Vec::as_slice).unwrap_or_default();
            if !lines.is_empty() {
                return csv::lines(lines, separator).map(Some);
            }
        }
        Ok(None)
    }

    pub(crate) async fn close(self) -> Result<(), ExportError> {
        self.of.pages.close().await
    }
}
