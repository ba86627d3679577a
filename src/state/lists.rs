//! The code lists that questions search in: how far each has come, and what
//! was chosen from it lately.

use std::sync::Arc;

use behov_engine::search::Index;
use behov_engine::{Event, Key, Raw, Snapshot};
use leptos::prelude::UpdateValue;

use super::State;
use crate::signal::Signal;

/// So many entries are offered again.
const RECENT: usize = 5;

/// How far a code list has come.
#[derive(Clone, Debug, Default)]
pub enum Listed {
    #[default]
    Unasked,
    /// On its way.
    Loading,
    /// It did not come, or is no code list.
    Failed,
    Ready(Arc<Index>),
}

impl PartialEq for Listed {
    /// A list that has come is the same as long as it is the same piece.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ready(one), Self::Ready(other)) => Arc::ptr_eq(one, other),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// One list of the session.
pub(super) struct List {
    id: String,
    listed: Signal<Listed>,
    /// The places of the entries that were chosen, the latest first.
    recent: Vec<usize>,
}

impl List {
    pub(super) fn forget(&mut self) {
        self.recent.clear();
    }
}

impl State {
    /// How far the code list has come. The first call makes its signal.
    pub fn list(self, id: &str) -> Signal<Listed> {
        let listed = self.with_list(id, |list| list.listed);
        listed.unwrap_or_default()
    }

    /// The field of a list was touched, or shows what only the list can name.
    pub fn want_list(self, id: &str) {
        let Some(listed) = self.with_list(id, |list| list.listed) else {
            return;
        };
        match listed.get_untracked() {
            Listed::Loading => return,
            Listed::Unasked | Listed::Failed => listed.write(Listed::Loading),
            Listed::Ready(_) => {}
        }
        if let Some(outside) = self.outside() {
            outside.fetch_list(id, self);
        }
    }

    /// The list has come, or not. For the shell.
    pub fn listed(self, id: &str, now: Listed) {
        if let Listed::Ready(index) = &now {
            self.name(id, index);
        }
        if let Some(listed) = self.with_list(id, |list| list.listed) {
            listed.write(now);
        }
    }

    /// The language in which labels of the list are read: that of the form,
    /// else the first of the questionnaire's that the list has.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn reads(self, index: &Index) -> String {
        let plan = self.plan();
        let locale = self.locale.get_untracked();
        let known = &index.list().languages;
        let mut offered = plan.questionnaire().languages.iter();
        match offered.find(|tag| known.contains(tag)) {
            Some(other) if !known.contains(&locale) => other.clone(),
            _ => locale,
        }
    }

    /// Answers with the entry of `index` at this place.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn choose(self, at: Key, index: &Index, place: usize) {
        let language = self.reads(index);
        let Some(entry) = index.chosen(place, &language) else {
            return;
        };
        self.with_list(&entry.system, |list| {
            list.recent.retain(|known| *known != place);
            list.recent.insert(0, place);
            list.recent.truncate(RECENT);
        });
        let raw = Raw::Chosen(entry);
        self.dispatch(Event::Answered { at, raw });
    }

    /// The places of the entries that were chosen from a list, the latest
    /// first.
    pub fn recent(self, id: &str) -> Vec<usize> {
        let recent = self.with_list(id, |list| list.recent.clone());
        recent.unwrap_or_default()
    }

    /// Calls the answers as the list does: those that began with a code, those
    /// chosen in another language, and those that were typed before it came.
    #[inline(never)] // a gate: xtask/later.txt
    fn name(self, id: &str, index: &Index) {
        let language = self.reads(index);
        let unnamed = |session: &behov_engine::Session| {
            let keys = session.pages().flat_map(|page| session.keys_on(page));
            let here = keys.map(|at| (at, session.snapshot(at)));
            here.filter(|(_, snapshot)| snapshot.list.as_deref() == Some(id))
                .collect()
        };
        let here: Vec<(Key, Snapshot)> = self.look(unnamed);
        for (at, snapshot) in here {
            let entry = |place: Option<usize>| index.chosen(place?, &language);
            let entry = match &snapshot.chosen {
                Some(chosen) => entry(index.meant(&chosen.code)),
                None if snapshot.prefilled => entry(index.meant(&snapshot.raw)),
                // Whoever still writes there is done with it later.
                None if self.outside().is_some_and(|outside| outside.is_in(at)) => continue,
                None => {
                    if let Some(place) = index.called(&snapshot.raw) {
                        self.choose(at, index, place);
                    }
                    continue;
                }
            };
            if snapshot.chosen != entry {
                self.dispatch(Event::Named { at, entry });
            }
        }
    }

    fn with_list<T>(self, id: &str, see: impl FnOnce(&mut List) -> T) -> Option<T> {
        self.inner.try_update_value(|inner| {
            let known = inner.lists.iter().position(|list| list.id == id);
            let place = known.unwrap_or_else(|| {
                let listed = inner.owner.with(|| Signal::new(Listed::Unasked));
                inner.lists.push(List {
                    id: id.to_owned(),
                    listed,
                    recent: Vec::new(),
                });
                inner.lists.len() - 1
            });
            inner.lists.get_mut(place).map(see)
        })?
    }
}
