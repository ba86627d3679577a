//! What is known of the copy of the answers on the device.

use behov_engine::Telling;
use leptos::prelude::WithValue;
use serde_json::Value;

use super::State;
use crate::signal::Signal;

/// What a view may see of drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// There is one of an earlier visit, saved at this time (RFC 3339), and the
    /// respondent has not said yet what becomes of it.
    pub found: Option<String>,
    pub copy: Copy,
    /// For so many days a copy is kept; nothing when none is.
    pub days: Option<u32>,
    /// All that can be done with answers can be done now.
    pub ready: bool,
    /// What was found is being written in another window.
    pub open: bool,
}

impl Kept {
    /// Whether another window goes on with these answers, or has sent them:
    /// from here nothing is sent.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.copy, Copy::Elsewhere | Copy::Arrived)
    }
}

/// How it stands with the copy of this visit's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Copy {
    /// Nothing has been written yet, or it has arrived, or none is wanted.
    #[default]
    None,
    /// Saved at this time.
    Saved(String),
    /// The browser keeps nothing for this page.
    Refused,
    /// The respondent has taken it away, and no other is made.
    Removed,
    /// Another window goes on with it.
    Elsewhere,
    /// Another window has gone on with it, and what was sent has arrived.
    Arrived,
}

/// What a respondent wants done with a draft.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// Goes on with the one that was found, or that another window has.
    GoOn,
    /// Begins anew: what was found is removed.
    StartOver,
    /// Removes the copy, and makes no other.
    Remove,
    /// Sees how it stands with the copy, before anything else can be done.
    Look,
    /// Makes copies again.
    Keep,
    /// Saves it as a file, to go on with on another device.
    SaveAs,
    /// Goes on with the file in the field for one.
    Open,
    /// Corrects the stored answer that the receipt code in the field opens.
    Fetch,
    /// Has it deleted.
    Delete,
}

impl State {
    /// What is known of the copy on the device.
    pub fn kept(self) -> Signal<Kept> {
        self.kept
    }

    /// For the shell.
    pub fn keep(self, kept: Kept) {
        self.kept.write(kept);
    }

    /// Does what the respondent wants with a draft.
    pub fn keeping(self, keeping: Keeping) {
        if let Some(outside) = self.outside() {
            outside.keeping(keeping, self);
        }
    }

    /// The answers as they are kept on the device, see
    /// [`Session::draft`](behov_engine::Session::draft).
    #[inline(never)] // a gate: xtask/later.txt
    pub fn draft(self, now: &str, tell: &Telling<'_>) -> Option<Value> {
        self.inner
            .try_with_value(|inner| inner.session.draft(now, tell))
    }
}
