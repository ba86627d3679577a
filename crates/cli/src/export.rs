//! `behov export`: the answers, taken out.

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use behov_collector::{
    Selection, Separator, TableName, export_csv, export_csv_folder, export_xlsx,
};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Only the answers to this questionnaire.
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Only the answers that came after the one with this `seq`.
    #[arg(long, value_name = "SEQ", default_value_t = 0)]
    after: u64,
    /// The answers to questionnaires in test mode, instead of those for real.
    #[arg(long)]
    test: bool,
    /// One line of JSON each, tables as CSV, or all tables in one workbook.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// CSV: the table to write: `answers`, `need`, `trn`, `int`, `columns`, or the
    /// id of rows; `answers` when there is no --output either.
    #[arg(long, value_name = "TABLE")]
    table: Option<TableName>,
    /// CSV: comma, for programs; semicolon, for spreadsheets in Norwegian or
    /// Swedish, with decimal commas.
    #[arg(long, value_name = "WHICH", default_value = "comma")]
    separator: Separator,
    /// The file to make, in place of standard output; for CSV without --table
    /// the folder, with a file for each table. Nothing is overwritten.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Ndjson,
    Csv,
    Xlsx,
}

/// Writes the answers.
pub(crate) async fn export(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments {
        data,
        questionnaire,
        after,
        test,
        format,
        table,
        separator,
        output,
    } = arguments;
    if format != Format::Csv && (table.is_some() || separator != Separator::Comma) {
        return Err("--table and --separator are for --format csv".into());
    }
    let selection = Selection {
        questionnaire,
        after,
        test,
    };
    match (format, table, output) {
        (Format::Csv, None, Some(folder)) => {
            for file in export_csv_folder(&data, selection, separator, &folder).await? {
                println!("{}", file.display());
            }
        }
        (Format::Csv, table, output) => {
            let table = table.unwrap_or_default();
            let mut out = out(output.as_deref())?;
            export_csv(&data, selection, table, separator, &mut out).await?;
        }
        (Format::Ndjson, _, output) => {
            let mut out = out(output.as_deref())?;
            behov_collector::export(&data, selection, &mut out).await?;
        }
        (Format::Xlsx, _, None) if io::stdout().is_terminal() => {
            return Err("a workbook is nothing to read here: name a file with --output".into());
        }
        (Format::Xlsx, _, output) => {
            let mut out = out(output.as_deref())?;
            let cut = export_xlsx(&data, selection, &mut out).await?;
            if cut > 0 {
                eprintln!(
                    "behov: {cut} texts are too long for a cell and are cut: see the sheet `cut texts`"
                );
            }
        }
    }
    Ok(())
}

/// A new file, which only its owner may read; or standard output.
fn out(file: Option<&Path>) -> Result<Box<dyn Write + Send>, String> {
    let Some(path) = file else {
        return Ok(Box::new(BufWriter::new(io::stdout())));
    };
    let failed = |error| format!("cannot write `{}`: {error}", path.display());
    make(path).map_err(failed)
}

fn make(path: &Path) -> io::Result<Box<dyn Write + Send>> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file: File = options.open(path)?;
    Ok(Box::new(BufWriter::new(file)))
}
