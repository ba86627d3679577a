//! Where in the text a JSON Pointer leads.

use std::collections::HashMap;

use crate::Finding;
use crate::json::{Visit, place, walk};

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
        placed
            .into_iter()
            .map(|(offset, finding)| finding.at(Some(place(self.text, offset))))
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
