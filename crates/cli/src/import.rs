//! `behov import`: answers that come as files.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use behov_collector::{Imported, Importer, StartError};
use clap::Args;
use serde_json::Value;

use crate::files::{UNREADABLE, read_or_say};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of the database and the receipt key; made when missing.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// The folder that holds <id>/<version>.json.
    #[arg(long, value_name = "DIR", default_value = "questionnaires")]
    questionnaires: PathBuf,
    /// A folder that `serve` serves: code lists of the coordinator's own are
    /// looked for in it; may be repeated.
    #[arg(long, value_name = "DIR")]
    served: Vec<PathBuf>,
    /// Submissions, one or a line each, or files that respondents saved; `-`
    /// is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
}

/// How many submissions are stored together.
const TOGETHER: usize = 200;

/// A submission in a file, or why there is none.
type Found = Result<Vec<u8>, &'static str>;

/// Stores what is in the files; says what became of each.
pub(crate) async fn import(arguments: &Arguments) -> Result<ExitCode, StartError> {
    let served: Vec<&Path> = arguments.served.iter().map(PathBuf::as_path).collect();
    let importer = Importer::open(&arguments.data, &arguments.questionnaires, &served).await?;
    let (mut refused, mut unreadable) = (false, false);
    for file in &arguments.files {
        let Some(bytes) = read_or_say(file) else {
            unreadable = true;
            continue;
        };
        let mut found = submissions(file, &bytes);
        while !found.is_empty() {
            let rest = found.split_off(found.len().min(TOGETHER));
            refused |= !store(&importer, found).await;
            found = rest;
        }
    }
    if let Err(error) = importer.close().await {
        eprintln!("behov: {error}");
        refused = true;
    }
    Ok(if unreadable {
        ExitCode::from(UNREADABLE)
    } else if refused {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Stores what was found; says what became of each, and whether all is stored.
async fn store(importer: &Importer, found: Vec<(String, Found)>) -> bool {
    let bodies: Vec<Vec<u8>> = found
        .iter()
        .filter_map(|(_, found)| found.as_ref().ok().cloned())
        .collect();
    let mut stored = importer.take(&bodies).await.into_iter();
    let mut all = true;
    for (place, found) in found {
        // There is a result for each body.
        let result = match found {
            Ok(_) => stored
                .next()
                .map(|result| result.map_err(|why| why.to_string())),
            Err(why) => Some(Err(why.to_owned())),
        };
        match result {
            Some(Ok(Imported { id, new, waits })) => {
                let known = if new { "new" } else { "known" };
                let waits = if waits { ", in quarantine" } else { "" };
                println!("{place}: {known} {id}{waits}");
            }
            Some(Err(why)) => {
                all = false;
                println!("{place}: refused: {why}");
            }
            None => all = false,
        }
    }
    all
}

/// What a file holds, each with its place: one submission, one saved answer,
/// or a submission a line.
fn submissions(file: &str, bytes: &[u8]) -> Vec<(String, Found)> {
    let whole = bytes.trim_ascii();
    match serde_json::from_slice::<Value>(whole) {
        Ok(value) => vec![(file.to_owned(), submission(whole, &value))],
        Err(_) => lines(file, whole),
    }
}

fn lines(file: &str, whole: &[u8]) -> Vec<(String, Found)> {
    let lines = whole.split(|byte| *byte == b'\n').enumerate();
    let lines = lines.map(|(number, line)| (number + 1, line.trim_ascii()));
    let lines = lines.filter(|(_, line)| !line.is_empty());
    let found = lines.map(|(number, line)| {
        let found = match serde_json::from_slice::<Value>(line) {
            Ok(value) => submission(line, &value),
            Err(_) => Err("this is not JSON"),
        };
        (format!("{file}:{number}"), found)
    });
    let found: Vec<_> = found.collect();
    if found.is_empty() {
        vec![(file.to_owned(), Err("the file is empty"))]
    } else {
        found
    }
}

/// The body that a widget would send: what was saved holds it as a text, whose
/// very bytes say whether it was stored before.
fn submission(bytes: &[u8], value: &Value) -> Found {
    let schema = value.get("schema").and_then(Value::as_str);
    if schema == Some("behov.draft/1") {
        let body = value.pointer("/outbox/body").and_then(Value::as_str);
        let body = body.map(|body| body.as_bytes().to_vec());
        return body.ok_or("the answer is not finished: its respondent has not sent it yet");
    }
    if value.get("meta").is_some_and(Value::is_object) {
        Ok(bytes.to_vec())
    } else {
        Err("this is neither a submission nor an answer that was saved")
    }
}
