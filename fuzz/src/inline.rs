//! A text with marks, as it stands in a questionnaire.

use behov_schema::author;
use behov_schema::inline::{Block, Span, is_link, parse};
use serde_json::json;

/// No character is lost, no link runs anything, and an author is told of an
/// address exactly where it does not become a link.
pub(crate) fn inline(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let blocks = parse(&text);
    let mut links = Vec::new();
    let mut back = Vec::new();
    for block in &blocks {
        let lines = match block {
            Block::Paragraph(spans) => std::slice::from_ref(spans),
            Block::List(items) => items,
        };
        for line in lines {
            back.push(line.iter().map(written).collect::<String>());
            links.extend(line.iter().filter_map(|span| match span {
                Span::Link { href, .. } => Some(*href),
                Span::Text(_) | Span::Emphasis(_) => None,
            }));
        }
    }
    assert_eq!(letters(&back.concat()), letters(&without_dashes(&text)));
    for href in links {
        let (scheme, rest) = href.split_once(':').unwrap_or_default();
        assert!(is_link(href) && !rest.is_empty());
        assert!(["https", "http", "mailto"].contains(&scheme), "{href}");
    }
    for judged in author::check(&document(&text).to_string()) {
        let line = judged.line(&"questionnaire.json");
        assert_eq!(author::plain(&line), line);
        if judged.finding.code == "text.link" {
            let told = judged.finding.params.get("link").unwrap_or_default();
            assert!(
                !is_link(told),
                "{told} is a link, and its author told that it is none"
            );
        }
    }
}

fn written(span: &Span<'_>) -> String {
    match span {
        Span::Text(text) => (*text).to_owned(),
        Span::Emphasis(text) => format!("*{text}*"),
        Span::Link { text, href } => format!("[{text}]({href})"),
    }
}

/// The marks of a list stand for something else.
fn without_dashes(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    lines
        .map(|line| line.strip_prefix("- ").unwrap_or(line))
        .collect()
}

/// Line breaks and the space around lines count for one space, or for none.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn document(text: &str) -> serde_json::Value {
    json!({
        "format": "behov.questionnaire/1",
        "id": "a",
        "version": "1.0.0",
        "country": "SE",
        "languages": ["sv"],
        "title": { "sv": "Behov" },
        "thanks": { "sv": text },
        "controller": { "name": "A", "contact": "a@example.org", "notice_version": "1" },
        "pages": [{ "id": "a", "title": { "sv": "A" }, "questions": [] }],
    })
}
