//! Ids: well formed, unique, and none inside another.

use crate::Finding;
use crate::document::{Outline, Question, QuestionType, Questionnaire};

pub(super) fn check(of: &Questionnaire, outline: &Outline, findings: &mut Vec<Finding>) {
    if !is_slug(&of.id) {
        findings.push(Finding::new("id.invalid", "/id").with("id", &of.id));
    }
    if !is_version(&of.version) {
        findings.push(Finding::new("version.invalid", "/version"));
    }
    for (index, page) in of.pages.iter().enumerate() {
        // The id of a section is its name.
        let field = page.section.map_or("id", |_| "section");
        let pointer = format!("/pages/{index}/{field}");
        if !is_segment(&page.id) {
            findings.push(Finding::new("id.invalid", pointer).with("id", &page.id));
        } else if of
            .pages
            .iter()
            .take(index)
            .any(|earlier| earlier.id == page.id)
        {
            findings.push(Finding::new("id.duplicate", pointer).with("id", &page.id));
        }
    }
    let programmes = of.programmes.iter().map(|programme| &programme.id);
    names("programmes", programmes, findings);
    let regions = of.regions.iter().map(|region| &region.id);
    names("regions", regions, findings);
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        let pointer = format!("{}/id", outline.pointer(number));
        let rows = entry.row.and_then(|(rows, _)| outline.question(of, rows));
        if !is_id(question, rows) {
            let finding = Finding::new("id.invalid", pointer).with("id", &question.id);
            findings.push(finding);
        } else if let Some(rows) = rows.filter(|rows| !is_inside(&question.id, &rows.id)) {
            findings.push(Finding::new("rows.row_id", pointer).with("rows", &rows.id));
        } else if outline.find(&question.id) != Some(number) {
            findings.push(Finding::new("id.duplicate", pointer).with("id", &question.id));
        } else if let Some(outer) = enclosing(outline, number, &question.id) {
            findings.push(Finding::new("id.prefix", pointer).with("id", outer));
        }
    }
}

/// The ids of a list of the document: each a name, and each once.
fn names<'i>(
    list: &str,
    ids: impl Iterator<Item = &'i String> + Clone,
    findings: &mut Vec<Finding>,
) {
    for (index, id) in ids.clone().enumerate() {
        let code = if !is_name(id) {
            "id.invalid"
        } else if ids.clone().take(index).any(|earlier| earlier == id) {
            "id.duplicate"
        } else {
            continue;
        };
        findings.push(Finding::new(code, format!("/{list}/{index}/id")).with("id", id));
    }
}

/// `MAJOR.MINOR.PATCH`, each without leading zeros (Semantic Versioning 2.0.0, 2).
pub(crate) fn is_version(version: &str) -> bool {
    let is_number = |part: &str| {
        (1..=9).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    version.split('.').count() == 3 && version.split('.').all(is_number)
}

pub(crate) fn is_slug(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    id.len() <= 64 && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.bytes().all(allowed)
}

/// A name made for machines: lower-case letters, digits, `-` and `_`, 1-64.
pub fn is_name(id: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    (1..=64).contains(&id.len()) && id.bytes().all(allowed)
}

pub(super) fn is_segment(segment: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    segment.len() <= 40
        && segment.starts_with(|c: char| c.is_ascii_lowercase())
        && segment.bytes().all(allowed)
}

/// The objects of `behov.submission/1` that answers lie in. (`meta` is not one.)
const OBJECTS: [&str; 13] = [
    "org", "out", "rec", "gap", "need", "trn", "int", "par", "bar", "offer", "con", "perm", "x",
];

/// Two segments or more in one of the [`OBJECTS`], in `x` three; rows of the
/// core are the object itself, and an `info` is stored nowhere.
fn is_id(question: &Question, rows: Option<&Question>) -> bool {
    let segments: Vec<&str> = question.id.split('.').collect();
    let object = segments.first().copied().unwrap_or_default();
    let least = match object {
        "x" => 3,
        _ if rows.is_none() && question.kind == QuestionType::Rows => 1,
        _ => 2,
    };
    question.id.len() <= 120
        && segments.len() >= least
        && segments.iter().all(|segment| is_segment(segment))
        && OBJECTS.contains(&object)
}

fn is_inside(id: &str, outer: &str) -> bool {
    id.strip_prefix(outer)
        .is_some_and(|rest| rest.starts_with('.'))
}

/// A question whose id is a prefix of this one, its own rows apart.
fn enclosing<'i>(outline: &Outline, number: usize, id: &'i str) -> Option<&'i str> {
    let own = outline
        .entry(number)
        .and_then(|entry| entry.row)
        .map(|(rows, _)| rows);
    let mut prefixes = id.match_indices('.').filter_map(|(dot, _)| id.get(..dot));
    prefixes.find(|prefix| outline.find(prefix).is_some_and(|outer| Some(outer) != own))
}
