//! Everything that is wrong with a code list, in words.

use serde_json::Value;

use super::places::Places;
use super::{Judged, LIMIT, syntax, utf8};
use crate::codelist::{self, CodeList};
use crate::{Finding, json};

/// Whether the file says that it is a code list, of whichever version.
pub fn is_code_list(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let tree = json::read_tree(text).unwrap_or_default();
    let format = tree.get("format").and_then(Value::as_str);
    format.is_some_and(|format| format.starts_with("behov.codelist/"))
}

/// What is wrong with the code list that a file is, in the order of the text,
/// at most [`LIMIT`]; no error, when answers can be chosen from it.
///
/// The codes are those of [`codelist::read`] (of the form of an entry the
/// first that is wrong), [`codelist::check`] and [`codelist::lost_zero`],
/// which is a warning.
pub fn check_code_list(bytes: &[u8]) -> Vec<Judged> {
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err(judged) => return vec![*judged],
    };
    let tree = match json::read_tree(text) {
        Ok(tree) => tree,
        Err(finding) => return vec![Judged::new(syntax::explained(*finding, text))],
    };
    let mut findings = Vec::new();
    json::duplicate_keys(text, &mut |finding| {
        findings.push(finding);
        findings.len() <= LIMIT
    });
    match json::typed::<CodeList>(&tree, text) {
        Err(finding) => findings.push(*finding),
        Ok(list) => {
            let content = codelist::check(&list).into_iter();
            let content = content.chain(codelist::lost_zero(&list));
            let content = content.map(|finding| (finding, false)).collect();
            findings.extend(Places::new(text).place(content, LIMIT + 1));
        }
    }
    findings.sort_by_key(|finding| finding.place.map(|place| (place.line, place.column)));
    if findings.len() > LIMIT {
        findings.truncate(LIMIT);
        findings.push(Finding::new("findings.more", ""));
    }
    findings.into_iter().map(Judged::new).collect()
}
