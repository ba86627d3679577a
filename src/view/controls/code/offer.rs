//! What is offered for what stands in the field.

use std::sync::Arc;

use behov_engine::Snapshot;
use behov_engine::search::{Hits, Index};

use crate::state::{Listed, State};

/// So many suggestions are shown at most.
const SHOWN: usize = 20;

/// So many entries are all shown at once.
const FEW: usize = 30;

/// What is offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Offer {
    pub(super) listed: Listed,
    pub(super) hits: Hits,
    /// They are what was chosen before, in other rows.
    pub(super) recent: bool,
    /// What was typed can be kept as it is.
    pub(super) keep: bool,
}

impl Offer {
    /// The offer for an answer; `recent` are the places of what was chosen
    /// before, and only what stands in the list is an answer when `strict`.
    #[inline(never)] // a gate: xtask/later.txt
    pub(super) fn new(
        index: &Arc<Index>,
        snapshot: &Snapshot,
        recent: &[usize],
        strict: bool,
        state: State,
    ) -> Self {
        let empty = snapshot.raw.trim().is_empty();
        // Who has chosen and opens the list anew looks at what else there is.
        let looks = empty || snapshot.chosen.is_some();
        let few = index.choosable() <= FEW;
        let hits = if looks && few {
            Hits::of(index.all())
        } else if empty {
            Hits::of(recent.iter().copied())
        } else {
            index.search(&snapshot.raw, SHOWN, &state.reads(index))
        };
        Self {
            hits,
            recent: empty && !few,
            keep: !looks && !strict,
            listed: Listed::Ready(index.clone()),
        }
    }

    /// How many suggestions there are.
    pub(super) fn count(&self) -> usize {
        self.hits.best.len() + usize::from(self.keep)
    }

    /// The suggestion that is the answer already.
    pub(super) fn chosen(&self, snapshot: &Snapshot) -> Option<usize> {
        let (Listed::Ready(index), Some(chosen)) = (&self.listed, &snapshot.chosen) else {
            return None;
        };
        let place = index.meant(&chosen.code)?;
        self.hits.best.iter().position(|hit| hit.place == place)
    }
}
