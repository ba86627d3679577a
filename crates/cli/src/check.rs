//! `behov check`: every finding of questionnaires, code lists and files of regions, with line, column and words.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use behov_schema::author::estimate::{Estimate, estimate};
use behov_schema::author::{self, Judged, Severity};
use behov_schema::{Finding, document, json as tree};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::excerpt::Excerpts;
use crate::files;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Questionnaires, code lists and files of regions; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// For people, or one JSON array.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Checks every file and tells what is wrong on standard output. The exit code
/// is 0 without errors, 1 with errors, 2 when a file cannot be read.
pub(crate) fn check(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut report = Report::default();
    let mut array = Vec::new();
    for file in &arguments.files {
        let Some(bytes) = files::read_or_say(file) else {
            report.unreadable = true;
            continue;
        };
        let found = found(file, &bytes);
        report.add(&found);
        match arguments.format {
            Format::Json => array.extend(found.iter().map(|found| object(file, found))),
            Format::Text => {
                let text = String::from_utf8_lossy(&bytes);
                let mut excerpts = Excerpts::new(&text);
                for found in &found {
                    writeln!(out, "{}", found.line(file))?;
                    write!(out, "{}", excerpts.of(&found.finding))?;
                }
                if found.iter().all(|found| found.severity != Severity::Error) {
                    write!(out, "{}", minutes(file, &bytes))?;
                }
            }
        }
    }
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", Value::Array(array))?,
        Format::Text => writeln!(out, "{}", report.summary())?,
    }
    out.flush()?;
    Ok(report.exit_code(arguments.strict))
}

/// Everything that is wrong with a file of any of our formats.
fn found(file: &str, bytes: &[u8]) -> Vec<Judged> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    if author::is_code_list(bytes) {
        author::check_code_list(bytes)
    } else if author::is_regions(text) {
        regions(text)
    } else if is_catalogue(text) {
        let finding = Finding::new("catalogue.translation", "/format");
        vec![Judged {
            finding: finding.at(tree::place_of_value(text, "/format")),
            severity: Severity::Error,
        }]
    } else {
        // Nothing lies beside standard input.
        let shelf = Path::new(file).parent().filter(|_| file != "-");
        behov_collector::check(bytes, shelf).0
    }
}

/// Whether a text says of itself that it is a translator's file.
fn is_catalogue(text: &str) -> bool {
    let tree = tree::parse(text).unwrap_or_default();
    let format = tree.get("format").and_then(Value::as_str);
    format.is_some_and(|format| format.starts_with("behov.catalogue/"))
}

/// What is wrong with a file of regions: its form, and municipalities that
/// there are not.
pub(crate) fn regions(text: &str) -> Vec<Judged> {
    let found = author::check_regions(text);
    let of = behov_schema::regions::read(text);
    let unknown = of.map(|of| behov_codelists::fit_regions(of.country, &of.regions));
    author::with_errors(found, text, unknown.unwrap_or_default())
}

/// How long a questionnaire without errors takes, a line for each language;
/// nothing of another file.
fn minutes(file: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let Ok(questionnaire) = document::read(&text) else {
        return String::new();
    };
    let line = |(language, estimate): (String, Estimate)| {
        let Estimate {
            words,
            taps,
            selects,
            typed,
            searched,
        } = estimate;
        let tenths = (estimate.seconds() + 3) / 6;
        let language = author::plain(&language);
        format!(
            "{file}: about {}.{} minutes in {language}: {words} words, {taps} taps, {selects} selects, {typed} typed, {searched} searched\n",
            tenths / 10,
            tenths % 10
        )
    };
    estimate(&questionnaire, behov_codelists::is_short)
        .into_iter()
        .map(line)
        .collect()
}

fn object(file: &str, found: &Judged) -> Value {
    let Judged { finding, severity } = found;
    json!({
        "file": file,
        "code": finding.code,
        "pointer": finding.pointer,
        "line": finding.place.map(|place| place.line),
        "column": finding.place.map(|place| place.column),
        "severity": severity.name(),
        "message": author::sentence(finding),
        "params": finding.params,
    })
}

#[derive(Default)]
struct Report {
    files: usize,
    errors: usize,
    warnings: usize,
    unreadable: bool,
}

impl Report {
    fn add(&mut self, found: &[Judged]) {
        let of = |severity| found.iter().filter(move |found| found.severity == severity);
        self.files += 1;
        self.errors += of(Severity::Error).count();
        self.warnings += of(Severity::Warning).count();
    }

    fn summary(&self) -> String {
        let count = |number: usize, name: &str| match number {
            1 => format!("1 {name}"),
            _ => format!("{number} {name}s"),
        };
        format!(
            "{}: {}, {}",
            count(self.files, "file"),
            count(self.errors, "error"),
            count(self.warnings, "warning")
        )
    }

    fn exit_code(&self, strict: bool) -> ExitCode {
        match self {
            _ if self.unreadable => ExitCode::from(files::UNREADABLE),
            _ if self.errors > 0 || (strict && self.warnings > 0) => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        }
    }
}
