//! `behov codelist import`: a code list of a table.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use behov_codelists::{Column, Columns, Fault, Head, Table, import};
use behov_schema::author;
use behov_schema::codelist::{self, CodeList};
use clap::{Args, Subcommand};

use crate::files;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a code list of a table: CSV in UTF-8, whose first line names the columns.
    Import(Box<Import>),
}

#[derive(Debug, Args)]
struct Import {
    /// The table; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The id of the list: lower-case letters, digits, -.
    #[arg(long, value_name = "ID")]
    id: String,
    /// The version of the list, such as 2024.
    #[arg(long, value_name = "VERSION")]
    version: String,
    /// What the list is called in a language; one for each language of the labels.
    #[arg(long, value_name = "LANGUAGE=TEXT", required = true, value_parser = pair)]
    title: Vec<(String, String)>,
    /// Who made the list, and which edition it is.
    #[arg(long, value_name = "TEXT")]
    source: String,
    /// On what terms it may be used.
    #[arg(long, value_name = "TEXT")]
    licence: String,
    /// A language in which the labels are a translation, not the source's own.
    #[arg(long, value_name = "LANGUAGE")]
    unofficial: Vec<String>,
    /// The column of the codes. Without any column named here, the columns
    /// have the names of the format: code, label.sv, …
    #[arg(long, value_name = "COLUMN")]
    code: Option<String>,
    /// The column of the labels in a language; the first is the list's own.
    #[arg(long, value_name = "LANGUAGE=COLUMN", value_parser = pair)]
    label: Vec<(String, String)>,
    /// The column of other names in a language.
    #[arg(long, value_name = "LANGUAGE=COLUMN", value_parser = pair)]
    synonyms: Vec<(String, String)>,
    /// The column with the code of what an entry is a part of.
    #[arg(long, value_name = "COLUMN")]
    parent: Option<String>,
    /// The column with an x where an entry cannot be chosen.
    #[arg(long = "abstract", value_name = "COLUMN")]
    is_abstract: Option<String>,
    /// The column of other codes for the same.
    #[arg(long, value_name = "COLUMN")]
    aliases: Option<String>,
    /// The column of the corresponding codes in another list.
    #[arg(long, value_name = "LIST=COLUMN", value_parser = pair)]
    map: Vec<(String, String)>,
    /// The column with the codes of the entries that border on one.
    #[arg(long, value_name = "COLUMN")]
    neighbours: Option<String>,
    /// Let only entries without parts be chosen.
    #[arg(long)]
    leaves_only: bool,
    /// Between two cells: ";", "," or "tab"; found out when it is not said.
    #[arg(long, value_name = "CHARACTER", value_parser = separator)]
    separator: Option<u8>,
    /// Between the values of one cell.
    #[arg(long, value_name = "CHARACTER", default_value_t = '|')]
    split: char,
    /// Where to write the list, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn codelist(arguments: &Arguments) -> io::Result<ExitCode> {
    let Command::Import(import) = &arguments.command;
    import.run()
}

impl Import {
    /// Writes the list, or says what is wrong with the table on standard
    /// error. The exit code is 0, 1 with faults, 2 when the table cannot be
    /// read.
    fn run(&self) -> io::Result<ExitCode> {
        let Some(bytes) = files::read_or_say(&self.file) else {
            return Ok(ExitCode::from(files::UNREADABLE));
        };
        let columns = self.columns();
        let table = Table {
            separator: self.separator,
            between: self.split,
            leaves_only: self.leaves_only,
        };
        let named = (!columns.0.is_empty()).then_some(&columns);
        match import(&bytes, &self.head(), named, &table) {
            Ok(list) => self.write(&list).map(|()| ExitCode::SUCCESS),
            Err(faults) => {
                for fault in &faults {
                    self.tell(fault);
                }
                Ok(ExitCode::FAILURE)
            }
        }
    }

    fn head(&self) -> Head {
        Head {
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.iter().cloned().collect(),
            source: self.source.clone(),
            licence: self.licence.clone(),
            unofficial: self.unofficial.clone(),
        }
    }

    /// Which column holds what, as far as the command line says it.
    fn columns(&self) -> Columns {
        let one = |name: &Option<String>, column| name.clone().map(|name| (name, column));
        let each = |named: &[(String, String)], column: fn(String) -> Column| {
            let named = named.iter().cloned();
            named
                .map(|(of, name)| (name, column(of)))
                .collect::<Vec<_>>()
        };
        let single = [
            one(&self.code, Column::Code),
            one(&self.parent, Column::Parent),
            one(&self.is_abstract, Column::Abstract),
            one(&self.aliases, Column::Aliases),
            one(&self.neighbours, Column::Neighbours),
        ];
        let mut columns: Vec<_> = single.into_iter().flatten().collect();
        columns.extend(each(&self.label, Column::Label));
        columns.extend(each(&self.synonyms, Column::Synonyms));
        columns.extend(each(&self.map, Column::Maps));
        Columns(columns)
    }

    fn write(&self, list: &CodeList) -> io::Result<()> {
        if let Some(finding) = codelist::lost_zero(list) {
            let (file, words) = (&self.file, author::plain(&author::sentence(&finding)));
            eprintln!("{file}: warning[{}]: {words}", finding.code);
        }
        let text = codelist::print(list);
        let Some(out) = &self.out else {
            return io::stdout().lock().write_all(text.as_bytes());
        };
        fs::write(out, text)?;
        let can_be_chosen = list.entries.iter().filter(|entry| !entry.is_abstract);
        eprintln!(
            "{}: {} entries, of which {} can be chosen",
            out.display(),
            list.entries.len(),
            can_be_chosen.count()
        );
        Ok(())
    }

    /// `file:line: error[code]: what is wrong, and what to do`.
    fn tell(&self, fault: &Fault) {
        let line = fault.line.map(|line| format!(":{line}"));
        let (line, code) = (line.unwrap_or_default(), &fault.finding.code);
        let words = author::plain(&fault.to_string());
        eprintln!("{}{line}: error[{code}]: {words}", self.file);
    }
}

/// `sv=Namn`.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((of, what)) if !of.is_empty() && !what.is_empty() => {
            Ok((of.to_owned(), what.to_owned()))
        }
        _ => Err("write what it is of, = and what it is: sv=Namn".to_owned()),
    }
}

fn separator(text: &str) -> Result<u8, String> {
    match text {
        "tab" => Ok(b'\t'),
        ";" => Ok(b';'),
        "," => Ok(b','),
        _ => Err("write ; or , or tab".to_owned()),
    }
}
