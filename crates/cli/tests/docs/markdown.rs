//! The documents of the checkout, taken apart.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What holds no documents of ours.
const LEFT_OUT: [&str; 3] = ["dist", "node_modules", "target"];

/// A Markdown file.
#[derive(Debug, Default)]
pub struct Document {
    /// From the root of the checkout.
    pub path: String,
    pub blocks: Vec<Block>,
    /// Code within a sentence, with its line.
    pub spans: Vec<(usize, String)>,
    /// Where links and pictures lead, with their lines.
    pub links: Vec<(usize, String)>,
    /// What a link may name after `#`.
    pub anchors: HashSet<String>,
}

/// A block of code.
#[derive(Debug)]
pub struct Block {
    /// Of the line before the code.
    pub line: usize,
    /// What the fence says; may be empty.
    pub language: String,
    pub text: String,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every document of the checkout.
pub fn documents() -> Vec<Document> {
    let mut paths = Vec::new();
    collect(&root(), String::new(), &mut paths);
    paths.sort();
    assert!(paths.iter().any(|path| path == "README.md"), "{paths:?}");
    let read = |path: &String| parse(path, &fs::read_to_string(root().join(path)).unwrap());
    paths.iter().map(read).collect()
}

fn collect(folder: &Path, prefix: String, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), format!("{prefix}{name}/"), paths);
        } else if name.ends_with(".md") {
            paths.push(format!("{prefix}{name}"));
        }
    }
}

fn parse(path: &str, text: &str) -> Document {
    let mut document = Document {
        path: path.to_owned(),
        ..Document::default()
    };
    let mut heading: Option<String> = None;
    let mut in_block = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let line = text[..range.start].matches('\n').count() + 1;
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap_or_default());
                let again = (1..).map(|number| format!("{anchor}-{number}"));
                let free = [anchor.clone()]
                    .into_iter()
                    .chain(again)
                    .find(|name| !document.anchors.contains(name));
                document.anchors.extend(free);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                in_block = true;
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                document.blocks.push(Block {
                    line,
                    language,
                    text: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(words) => match (&mut heading, document.blocks.last_mut()) {
                (Some(heading), _) => heading.push_str(&words),
                (None, Some(block)) if in_block => block.text.push_str(&words),
                _ => {}
            },
            Event::Code(code) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&code);
                }
                document.spans.push((line, code.into_string()));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                document.links.push((line, dest_url.into_string()));
            }
            _ => {}
        }
    }
    document
}

/// The name that a heading gets where the documents are read: in small letters
/// with hyphens, other marks left out.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    kept.collect()
}

#[test]
fn a_document_is_taken_apart() {
    let text = "# A `b`: c\n\n[d](e.md#f) `g`\n\n# A b c\n\n```json\n{}\n```\n";
    let document = parse("a.md", text);
    let anchors = ["a-b-c", "a-b-c-1"].map(str::to_owned);
    assert_eq!(document.anchors, HashSet::from(anchors));
    assert_eq!(document.links, [(3, "e.md#f".to_owned())]);
    assert_eq!(document.spans, [(1, "b".to_owned()), (3, "g".to_owned())]);
    let block = &document.blocks[0];
    assert_eq!(
        (block.line, block.language.as_str(), block.text.as_str()),
        (7, "json", "{}\n")
    );
}
