//! Where in the text a JSON Pointer leads.

use std::collections::HashMap;

use super::LIMIT;
use crate::json::{Visit, walk};
use crate::{Finding, Place};

/// Bytes of a pointer at most that is kept: each value has one of its own.
const LONGEST: usize = 1_000;

/// Every value of a text, by its JSON Pointer.
pub(super) struct Places<'t> {
    text: &'t str,
    spots: HashMap<String, Spot>,
}

/// Byte offsets.
#[derive(Clone, Copy)]
struct Spot {
    /// Of the key; in a list of the value.
    key: usize,
    value: usize,
}

/// The findings with the places of their keys in a text, in its order; at most
/// [`LIMIT`], and then `findings.more`. The text is gone through once.
pub fn placed(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    at_most(text, findings, true)
}

/// As [`placed`], with the places of their values.
pub fn placed_at_values(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    at_most(text, findings, false)
}

fn at_most(text: &str, findings: Vec<Finding>, on_keys: bool) -> Vec<Finding> {
    let more = findings.len() > LIMIT;
    let findings = findings.into_iter().map(|finding| (finding, on_keys));
    let mut placed = Places::new(text).place(findings.collect(), LIMIT);
    if more {
        placed.push(Finding::new("findings.more", ""));
    }
    placed
}

impl<'t> Places<'t> {
    /// Of a key that stands twice the last counts, as in the tree.
    pub(super) fn new(text: &'t str) -> Self {
        let mut spots = HashMap::new();
        let mut key = None;
        walk(text, &mut |pointer, visit| {
            match visit {
                Visit::Key(range) => key = Some(range.start),
                Visit::Start(value) => {
                    let key = key.take().unwrap_or(value);
                    if pointer.len() > LONGEST {
                        return true;
                    }
                    spots.insert(pointer.to_owned(), Spot { key, value });
                }
                Visit::End(_) => {}
            }
            true
        });
        Self { text, spots }
    }

    /// The findings with their places, in the order of the text and at most
    /// `most`; each comes with whether it stands at the key.
    pub(super) fn place(&self, findings: Vec<(Finding, bool)>, most: usize) -> Vec<Finding> {
        let offset = |(finding, on_key): (Finding, bool)| {
            let spot = self.spot(&finding.pointer);
            (if on_key { spot.key } else { spot.value }, finding)
        };
        let mut placed: Vec<(usize, Finding)> = findings.into_iter().map(offset).collect();
        placed.sort_by_key(|(offset, _)| *offset);
        placed.truncate(most);
        // From one to the next, and never from the beginning again.
        let mut seen = 0;
        let mut here = Place { line: 1, column: 1 };
        let mut at = |offset: usize| {
            let between = self.text.get(seen..offset).unwrap_or_default();
            let (lines, last) = match between.rfind('\n') {
                Some(end) => {
                    here.column = 1;
                    let lines = between.bytes().filter(|byte| *byte == b'\n').count();
                    (lines, between.get(end + 1..).unwrap_or_default())
                }
                None => (0, between),
            };
            here.line += lines;
            here.column += last.chars().count();
            seen = offset;
            here
        };
        placed
            .into_iter()
            .map(|(offset, finding)| finding.at(Some(at(offset))))
            .collect()
    }

    /// Of the pointer, or of the innermost around it that stands in the text.
    fn spot(&self, pointer: &str) -> Spot {
        let mut here = pointer;
        loop {
            match (self.spots.get(here), here.rfind('/')) {
                (Some(spot), _) => return *spot,
                (None, Some(end)) => here = here.get(..end).unwrap_or_default(),
                (None, None) => return Spot { key: 0, value: 0 },
            }
        }
    }
}
