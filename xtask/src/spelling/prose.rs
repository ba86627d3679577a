//! What of a file is written for people, and in which language.

use std::fmt;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use serde_json::Value;

use super::page;
use crate::sources::Source;

/// It says what went wrong when nothing else could be loaded.
const LOADER: &str = "public/behov.js";

/// A language that we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    Bokmal,
    English,
    Nynorsk,
    Swedish,
}

impl Language {
    pub(super) const ALL: [Self; 4] = [Self::Bokmal, Self::English, Self::Nynorsk, Self::Swedish];

    pub(super) fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Bokmal => "nb",
            Self::English => "en",
            Self::Nynorsk => "nn",
            Self::Swedish => "sv",
        }
    }

    /// The end of its dictionary's package name.
    pub(super) fn dictionary(self) -> &'static str {
        match self {
            Self::English => "en-gb",
            other => other.tag(),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Generated from `codelists/lists.json`.
const NOTICE: &str = "public/codelists/NOTICE.md";

/// A piece of text, and where it stands: file and line, or file and pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prose {
    pub(super) language: Language,
    pub(super) place: String,
    pub(super) text: String,
}

/// Everything in a file that is to be read by people.
///
/// # Errors
/// When a file of texts is no JSON.
pub(super) fn of(source: &Source) -> Result<Vec<Prose>> {
    let path = source.path.as_str();
    let mut found = Vec::new();
    if path == NOTICE {
        // Names of offices and their lists, in the languages of those.
    } else if path.ends_with(".md") {
        found = english(path, 1, &source.text);
    } else if path.ends_with(".rs") {
        for (line, comment) in comments(&source.text) {
            found.extend(english(path, line, &comment));
        }
    } else if path.ends_with(".html") {
        found = placed(path, page::html(&source.text));
    } else if path == LOADER {
        found = placed(path, page::script(&source.text));
    } else if path.ends_with(".json") && (path.starts_with("locales/") || is_read(path)) {
        let value = serde_json::from_str(&source.text).with_context(|| path.to_owned())?;
        let stem = path
            .strip_prefix("locales/")
            .and_then(|file| file.rsplit('/').next())
            .and_then(|file| file.strip_suffix(".json"));
        texts(
            &value,
            stem.and_then(Language::of),
            path,
            &mut String::new(),
            &mut found,
        );
    }
    Ok(found)
}

fn placed(path: &str, pieces: Vec<page::Piece>) -> Vec<Prose> {
    let placed = pieces.into_iter().map(|(line, language, text)| Prose {
        language,
        place: format!("{path}:{line}"),
        text,
    });
    placed.collect()
}

/// Whether people read a JSON file's texts; the schemas repeat comments, the
/// code lists are somebody else's words, and fixtures may be broken on purpose.
fn is_read(path: &str) -> bool {
    let told = ["public/schemas/", "public/codelists/"];
    let public = path.starts_with("public/") && !told.iter().any(|folder| path.starts_with(folder));
    let broken = path.starts_with("tests/fixtures/");
    public || (path.contains("/questionnaires/") && !broken)
}

/// Markdown in English that begins at that line.
fn english(path: &str, first: usize, text: &str) -> Vec<Prose> {
    let place = |line: usize| format!("{path}:{}", first + line);
    markdown(text)
        .into_iter()
        .map(|(line, text)| Prose {
            language: Language::English,
            place: place(line),
            text,
        })
        .collect()
}

/// The words of Markdown without code and addresses, each piece with its line,
/// counted from 0.
fn markdown(text: &str) -> Vec<(usize, String)> {
    let options = Options::ENABLE_TABLES;
    let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    let mut in_code = false;
    let mut found = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code => {
                let before = text.get(..range.start).unwrap_or_default();
                found.push((before.matches('\n').count(), words.into_string()));
            }
            _ => {}
        }
    }
    found
}

/// Comments that stand on lines of their own, joined to paragraphs, with the
/// line where each begins.
fn comments(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut mark = "";
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let begins = ["///", "//!", "//"];
        let Some(begin) = begins.into_iter().find(|begin| line.starts_with(begin)) else {
            mark = "";
            continue;
        };
        if begin != mark {
            found.push((number + 1, String::new()));
        }
        mark = begin;
        if let Some((_, comment)) = found.last_mut() {
            comment.push_str(line.trim_start_matches(begin));
            comment.push('\n');
        }
    }
    found
}

/// The texts of a locale, whose language is `of_file` and whose comments are
/// English (those of the core stand without comments, right at the top); or of
/// another file, where each text names its language and descriptions are
/// English.
fn texts(
    value: &Value,
    of_file: Option<Language>,
    path: &str,
    pointer: &mut String,
    found: &mut Vec<Prose>,
) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (at.to_string(), item))
            .collect(),
        _ => return,
    };
    for (key, child) in children {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&key);
        let language = match (of_file, key.as_str()) {
            (Some(language), "text") => Some(language),
            (Some(_), "comment") => Some(Language::English),
            (Some(language), _) if length == 0 => Some(language),
            (Some(_), _) => None,
            (None, "description" | "summary") => Some(Language::English),
            (None, tag) => Language::of(tag),
        };
        match (language, child) {
            (Some(language), Value::String(text)) => {
                found.extend(markdown(text).into_iter().map(|(_, text)| Prose {
                    language,
                    place: format!("{path} {pointer}"),
                    text,
                }));
            }
            _ => texts(child, of_file, path, pointer, found),
        }
        pointer.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let pieces = of(&source).unwrap();
        let shown = pieces
            .iter()
            .map(|piece| format!("{} {} {}", piece.place, piece.language, piece.text));
        shown.collect()
    }

    #[test]
    fn code_in_a_document_is_left_out() {
        let text = "# One\n\ntwo `three`\n\n```sh\nfour\n```\n\n| a |\n| --- |\n| five |\n";
        assert_eq!(
            found("a.md", text),
            [
                "a.md:1 en One",
                "a.md:3 en two ",
                "a.md:9 en a",
                "a.md:11 en five"
            ]
        );
        assert!(found("a.css", text).is_empty());
    }

    #[test]
    fn comments_are_read_with_their_lines() {
        let text = "//! One\n//! two `code`.\n\nlet a = \"// not\";\n    /// Three\n    // four\n";
        assert_eq!(
            found("a.rs", text),
            [
                "a.rs:1 en One",
                "a.rs:2 en two ",
                "a.rs:2 en .",
                "a.rs:5 en Three",
                "a.rs:6 en four"
            ]
        );
    }

    #[test]
    fn texts_are_in_the_language_that_they_name() {
        assert_eq!(
            found(
                "locales/nb.json",
                r#"{"a.b": {"text": "Én", "comment": "One"}}"#
            ),
            [
                "locales/nb.json /a.b/comment en One",
                "locales/nb.json /a.b/text nb Én"
            ]
        );
        assert_eq!(
            found(
                "locales/core-1/nn.json",
                r#"{"org.name": "Eitt", "org.sector=state": "To"}"#
            ),
            [
                "locales/core-1/nn.json /org.name nn Eitt",
                "locales/core-1/nn.json /org.sector=state nn To"
            ]
        );
        let document = r#"{"id": "x", "pages": [{"title": {"sv": "*Två*", "en": "Two"}}]}"#;
        assert_eq!(
            found("public/examples/x/1.0.0.json", document),
            [
                "public/examples/x/1.0.0.json /pages/0/title/en en Two",
                "public/examples/x/1.0.0.json /pages/0/title/sv sv Två"
            ]
        );
        assert_eq!(
            found(
                "public/custom-elements.json",
                r#"[{"description": "One `two`"}]"#
            ),
            ["public/custom-elements.json /0/description en One "]
        );
        assert!(found("tests/fixtures/questionnaires/x.json", "not JSON").is_empty());
    }
}
