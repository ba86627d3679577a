//! Text with a little markup, shown as elements and never as HTML.

use behov_schema::inline::{Block, Span, is_link, parse};

use super::element::{El, el};
use crate::i18n::{Localized, Message, Words};

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
    let href = if is_link(address) {
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
