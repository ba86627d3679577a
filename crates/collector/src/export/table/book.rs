//! Tables as the sheets of one XLSX file.
//!
//! A text is written as a text, never as a formula; one that would become a
//! formula as soon as somebody edits its cell is marked as text, by the mark
//! that an apostrophe before it makes in a spreadsheet. What a sheet cannot
//! hold is told on a sheet of its own.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::Surveyed;
use super::columns;
use super::guard::is_formula;
use super::layout::Layout;
use super::name::COLUMNS;
use super::place::Cell;
use crate::export::{ExportError, Selection};

/// The most rows of a sheet, the one with the names among them.
const ROWS: u32 = 1_048_576;

/// The most UTF-16 units of a cell.
const UNITS: usize = 32_767;

/// The longest name of a sheet, with room for a number.
const NAME: usize = 27;

/// The most cuts that are told one by one.
const MOST_CUTS: usize = 10_000;

/// The sheet that tells them.
const CUTS: &str = "cut texts";

/// The largest whole number that a spreadsheet keeps exactly.
const EXACT: u128 = 1 << 53;

/// Writes every table of the selected submissions in the data folder to `out`,
/// as one XLSX file; gives how many texts were too long for a cell. What is
/// being written lies in nameless temporary files in the data folder.
///
/// # Errors
/// [`ExportError`]; then what was written is no whole file.
pub async fn export_xlsx(
    data: &Path,
    selection: Selection,
    out: &mut (impl Write + Send),
) -> Result<usize, ExportError> {
    let surveyed = Surveyed::open(data, selection).await?;
    let book = Book::read(surveyed, data).await?;
    let cut = book.cut;
    book.save(out)?;
    Ok(cut)
}

/// A workbook that is being filled in.
pub(crate) struct Book {
    workbook: Workbook,
    tables: Vec<Sheets>,
    /// Texts that were too long, each with its place.
    cuts: Vec<Vec<Cell>>,
    cut: usize,
    style: Style,
}

struct Style {
    heading: Format,
    /// A text, whatever it looks like.
    text: Format,
}

/// The sheets of one table: another begins when one is full.
struct Sheets {
    name: String,
    header: Vec<String>,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// How many rows it has.
    rows: u32,
    most: u32,
}

impl Book {
    /// Reads everything into sheets.
    pub(crate) async fn read(mut of: Surveyed, data: &Path) -> Result<Self, ExportError> {
        let mut book = caught(|| Self::new(&of.layout, data, ROWS))?;
        while let Some(tables) = of.next().await? {
            caught(|| book.add(&tables))?;
        }
        of.pages.close().await?;
        caught(|| book.about(&of.layout))?;
        Ok(book)
    }

    fn new(layout: &Layout, data: &Path, most: u32) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(data)?;
        let style = Style {
            heading: Format::new().set_bold(),
            text: Format::new().set_quote_prefix(),
        };
        let mut tables = Vec::new();
        for (number, table) in layout.tables.iter().enumerate() {
            let name = sheet_name(&table.name, number);
            let header = table.columns.iter().map(|column| column.name.clone());
            let header = header.collect();
            tables.push(Sheets::new(&mut workbook, name, header, &style, most)?);
        }
        Ok(Self {
            workbook,
            tables,
            cuts: Vec::new(),
            cut: 0,
            style,
        })
    }

    /// The next lines of every table.
    fn add(&mut self, tables: &[Vec<Vec<Cell>>]) -> Result<(), XlsxError> {
        for (sheets, lines) in self.tables.iter_mut().zip(tables) {
            for line in lines {
                let cut = sheets.line(&mut self.workbook, line, &self.style)?;
                self.cut += cut.len();
                let room = MOST_CUTS.saturating_sub(self.cuts.len());
                self.cuts.extend(cut.into_iter().take(room));
            }
        }
        Ok(())
    }

    /// The sheets about the others, last.
    fn about(&mut self, layout: &Layout) -> Result<(), XlsxError> {
        let sheets: Vec<Cell> = self
            .tables
            .iter()
            .map(|sheets| text(&sheets.name))
            .collect();
        let mut lines = Vec::new();
        for mut line in columns::lines(layout) {
            let table = layout
                .tables
                .iter()
                .position(|table| line.first() == Some(&text(&table.name)));
            let sheet = table.and_then(|number| sheets.get(number));
            line.insert(0, sheet.cloned().unwrap_or(Cell::Empty));
            lines.push(line);
        }
        let header = ["sheet".to_owned()].into_iter().chain(columns::header());
        let mut about = vec![(COLUMNS, header.collect(), lines)];
        if !self.cuts.is_empty() {
            let header = ["sheet", "row", "meta.id", "column", "length"];
            let header = header.map(str::to_owned).to_vec();
            about.push((CUTS, header, std::mem::take(&mut self.cuts)));
        }
        for (name, header, lines) in about {
            let workbook = &mut self.workbook;
            let mut sheets = Sheets::new(workbook, name.to_owned(), header, &self.style, ROWS)?;
            for line in &lines {
                sheets.line(workbook, line, &self.style)?;
            }
            self.tables.push(sheets);
        }
        Ok(())
    }

    /// Writes the file.
    pub(crate) fn save(mut self, out: &mut (impl Write + Send)) -> Result<(), ExportError> {
        caught(|| {
            for sheets in self.tables {
                let all = sheets.full.into_iter().chain([sheets.sheet]);
                all.for_each(|sheet| self.workbook.push_worksheet(sheet));
            }
            self.workbook.save_to_writer(&mut *out)
        })?;
        out.flush().map_err(ExportError::Write)
    }
}

impl Sheets {
    fn new(
        workbook: &mut Workbook,
        name: String,
        header: Vec<String>,
        style: &Style,
        most: u32,
    ) -> Result<Self, XlsxError> {
        let sheet = begun(workbook, &name, &header, style)?;
        Ok(Self {
            name,
            header,
            full: Vec::new(),
            sheet,
            rows: 1,
            most,
        })
    }

    /// Writes a line; gives what had to be cut.
    fn line(
        &mut self,
        workbook: &mut Workbook,
        cells: &[Cell],
        style: &Style,
    ) -> Result<Vec<Vec<Cell>>, XlsxError> {
        if self.rows >= self.most {
            let name = format!("{} {}", self.name, self.full.len() + 2);
            let next = begun(workbook, &name, &self.header, style)?;
            self.full.push(std::mem::replace(&mut self.sheet, next));
            self.rows = 1;
        }
        let mut cut = Vec::new();
        for ((column, cell), name) in (0u16..).zip(cells).zip(&self.header) {
            let place = (self.rows, column);
            if let Some(units) = write(&mut self.sheet, place, cell, style)? {
                let id = self.header.iter().position(|name| name == "meta.id");
                let id = id.and_then(|at| cells.get(at)).cloned();
                cut.push(vec![
                    text(&self.sheet.name()),
                    Cell::Number((self.rows + 1).into()),
                    id.unwrap_or(Cell::Empty),
                    text(name),
                    Cell::Number(units.into()),
                ]);
            }
        }
        self.rows += 1;
        Ok(cut)
    }
}

/// A sheet with the names of the columns, which stay in sight.
fn begun(
    workbook: &mut Workbook,
    name: &str,
    header: &[String],
    style: &Style,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = workbook.new_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(header) {
        sheet.write_string_with_format(0, column, name, &style.heading)?;
    }
    Ok(sheet)
}

/// Writes a cell; gives the length of a text that is too long for it.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    style: &Style,
) -> Result<Option<usize>, XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        Cell::Number(number) => {
            let inexact = number
                .as_i128()
                .is_some_and(|whole| whole.unsigned_abs() > EXACT);
            match number.as_f64().filter(|_| !inexact) {
                Some(value) => sheet.write_number(row, column, value)?,
                None => {
                    sheet.write_string_with_format(row, column, number.to_string(), &style.text)?
                }
            };
        }
        Cell::Text(text) => {
            let units = text.encode_utf16().count();
            let whole = if units > UNITS {
                cut(text, units)
            } else {
                text.clone()
            };
            if is_formula(&whole) || whole.starts_with('\'') {
                sheet.write_string_with_format(row, column, whole, &style.text)?;
            } else {
                sheet.write_string(row, column, whole)?;
            }
            return Ok((units > UNITS).then_some(units));
        }
    }
    Ok(None)
}

/// The beginning of a text that is too long, which says so at its end.
fn cut(text: &str, units: usize) -> String {
    let end = format!(" […] {units} > {UNITS}");
    let mut room = UNITS - end.encode_utf16().count();
    let fits = |letter: &char| match room.checked_sub(letter.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    text.chars().take_while(fits).chain(end.chars()).collect()
}

/// A sheet's name: an id that is too long is cut, and numbered.
fn sheet_name(table: &str, number: usize) -> String {
    if table.len() <= NAME {
        return table.to_owned();
    }
    let begin: String = table.chars().take(NAME - 3).collect();
    format!("{begin}~{number}")
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// Does what the crate does; it panics when a temporary file cannot be
/// written, as on a full disk, which is an error like every other.
fn caught<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ExportError> {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| ExportError::Workbook(error.to_string())),
        Err(_) => Err(ExportError::Workbook(
            "a temporary file in the data folder cannot be written".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests;
