//! The commands that the documents name, and the options of those that there
//! are.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::markdown::{Document, documents};
use crate::none;

/// What `behov help VERB` says, and that of the verbs under it; nothing if
/// there is no such verb. Without a verb it names them.
fn help(verb: Option<&str>) -> Option<String> {
    let text = help_of(&Vec::from_iter(verb))?;
    let under = verb.into_iter().flat_map(|verb| {
        let under = verbs(&text).filter(|under| *under != "help");
        under.filter_map(move |under| help_of(&[verb, under]))
    });
    let under = under.collect::<String>();
    Some(text + &under)
}

fn help_of(verbs: &[&str]) -> Option<String> {
    let mut behov = Command::new(env!("CARGO_BIN_EXE_behov"));
    let output = behov.arg("help").args(verbs).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    output.status.success().then_some(text)
}

/// The verbs that a help names.
fn verbs(help: &str) -> impl Iterator<Item = &str> {
    let commands = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = commands.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next())
}

/// `--data DIR`, `[--data` and `--data=x` name `--data`.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .map(str::to_owned)
        .collect()
}

/// Commands in a document, with their lines: verb and what follows it.
fn commands(document: &Document) -> Vec<(usize, String, String)> {
    let spans = document.spans.iter().cloned();
    let lines = document.blocks.iter().flat_map(|block| {
        let numbered = block.text.lines().enumerate();
        numbered.map(|(number, text)| (block.line + 1 + number, text.to_owned()))
    });
    let command = |(line, text): (usize, String)| {
        let text = text.trim_start_matches("$ ");
        let text = text.trim_start_matches("target/debug/");
        let (verb, rest) = text
            .strip_prefix("behov ")
            .map(|rest| rest.split_once(' ').unwrap_or((rest, "")))?;
        Some((line, verb.to_owned(), rest.to_owned()))
    };
    spans.chain(lines).filter_map(command).collect()
}

#[test]
fn every_command_exists() {
    let mut verbs: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for document in documents() {
        for (line, verb, rest) in commands(&document) {
            let place = format!("{}:{line}", document.path);
            let help = verbs
                .entry(verb.clone())
                .or_insert_with(|| help(Some(&verb)));
            let Some(help) = help else {
                wrong.push(format!("{place}: behov has no command `{verb}`"));
                continue;
            };
            for option in options(&rest).difference(&options(help)) {
                wrong.push(format!("{place}: behov {verb} has no option {option}"));
            }
        }
    }
    assert!(verbs.contains_key("serve"), "{:?}", verbs.keys());
    none(&wrong, "the documents name what is not there; correct them");
}

#[test]
fn every_option_is_written_down() {
    let documents = documents();
    let spans = documents.iter().flat_map(|document| &document.spans);
    let blocks = documents.iter().flat_map(|document| &document.blocks);
    let texts = spans
        .map(|(_, text)| text)
        .chain(blocks.map(|block| &block.text));
    let written: BTreeSet<String> = texts.flat_map(|text| options(text)).collect();
    let all = help(None).unwrap();
    let mut wrong = Vec::new();
    let mut known = 0;
    for verb in verbs(&all).filter(|verb| *verb != "help") {
        let Some(help) = help(Some(verb)) else {
            continue;
        };
        known += 1;
        let mut there = options(&help);
        there.remove("--help");
        for option in there.difference(&written) {
            wrong.push(format!("behov {verb} {option}"));
        }
    }
    assert!(known > 1, "the command has verbs");
    none(&wrong, "no document names these options; write them down");
}
