//! What a page and the loader say: text between tags, sentences in a script.

use super::prose::Language;

/// A piece of text with its line, counted from 1.
pub(super) type Piece = (usize, Language, String);

/// Elements whose text is for machines, or is shown as code.
const NO_PROSE: [&str; 5] = ["code", "kbd", "pre", "script", "style"];

/// The text of a page outside its tags; an element's `lang` counts until that
/// element ends.
pub(super) fn html(text: &str) -> Vec<Piece> {
    let mut languages: Vec<(&str, Language)> = Vec::new();
    let mut found = Vec::new();
    let mut left = text;
    while let Some((words, rest)) = left.split_once('<') {
        let line = text.len().saturating_sub(left.len());
        let line = text.get(..line).unwrap_or_default().matches('\n').count() + 1;
        if let Some((_, language)) = languages.last() {
            let words = words.split('\n').enumerate();
            let words = words.filter(|(_, words)| !words.trim().is_empty());
            found.extend(words.map(|(after, words)| (line + after, *language, words.to_owned())));
        }
        let (tag, rest) = match rest.strip_prefix("!--") {
            Some(comment) => ("", comment.split_once("-->").unwrap_or_default().1),
            None => rest.split_once('>').unwrap_or_default(),
        };
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        left = rest;
        if NO_PROSE.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            left = rest.get(end..).unwrap_or_default();
        } else if let Some(language) = attribute(tag, "lang").and_then(Language::of) {
            languages.push((name, language));
        } else if let Some(ended) = tag.strip_prefix('/') {
            languages.pop_if(|(name, _)| *name == ended.trim());
        }
    }
    found
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

/// The sentences of a script that stand in lists by language: a line `sv: [`,
/// lines with one text each, and `]`.
pub(super) fn script(text: &str) -> Vec<Piece> {
    let mut language = None;
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(tag) = line.strip_suffix(": [") {
            language = Language::of(tag);
        } else if line.starts_with(']') {
            language = None;
        } else if let Some(language) = language {
            found.push((
                number + 1,
                language,
                line.trim_matches(['\'', ',']).to_owned(),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_without_its_tags() {
        let page = "<!doctype html>\n<html lang=\"sv\"><title>Ett</title>\n<!-- two > -->\
                    <script>let three;</script>\n<p lang=\"nb\">Fire <a href=\"x\">fem</a></p>\n\
                    <p>Sex\nsju</p></html>\n";
        let found = html(page);
        let shown = found
            .iter()
            .map(|(line, language, words)| format!("{line} {language} {words}"));
        let shown: Vec<String> = shown.collect();
        assert_eq!(
            shown,
            ["2 sv Ett", "4 nb Fire ", "4 nb fem", "5 sv Sex", "6 sv sju"]
        );
    }

    #[test]
    fn a_script_says_its_sentences() {
        let text = "let a = {\n  sv: [\n    'Ett två.',\n  ],\n  x: [\n    'y',\n  ],\n};\n";
        let pieces = script(text);
        assert_eq!(pieces, [(3, Language::Swedish, "Ett två.".to_owned())]);
    }
}
