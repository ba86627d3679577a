//! What is wrong with a translator's file.

use std::collections::BTreeSet;

use behov_schema::{Finding, author, json};

use super::file::{Entry, Texts, Translated};
use super::{FORMAT, own};

/// Reads a translator's file.
///
/// # Errors
/// What is wrong with the content, in the order of the file and at most
/// [`author::LIMIT`]; of its form the first.
pub(super) fn read(text: &str) -> Result<Translated, Vec<Finding>> {
    let translated: Translated = json::read(text).map_err(|finding| vec![*finding])?;
    let mut findings = Vec::new();
    head(&translated, &mut findings);
    if findings.is_empty() {
        interface(&translated, &mut findings);
        core(&translated, &mut findings);
    }
    if findings.is_empty() {
        return Ok(translated);
    }
    Err(author::placed(text, findings))
}

/// Whether its words come along, or those of its language in another country:
/// the loader fetches no others for `sv-FI` than for `sv`.
pub(super) fn comes_along(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    own::LANGUAGES.contains(&language)
}

/// Whether it has the form of a language tag: `sma`, `fi-SE`.
pub(super) fn is_tag(tag: &str) -> bool {
    let (language, rest) = tag.split_once('-').unwrap_or((tag, "xx"));
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.split('-').all(is_part)
}

fn head(translated: &Translated, findings: &mut Vec<Finding>) {
    let (language, fallback) = (&translated.language, &translated.fallback);
    if translated.format != FORMAT {
        findings.push(Finding::new("catalogue.format", "/format"));
    }
    if !is_tag(language) {
        let finding = Finding::new("languages.invalid", "/language");
        findings.push(finding.with("language", language));
    }
    if comes_along(language) {
        let finding = Finding::new("catalogue.language", "/language");
        findings.push(finding.with("language", language));
    }
    if !own::LANGUAGES.contains(&fallback.as_str()) {
        findings.push(Finding::new("catalogue.fallback", "/fallback"));
    }
}

/// Every text of the interface is needed.
fn interface(translated: &Translated, findings: &mut Vec<Finding>) {
    let texts = &translated.interface;
    let own = own::interface(&translated.fallback);
    let known = |key: &str| own.0.iter().any(|(own, _)| own == key);
    unknown("/interface", texts, known, findings);
    for (key, Entry { text: source, .. }) in &own.0 {
        let pointer = pointer("/interface", key);
        let Some(text) = texts.text(key) else {
            let there = texts.0.iter().any(|(known, _)| known == key);
            let pointer = if there {
                pointer
            } else {
                "/interface".to_owned()
            };
            findings.push(Finding::new("catalogue.missing_text", pointer).with("key", key));
            continue;
        };
        same_placeholders(&pointer, key, source, text, findings);
        if key == "copy.file_name" && !is_file_name(text) {
            let finding = Finding::new("catalogue.file_name", pointer.clone());
            findings.push(finding.with("key", key));
        }
        let mut order: Vec<char> = text.chars().collect();
        order.sort_unstable();
        if key == "date.order" && order != ['D', 'M', 'Y'] {
            findings.push(Finding::new("catalogue.date_order", pointer).with("key", key));
        }
    }
}

/// What is not translated of the core is read in the other language.
fn core(translated: &Translated, findings: &mut Vec<Finding>) {
    let own = own::of_core(&translated.fallback);
    let known = |key: &str| own.iter().any(|(own, _)| own == key);
    unknown("/core", &translated.core, known, findings);
    for (key, source) in &own {
        if let Some(text) = translated.core.text(key) {
            same_placeholders(&pointer("/core", key), key, source, text, findings);
        }
    }
}

fn unknown(at: &str, texts: &Texts, known: impl Fn(&str) -> bool, findings: &mut Vec<Finding>) {
    let unknown = texts.0.iter().filter(|(key, _)| !known(key));
    findings.extend(
        unknown.map(|(key, _)| {
            Finding::new("catalogue.unknown_key", pointer(at, key)).with("key", key)
        }),
    );
}

fn same_placeholders(
    pointer: &str,
    key: &str,
    source: &str,
    text: &str,
    findings: &mut Vec<Finding>,
) {
    let (expected, found) = (placeholders(source), placeholders(text));
    // A singular may leave its number to a word, in either language.
    let may_lack = |name: &&str| key.ends_with(".one") && *name == "n";
    let other = expected.symmetric_difference(&found);
    if other.into_iter().any(|name| !may_lack(name)) {
        let expected: Vec<String> = expected.iter().map(|name| format!("{{{name}}}")).collect();
        findings.push(
            Finding::new("catalogue.placeholders", pointer)
                .with("key", key)
                .with("expected", expected.join(" ")),
        );
    }
}

/// Whether a file can have the name everywhere: letters, digits and hyphens,
/// and what stands in braces.
fn is_file_name(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_alphanumeric() || "-{}".contains(c))
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let after_braces = text.split('{').skip(1);
    after_braces
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

fn pointer(at: &str, key: &str) -> String {
    format!("{at}/{}", json::escape(key))
}

/// What is wrong, and what to do; none for what is not about catalogues.
pub(super) fn sentence(finding: &Finding) -> Option<String> {
    let of = |name| finding.params.get(name).unwrap_or_default();
    let key = of("key");
    Some(match &*finding.code {
        "catalogue.format" => {
            format!("`format` must be {FORMAT}. Begin with what `behov catalogue template` writes.")
        }
        "catalogue.other" => format!(
            "This is `{}`, and a file for `{}` is to be written. Name the same languages as when it was begun.",
            of("found"),
            of("expected")
        ),
        "catalogue.language" => format!(
            "The words in `{}` come along, and no others are fetched. Write the language of the translation.",
            of("language")
        ),
        "catalogue.file_name" => {
            format!("`{key}` is the name of a file: letters, digits and - alone.")
        }
        "catalogue.fallback" => {
            let languages = own::LANGUAGES.join(", ");
            format!("`fallback` must be a language that comes along: {languages}.")
        }
        "catalogue.unknown_key" => format!("There is no text `{key}`. Remove it."),
        "catalogue.missing_text" => {
            format!("`{key}` has no text. Every text of the interface must be translated.")
        }
        "catalogue.placeholders" => match of("expected") {
            "" => format!("`{key}` takes no word in braces. Remove it."),
            expected => {
                format!("`{key}` must have these words in braces, and no others: {expected}.")
            }
        },
        "catalogue.date_order" => {
            format!("`{key}` is the letters D, M and Y in the order of the language.")
        }
        _ => return None,
    })
}
