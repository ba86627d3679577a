//! What the form of a division into regions alone does not hold.

use std::collections::{HashMap, HashSet};

use super::{Region, Regions};
use crate::document::{is_name, is_slug, is_tag, is_version};
use crate::{Finding, LocalizedText};

/// Everything that is wrong with `regions`; nothing, when answers can be
/// grouped by them.
///
/// The pointers lead into the document. See `docs/regions.md` for the codes;
/// `regions.twice` is a warning: the first region that names the municipality
/// has it.
pub fn check(regions: &Regions) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_slug(&regions.id) {
        findings.push(Finding::new("id.invalid", "/id").with("id", &regions.id));
    }
    if !is_version(&regions.version) {
        findings.push(Finding::new("version.invalid", "/version"));
    }
    if regions.languages.is_empty() {
        findings.push(Finding::new("languages.missing", "/languages"));
    }
    for (index, language) in regions.languages.iter().enumerate() {
        let pointer = format!("/languages/{index}");
        let mut earlier = regions.languages.iter().take(index);
        let code = if !is_tag(language) {
            "languages.invalid"
        } else if earlier.any(|earlier| earlier == language) {
            "languages.duplicate"
        } else {
            continue;
        };
        findings.push(Finding::new(code, pointer).with("language", language));
    }
    if regions.source.trim().is_empty() {
        findings.push(Finding::new("regions.source", "/source"));
    }
    named(&regions.name, &regions.languages, "/name", &mut findings);
    if regions.regions.is_empty() {
        findings.push(Finding::new("regions.empty", "/regions"));
    }
    let mut earlier = HashSet::new();
    for (index, region) in regions.regions.iter().enumerate() {
        let at = format!("/regions/{index}");
        let code = if !is_name(&region.id) {
            Some("id.invalid")
        } else if !earlier.insert(region.id.as_str()) {
            Some("id.duplicate")
        } else {
            None
        };
        let finding = code.map(|code| Finding::new(code, format!("{at}/id")));
        findings.extend(finding.map(|finding| finding.with("id", &region.id)));
        let pointer = format!("{at}/name");
        named(&region.name, &regions.languages, &pointer, &mut findings);
    }
    findings.extend(municipalities(&regions.regions));
    findings
}

/// The name stands in every language.
fn named(name: &LocalizedText, languages: &[String], at: &str, findings: &mut Vec<Finding>) {
    for language in languages {
        let words = name.exact(language).map_or("", |(words, _)| words);
        if words.trim().is_empty() {
            findings.push(Finding::new("text.missing", at).with("language", language));
        }
    }
}

/// What is wrong with the municipalities of these regions, which stand under
/// `/regions`: none (`regions.empty`), a code that is none
/// (`regions.municipality`), or one that stands twice (`regions.twice`).
pub(crate) fn municipalities(regions: &[Region]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known: HashMap<&str, &str> = HashMap::new();
    for (index, region) in regions.iter().enumerate() {
        let at = format!("/regions/{index}/municipalities");
        if region.municipalities.is_empty() {
            findings.push(Finding::new("regions.empty", &*at));
        }
        for (number, code) in region.municipalities.iter().enumerate() {
            let pointer = format!("{at}/{number}");
            if code.len() != 4 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
                let finding = Finding::new("regions.municipality", pointer);
                findings.push(finding.with("code", code));
            } else if let Some(earlier) = known.get(code.as_str()) {
                let finding = Finding::new("regions.twice", pointer).with("code", code);
                findings.push(finding.with("region", earlier));
            } else {
                known.insert(code, &region.id);
            }
        }
    }
    findings
}
