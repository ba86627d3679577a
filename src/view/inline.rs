//! Text with a little markup: emphasis, lists and links, and nothing else.
//!
//! A text is parsed into plain values and shown as elements, never as HTML:
//! whatever is not markup is shown as the characters it consists of.

use super::element::{El, el};
use crate::i18n::{Localized, Message, Words};

/// Bytes of an address at most.
const MOST_ADDRESS: usize = 2000;

/// Something that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block<'t> {
    Paragraph(Vec<Span<'t>>),
    List(Vec<Vec<Span<'t>>>),
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span<'t> {
    Text(&'t str),
    /// `*text*`
    Emphasis(&'t str),
    /// `[text](href)`
    Link {
        text: &'t str,
        href: &'t str,
    },
}

/// Fills `element` with the text; paragraphs are parted by blank lines, lines
/// that begin with `- ` are a list.
pub(super) fn rich(element: El, words: Words, text: Localized) -> El {
    let blocks = parse(&text.text);
    let children = blocks.iter().map(|block| match block {
        Block::Paragraph(spans) => line(el("p"), words, spans),
        Block::List(items) => {
            el("ul").children(items.iter().map(|spans| line(el("li"), words, spans)))
        }
    });
    element.attr_if("lang", text.lang).children(children)
}

/// A link to an address as it was written: an e-mail address or a web address.
pub(super) fn address(words: Words, address: &str) -> El {
    let href = if allowed(address) {
        address.to_owned()
    } else {
        format!("mailto:{address}")
    };
    link(words, address, &href)
}

/// The markup of a link that writes to an e-mail address.
pub(super) fn letter(address: &str) -> String {
    format!("[{address}](mailto:{address})")
}

fn line(element: El, words: Words, spans: &[Span<'_>]) -> El {
    spans.iter().fold(element, |element, span| match *span {
        Span::Text(text) => element.text(text.to_owned()),
        Span::Emphasis(text) => element.child(el("em").text(text.to_owned())),
        Span::Link { text, href } => element.child(link(words, text, href)),
    })
}

/// A page opens in a new tab, so that no answer is lost, and says so.
fn link(words: Words, text: &str, href: &str) -> El {
    let link = el("a").class("link").attr("href", href.to_owned());
    if href.starts_with("mailto:") {
        return link.text(text.to_owned());
    }
    let hint = format!(" {}", words.text(Message::LinkNewTab));
    link.attr("rel", "noopener noreferrer")
        .attr("target", "_blank")
        .text(text.to_owned())
        .child(el("span").class("sr").text(hint))
}

fn parse(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut paragraph: Option<Vec<Span<'_>>> = None;
    let mut list: Option<Vec<Vec<Span<'_>>>> = None;
    // The last, empty line ends whatever the text ends with.
    for line in text.lines().map(str::trim).chain([""]) {
        let item = line.strip_prefix("- ").map(str::trim_start);
        if item.is_none() {
            blocks.extend(list.take().map(Block::List));
        }
        if item.is_some() || line.is_empty() {
            blocks.extend(paragraph.take().map(Block::Paragraph));
        }
        match item {
            Some(item) => list.get_or_insert_default().push(spans(item)),
            None if line.is_empty() => {}
            None => {
                let paragraph = paragraph.get_or_insert_default();
                if !paragraph.is_empty() {
                    paragraph.push(Span::Text(" "));
                }
                paragraph.extend(spans(line));
            }
        }
    }
    blocks
}

fn spans(line: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    // What has been read and is plain text so far.
    let mut plain = 0;
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let found = match rest.chars().next() {
            Some('*') => emphasis(before, rest),
            Some('[') => reference(rest),
            _ => None,
        };
        if let Some((span, length)) = found {
            spans.extend(
                line.get(plain..at)
                    .filter(|text| !text.is_empty())
                    .map(Span::Text),
            );
            spans.push(span);
            at += length;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    spans.extend(
        line.get(plain..)
            .filter(|text| !text.is_empty())
            .map(Span::Text),
    );
    spans
}

/// `*text*` that stands as a word or more; `2*3*4` is a product.
fn emphasis(before: Option<char>, rest: &str) -> Option<(Span<'_>, usize)> {
    let (text, after) = rest.strip_prefix('*')?.split_once('*')?;
    // Unicode's tables of letters would cost more than they tell: beside these
    // a star belongs to no word.
    let apart = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "–—”’»«…".contains(c);
    let alone = |beside: Option<char>| beside.is_none_or(apart);
    let whole = !text.is_empty() && text.trim() == text;
    (whole && alone(before) && alone(after.chars().next()))
        .then_some((Span::Emphasis(text), text.len() + 2))
}

/// `[text](address)`
///
/// Nothing is looked for beyond where it must be: a text that is nothing but
/// beginnings of links must not be gone through from each of them.
fn reference(rest: &str) -> Option<(Span<'_>, usize)> {
    let rest = rest.strip_prefix('[')?;
    let (text, rest) = rest.split_at_checked(rest.find(['[', ']'])?)?;
    let rest = rest.strip_prefix("](")?;
    after_scheme(rest)?;
    let mut address = rest.bytes().take(MOST_ADDRESS + 1);
    let (href, _) = rest.split_at_checked(address.position(|byte| byte == b')')?)?;
    let whole = !text.trim().is_empty() && allowed(href);
    whole.then_some((Span::Link { text, href }, text.len() + href.len() + 4))
}

/// Only addresses that open a page or a letter: none that runs something.
fn allowed(href: &str) -> bool {
    after_scheme(href).is_some_and(|rest| {
        !rest.is_empty() && !href.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn after_scheme(href: &str) -> Option<&str> {
    let schemes = ["https://", "http://", "mailto:"];
    schemes.iter().find_map(|scheme| href.strip_prefix(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph<'t>(spans: impl Into<Vec<Span<'t>>>) -> Vec<Block<'t>> {
        vec![Block::Paragraph(spans.into())]
    }

    fn check(text: &str, expected: Vec<Block<'_>>) {
        assert_eq!(parse(text), expected, "{text:?}");
    }

    #[test]
    fn plain_text_is_one_paragraph() {
        check("Bara text.", paragraph([Span::Text("Bara text.")]));
        check("", vec![]);
        check(" \n\n ", vec![]);
    }

    #[test]
    fn a_blank_line_parts_paragraphs_and_a_line_break_does_not() {
        let two = vec![
            Block::Paragraph(vec![Span::Text("Ett"), Span::Text(" "), Span::Text("två")]),
            Block::Paragraph(vec![Span::Text("tre")]),
        ];
        check("Ett\ntvå\n\n \ntre", two.clone());
        check("Ett\r\ntvå\r\n\r\ntre\r\n", two);
    }

    #[test]
    fn lines_with_a_dash_are_a_list() {
        let list = Block::List(vec![vec![Span::Text("ett")], vec![Span::Emphasis("två")]]);
        let text = |text| Block::Paragraph(vec![Span::Text(text)]);
        check(
            "Till exempel:\n- ett\n- *två*\noch mer",
            vec![text("Till exempel:"), list.clone(), text("och mer")],
        );
        check("- ett\n- *två*", vec![list]);
        check("-inte en lista", paragraph([Span::Text("-inte en lista")]));
        check("a - b", paragraph([Span::Text("a - b")]));
    }

    #[test]
    fn stars_around_words_are_emphasis() {
        check(
            "bara under *nu*, inte *inom ett år*.",
            paragraph([
                Span::Text("bara under "),
                Span::Emphasis("nu"),
                Span::Text(", inte "),
                Span::Emphasis("inom ett år"),
                Span::Text("."),
            ]),
        );
    }

    #[test]
    fn other_stars_are_stars() {
        for text in [
            "2*3*4",
            "5 * 3 * 2",
            "*",
            "**",
            "* *",
            "*öppen",
            "fot*not",
            "a* b*",
        ] {
            check(text, paragraph([Span::Text(text)]));
        }
    }

    #[test]
    fn links_lead_to_pages_and_letters() {
        for href in [
            "https://www.imy.se",
            "http://example.org/a?b=c#d",
            "mailto:a@example.org",
        ] {
            let text = format!("Läs [hos oss]({href}) först");
            let expected = paragraph([
                Span::Text("Läs "),
                Span::Link {
                    text: "hos oss",
                    href,
                },
                Span::Text(" först"),
            ]);
            check(&text, expected);
        }
    }

    #[test]
    fn an_address_that_could_run_something_is_text() {
        for href in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "//example.org",
            "/relative",
            "https:",
            "https://",
            "HTTPS://example.org",
            "https://exa mple.org",
            "java\tscript:x",
            " https://example.org",
            "",
        ] {
            let text = format!("[klicka]({href})");
            let mut spans = parse(&text).into_iter().flat_map(|block| match block {
                Block::Paragraph(spans) => spans,
                Block::List(items) => items.concat(),
            });
            let link = |span| matches!(span, Span::Link { .. });
            assert!(!spans.any(link), "{href:?}");
        }
    }

    #[test]
    fn html_is_text() {
        let text = "<b>fet</b> & <script>x</script>";
        check(text, paragraph([Span::Text(text)]));
    }

    #[test]
    fn an_address_has_an_end() {
        let long = format!("https://example.org/{}", "a".repeat(MOST_ADDRESS - 20));
        let text = format!("[x]({long})");
        let link = Span::Link {
            text: "x",
            href: &long,
        };
        check(&text, paragraph([link]));
        let text = format!("[x]({long}a)");
        check(&text, paragraph([Span::Text(&text)]));
    }

    #[test]
    fn a_megabyte_of_beginnings_is_text_at_once() {
        let begun = std::time::Instant::now();
        for piece in ["[", "[a](", "[a](https://x", "*", "*a", " *a", "- *a"] {
            let text = piece.repeat(1 << 20 >> 4);
            let blocks = parse(&text);
            assert!(!blocks.is_empty());
        }
        let took = begun.elapsed();
        assert!(took.as_secs() < 20, "{took:?}");
    }

    #[test]
    fn whatever_is_written_no_character_is_lost() {
        let pieces = ["*", "[", "](", ")", "å", " ", "https://x", "a", "- "];
        let mut number = 7_usize;
        for _ in 0..2000 {
            let mut text = String::new();
            for _ in 0..8 {
                number = number.wrapping_mul(1_103_515_245).wrapping_add(12345) % 2_147_483_648;
                text += pieces[(number >> 8) % pieces.len()];
            }
            let line = text.trim();
            let back: String = spans(line)
                .into_iter()
                .map(|span| match span {
                    Span::Text(text) => text.to_owned(),
                    Span::Emphasis(text) => format!("*{text}*"),
                    Span::Link { text, href } => format!("[{text}]({href})"),
                })
                .collect();
            assert_eq!(back, line);
        }
    }
}
