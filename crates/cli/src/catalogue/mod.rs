//! `behov catalogue`: the words of a language that does not come along.

mod check;
mod file;
mod keep;
mod make;
mod own;
mod template;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use behov_schema::author::{Judged, Severity};
use behov_schema::{Finding, author};
use clap::{Args, Subcommand};

use crate::excerpt::Excerpts;
use crate::files;

/// What a translator's file says that it is.
const FORMAT: &str = "behov.catalogue/1";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a file for a translator to standard output: every text, to be filled in.
    Template {
        /// The language to translate from, which also stands where nothing is translated.
        #[arg(long, value_name = "LANGUAGE", value_parser = own::LANGUAGES)]
        from: String,
        /// The tag of the language to translate into.
        #[arg(long, value_name = "LANGUAGE", value_parser = tag)]
        language: String,
        /// A translation for an earlier release: its texts stay, where what
        /// they translate is the same.
        #[arg(long, value_name = "FILE")]
        keep: Option<String>,
        /// Where to write the file, instead of standard output; the one to keep
        /// may be the same.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Check a translator's file, and write the catalogue to serve to standard output.
    Make {
        /// The file; - is standard input.
        #[arg(value_name = "FILE")]
        file: String,
        /// Where to write the catalogue, instead of standard output; what lies
        /// there stays when something is wrong with the translation.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// The exit code is 0, 1 with errors, 2 when a file cannot be read.
pub(crate) fn catalogue(arguments: &Arguments) -> io::Result<ExitCode> {
    match &arguments.command {
        Command::Template {
            from,
            language,
            keep,
            out,
        } => {
            let mut template = template::template(from, language);
            if let Some(file) = keep {
                let Some(bytes) = files::read_or_say(file) else {
                    return Ok(ExitCode::from(files::UNREADABLE));
                };
                let text = String::from_utf8_lossy(&bytes);
                match keep::keep(&mut template, &text) {
                    Ok(summary) => eprintln!("{file}: {summary}"),
                    Err(finding) => {
                        tell(file, &mut Excerpts::new(&text), *finding);
                        return Ok(ExitCode::FAILURE);
                    }
                }
            }
            let template = serde_json::to_string_pretty(&template)?;
            write(out.as_deref(), &template)?;
        }
        Command::Make { file, out } => {
            let Some(bytes) = files::read_or_say(file) else {
                return Ok(ExitCode::from(files::UNREADABLE));
            };
            let text = String::from_utf8_lossy(&bytes);
            match check::read(&text) {
                Ok(translated) => {
                    let (catalogue, summary) = make::make(&translated);
                    write(out.as_deref(), &catalogue.to_string())?;
                    eprintln!("{file}: {summary}");
                }
                Err(findings) => {
                    let mut excerpts = Excerpts::new(&text);
                    for finding in findings {
                        tell(file, &mut excerpts, finding);
                    }
                    return Ok(ExitCode::FAILURE);
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a line to a file, or to standard output.
fn write(out: Option<&Path>, text: &str) -> io::Result<()> {
    match out {
        Some(file) => fs::write(file, format!("{text}\n")),
        None => writeln!(io::stdout().lock(), "{text}"),
    }
}

/// On standard error, since a catalogue is written to the other.
fn tell(file: &str, excerpts: &mut Excerpts<'_>, finding: Finding) {
    let line = match check::sentence(&finding) {
        Some(words) => {
            let place = finding
                .place
                .map(|at| format!(":{}:{}", at.line, at.column));
            let place = place.unwrap_or_default();
            let words = author::plain(&words);
            format!("{file}{place}: error[{}]: {words}", finding.code)
        }
        None => judged(finding.clone()).line(&file),
    };
    eprint!("{line}\n{}", excerpts.of(&finding));
}

fn judged(finding: Finding) -> Judged {
    let severity = Severity::Error;
    author::Judged { finding, severity }
}

/// A language tag, such as `sma` or `fi-SE`, of a language that does not come
/// along.
fn tag(text: &str) -> Result<String, &'static str> {
    if !check::is_tag(text) {
        Err("write a language tag: sma, se, fi")
    } else if check::comes_along(text) {
        Err("the words of this language come along")
    } else {
        Ok(text.to_owned())
    }
}
