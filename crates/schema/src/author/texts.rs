//! What stands in the texts as they are written: links that are none, and
//! languages that nobody reads.

use serde_json::Value;

use crate::Finding;
use crate::document::is_tag;
use crate::inline::{is_link, target};
use crate::json::escape;

/// The fields that hold a text in several languages.
const TEXTS: [&str; 20] = [
    "title",
    "intro",
    "thanks",
    "before",
    "after",
    "purpose",
    "basis",
    "recipients",
    "retention",
    "rights",
    "name",
    "label",
    "help",
    "text",
    "unit",
    "valid_message",
    "min_label",
    "max_label",
    "row_label",
    "add_label",
];

/// Of these the ones whose marks are understood.
const MARKED: [&str; 11] = [
    "intro",
    "thanks",
    "before",
    "after",
    "purpose",
    "basis",
    "recipients",
    "retention",
    "rights",
    "help",
    "text",
];

/// Bytes of a name at most: of a field, a language, an id.
const LONGEST: usize = 200;

/// `text.link` at a text with the marks of a link that leads nowhere;
/// `text.language`, a warning, at the first one in a language that is not among
/// the document's. The names of regions may have more: they are copied from
/// where they have.
pub(super) fn check(tree: &Value, languages: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Value::Object(members) = tree else {
        return findings;
    };
    for (name, value) in members
        .iter()
        .filter(|(name, _)| *name != "regions" && name.len() <= LONGEST)
    {
        look(
            name,
            value,
            format!("/{}", escape(name)),
            languages,
            &mut findings,
        );
    }
    once(findings)
}

/// Of a language that is not read the first text, with how many there are.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let is_unread = |finding: &Finding| finding.code == "text.language";
    let (unread, mut kept): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_unread);
    let mut known: Vec<(Finding, usize)> = Vec::new();
    for finding in unread {
        match known
            .iter_mut()
            .find(|(first, _)| first.params == finding.params)
        {
            Some((_, times)) => *times += 1,
            None => known.push((finding, 1)),
        }
    }
    kept.extend(
        known
            .into_iter()
            .map(|(first, times)| first.with("times", times)),
    );
    kept
}

fn look(name: &str, value: &Value, at: String, languages: &[String], findings: &mut Vec<Finding>) {
    let inner = |part: &str| format!("{at}/{}", escape(part));
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                look("", item, inner(&index.to_string()), languages, findings);
            }
        }
        Value::Object(members) => {
            // No field has a longer name; all that lies inside would repeat it.
            for (part, value) in members.iter().filter(|(part, _)| part.len() <= LONGEST) {
                match value.as_str() {
                    Some(text) if TEXTS.contains(&name) => {
                        findings.extend(of(name, part, text, &inner(part), languages));
                    }
                    // What is said of a section's questions is named by their ids.
                    _ if name == "help" => look(name, value, inner(part), languages, findings),
                    _ => look(part, value, inner(part), languages, findings),
                }
            }
        }
        _ => {}
    }
}

fn of(name: &str, language: &str, text: &str, at: &str, languages: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What is no language tag at all is told already.
    if is_tag(language) && !languages.iter().any(|known| known == language) {
        findings.push(Finding::new("text.language", at).with("language", language));
    }
    let broken = MARKED
        .contains(&name)
        .then(|| links(text))
        .into_iter()
        .flatten();
    findings.extend(broken.map(|link| Finding::new("text.link", at).with("link", link)));
    findings
}

/// The addresses that stand where a link's does and are none that the form
/// makes a link of: [`crate::inline`].
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.match_indices("](").filter_map(|(at, mark)| {
        let before = text.get(..at)?;
        let begins = before.rfind(['[', ']', '\n'])?;
        let words = before.get(begins..)?.strip_prefix('[')?;
        let href = target(text.get(at + mark.len()..)?)?;
        (!words.trim().is_empty() && !href.contains('\n')).then_some(href)
    });
    targets.filter(|href| !is_link(href))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_that_leads_nowhere_is_told() {
        let told = |text| links(text).collect::<Vec<_>>();
        assert_eq!(
            told("[a](www.example.org) [b](https://example.org) [c](tel:112)"),
            ["www.example.org", "tel:112"]
        );
        for text in [
            "[mail](mailto:a@example.org)",
            "(see [1])",
            "a](b)",
            "[](b)",
            "[a] (b)",
            "[a](b",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
