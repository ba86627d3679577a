//! Tables written to files.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::columns;
use super::csv::{self, Separator};
use super::name::COLUMNS;
use super::{CsvPages, Surveyed, TableName};
use crate::export::{ExportError, Selection};

/// Writes one table of the selected submissions in the data folder to `out`,
/// as CSV.
///
/// # Errors
/// [`ExportError`]; the lines before it were written.
pub async fn export_csv(
    data: &Path,
    selection: Selection,
    table: TableName,
    separator: Separator,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let mut pages = CsvPages::open(data, selection, table, separator).await?;
    while let Some(piece) = pages.next().await? {
        out.write_all(&piece).map_err(ExportError::Write)?;
    }
    pages.close().await?;
    out.flush().map_err(ExportError::Write)
}

/// Writes every table of the selected submissions as `<table>.csv` into
/// `folder`, which is made when missing; gives the files. None is overwritten.
///
/// # Errors
/// [`ExportError`]; what was written before it is there.
pub async fn export_csv_folder(
    data: &Path,
    selection: Selection,
    separator: Separator,
    folder: &Path,
) -> Result<Vec<PathBuf>, ExportError> {
    let mut of = Surveyed::open(data, selection).await?;
    let failed = |error| ExportError::File(folder.to_owned(), error);
    fs::create_dir_all(folder).map_err(failed)?;
    let names: Vec<&str> = of.layout.tables.iter().map(|table| &*table.name).collect();
    let mut files = Vec::new();
    for name in names.into_iter().chain([COLUMNS]) {
        let mut file = Output::new(folder.join(format!("{name}.csv")))?;
        file.write(&columns::begin(&of.layout, name, separator)?)?;
        files.push(file);
    }
    while let Some(tables) = of.next().await? {
        for (file, lines) in files.iter_mut().zip(&tables) {
            file.write(&csv::lines(lines, separator)?)?;
        }
    }
    of.pages.close().await?;
    files.into_iter().map(Output::close).collect()
}

/// A file that is being written.
struct Output {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Output {
    /// Makes a file that only its owner may read: it holds answers.
    fn new(path: PathBuf) -> Result<Self, ExportError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) => Ok(Self {
                path,
                out: BufWriter::new(file),
            }),
            Err(error) => Err(ExportError::File(path, error)),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        let written = self.out.write_all(bytes);
        written.map_err(|error| ExportError::File(self.path.clone(), error))
    }

    fn close(mut self) -> Result<PathBuf, ExportError> {
        match self.out.flush() {
            Ok(()) => Ok(self.path),
            Err(error) => Err(ExportError::File(self.path, error)),
        }
    }
}
