//! What is wrong with a division into regions, for who writes one.

use serde_json::Value;

use super::{Judged, placed, syntax};
use crate::{json, regions};

/// Whether `text` says of itself that it is a division into regions.
pub fn is_regions(text: &str) -> bool {
    let tree = json::parse(text).unwrap_or_default();
    let format = tree.get("format").and_then(Value::as_str);
    format.is_some_and(|format| format.starts_with("behov.regions/"))
}

/// Everything that is wrong with the division into regions that `text` is, at
/// most [`LIMIT`](super::LIMIT); nothing, when answers can be grouped by it. Of
/// a text whose form is wrong the first finding alone.
///
/// The codes are those of [`regions::check`], `json.*` and `findings.more`.
pub fn check_regions(text: &str) -> Vec<Judged> {
    let found = match regions::read(text) {
        Ok(regions) => placed(text, regions::check(&regions)),
        Err(finding) if finding.code == "json.syntax" => vec![syntax::explained(*finding, text)],
        Err(finding) => vec![*finding],
    };
    found.into_iter().map(Judged::new).collect()
}
