//! What is said of the suggestions, to be seen and heard.

use super::{Lookup, hits};
use crate::i18n::{Message, Plural};
use crate::state::Listed;
use crate::view::element::{El, el};

/// What stands below the field while it is open; nothing while there is
/// nothing to say.
pub(super) fn view(lookup: Lookup) -> Option<El> {
    if !lookup.open.get() {
        return None;
    }
    let said = |message| Some(status(lookup.words.text(message)));
    lookup.offer.with(|offer| match &offer.listed {
        Listed::Unasked | Listed::Failed => None,
        Listed::Loading => said(Message::CodeLoading).map(boxed),
        Listed::Ready(index) if offer.count() > 0 => Some(hits::view(lookup, offer, index)),
        Listed::Ready(_) if lookup.snapshot.with(|snapshot| snapshot.raw.is_empty()) => None,
        Listed::Ready(_) => said(Message::CodeNone).map(boxed),
    })
}

pub(super) fn boxed(inner: El) -> El {
    el("div").class("lookup-box").child(inner)
}

pub(super) fn status(text: String) -> El {
    el("p").class("lookup-status").text(text)
}

impl Lookup {
    /// Says how many suggestions there are, once no more is typed.
    pub(super) fn announce(self) {
        self.state.hint(move || self.suggested());
    }

    fn suggested(self) -> String {
        let empty = || {
            self.snapshot
                .with_untracked(|snapshot| snapshot.raw.is_empty())
        };
        self.offer.with_untracked(|offer| match offer.listed {
            Listed::Ready(_) if offer.hits.total > 0 => {
                self.words.count(Plural::CodeHits, offer.hits.total)
            }
            Listed::Ready(_) if !empty() => self.words.text(Message::CodeNone),
            _ => String::new(),
        })
    }

    /// Says so too when the list comes after what was typed. It draws nothing.
    pub(super) fn announce_late(self) -> impl FnMut() -> Option<El> {
        let mut waited = false;
        move || {
            let waits = self.listed.with(|listed| *listed == Listed::Loading);
            if waited && !waits && self.open.get_untracked() {
                self.announce();
            }
            waited = waits;
            None
        }
    }
}
