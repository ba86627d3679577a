//! Text with a little markup: emphasis, lists and links, and nothing else.
//!
//! A text is parsed into plain values, never into HTML: whatever is not markup
//! is the characters it consists of.

/// Something that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'t> {
    Paragraph(Vec<Span<'t>>),
    List(Vec<Vec<Span<'t>>>),
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'t> {
    Text(&'t str),
    /// `*text*`
    Emphasis(&'t str),
    /// `[text](href)`
    Link {
        text: &'t str,
        href: &'t str,
    },
}

/// The blocks of a text: paragraphs are parted by blank lines, lines that begin
/// with `- ` are a list.
pub fn parse(text: &str) -> Vec<Block<'_>> {
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
fn reference(rest: &str) -> Option<(Span<'_>, usize)> {
    let inner = rest.strip_prefix('[')?;
    // No words of a link hold another bracket: a text of nothing but brackets
    // is gone through once.
    let text = inner.get(..inner.find(['[', ']'])?)?;
    let rest = inner.get(text.len()..)?.strip_prefix("](")?;
    without_scheme(rest)?;
    let href = target(rest)?;
    let named = !text.trim().is_empty();
    (named && is_link(href)).then_some((Span::Link { text, href }, text.len() + href.len() + 4))
}

/// Bytes of an address at most. For each that begins its end is looked for.
const LONGEST: usize = 1_000;

/// What stands before the closing bracket.
pub(crate) fn target(rest: &str) -> Option<&str> {
    let end = rest
        .bytes()
        .take(LONGEST + 1)
        .position(|byte| byte == b')')?;
    rest.get(..end)
}

/// Whether an address opens a page or a letter; none that runs something is a
/// link.
pub fn is_link(href: &str) -> bool {
    without_scheme(href).is_some_and(|rest| {
        !rest.is_empty() && !href.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn without_scheme(href: &str) -> Option<&str> {
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
    fn the_words_of_a_link_hold_no_bracket() {
        let link = |text| Span::Link {
            text,
            href: "https://a.no",
        };
        check(
            "[[a](https://a.no)",
            paragraph([Span::Text("["), link("a")]),
        );
        check(
            "[a]]](https://a.no)",
            paragraph([Span::Text("[a]]](https://a.no)")]),
        );
        check(
            "[a[b](https://a.no)",
            paragraph([Span::Text("[a"), link("b")]),
        );
    }

    #[test]
    fn an_address_has_its_length() {
        let address = |length| format!("https://{}", "a".repeat(length - 8));
        let link = |text: &str| match *parse(text) {
            [Block::Paragraph(ref spans)] => matches!(**spans, [Span::Link { .. }]),
            _ => false,
        };
        assert!(link(&format!("[a]({})", address(LONGEST))));
        assert!(!link(&format!("[a]({})", address(LONGEST + 1))));
    }

    #[test]
    fn a_megabyte_of_beginnings_is_gone_through_once() {
        for piece in [
            "[",
            "[a](",
            "](",
            "*",
            "*a ",
            "- ",
            "[a](https://b",
            "\u{202e}[",
        ] {
            let text = piece.repeat(1_000_000 / piece.len());
            let begun = std::time::Instant::now();
            parse(&text);
            // Nothing is optimised here. From each bracket to the end of the
            // text it was 24 seconds where all is.
            assert!(begun.elapsed().as_secs() < 10, "{piece}");
        }
    }

    #[test]
    fn html_is_text() {
        let text = "<b>fet</b> & <script>x</script>";
        check(text, paragraph([Span::Text(text)]));
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
