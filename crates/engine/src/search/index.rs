//! A code list, and what its entries are found by.

use behov_schema::codelist::{CodeList, Entry, SYNONYMS};

use super::dictionary::Dictionary;
use super::fold::{Part, each_word, names};
use crate::Chosen;

/// What a name is to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Label,
    Synonym,
    /// Its own code or one that means the same.
    Code,
    /// The label of the entry that it is a part of.
    Parent,
}

/// A name that an entry is found by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// The entry's place in the list.
    pub(super) entry: usize,
    pub(super) of: Of,
    /// Which of the entry's names it is: labels by language, then synonyms.
    pub(super) number: usize,
}

/// A code list that can be searched; made step by step, so that a long one
/// holds nothing up.
#[derive(Debug)]
pub struct Index {
    list: CodeList,
    /// By entry: the place of the one that it is a part of.
    parents: Vec<Option<usize>>,
    pub(super) names: Vec<Name>,
    pub(super) dictionary: Dictionary,
    choosable: usize,
}

impl Index {
    /// An index that knows no entry yet.
    pub fn new(list: CodeList) -> Self {
        Self {
            list,
            parents: Vec::new(),
            names: Vec::new(),
            dictionary: Dictionary::default(),
            choosable: 0,
        }
    }

    /// Takes in so many entries more; whether there are still others.
    pub fn step(&mut self, entries: usize) -> bool {
        let from = self.parents.len();
        let all = &self.list.entries;
        for (place, entry) in all.iter().enumerate().skip(from).take(entries) {
            let parent = self.find_parent(place, entry);
            self.parents.push(parent);
            if entry.is_abstract {
                continue;
            }
            self.choosable += 1;
            let mut take = |of, number, text: &str| {
                let name = Name {
                    entry: place,
                    of,
                    number,
                };
                let mut first = true;
                each_word(text, &mut |part| match part {
                    Part::Break => first = true,
                    Part::Word(word, _) => {
                        if first {
                            self.names.push(name);
                        }
                        self.dictionary.post(word, self.names.len() - 1, first);
                        first = false;
                    }
                });
            };
            for code in codes(entry) {
                take(Of::Code, 0, code);
            }
            let mut labels = entry.label.iter().count();
            for (number, name) in names_of(entry).enumerate() {
                let of = if labels > 0 { Of::Label } else { Of::Synonym };
                labels = labels.saturating_sub(1);
                take(of, number, name);
            }
            if let Some(parent) = parent.and_then(|parent| all.get(parent)) {
                for (_, label) in parent.label.iter() {
                    take(Of::Parent, 0, label);
                }
            }
        }
        self.parents.len() < all.len()
    }

    /// The list itself.
    pub fn list(&self) -> &CodeList {
        &self.list
    }

    /// The entry at this place.
    pub fn entry(&self, place: usize) -> Option<&Entry> {
        self.list.entries.get(place)
    }

    /// The entry that the one at this place is a part of.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn parent(&self, place: usize) -> Option<&Entry> {
        self.entry((*self.parents.get(place)?)?)
    }

    /// The label of an entry of the list in `language`, else in the first
    /// language that has it; with the language it is in.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn label<'e>(&'e self, entry: &'e Entry, language: &str) -> (&'e str, &'e str) {
        let label = entry.label.get(language, &self.list.languages);
        label.unwrap_or_default()
    }

    /// Which of its names the label is that is read in `language`; the same
    /// for all entries, since each has a label in each language of the list.
    pub(super) fn number_of_label(&self, language: &str) -> usize {
        let number = self.entry(0).and_then(|entry| {
            let (_, read) = self.label(entry, language);
            entry.label.iter().position(|(tag, _)| tag == read)
        });
        number.unwrap_or_default()
    }

    /// The entry at this place as an answer, in the words of `language`.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn chosen(&self, place: usize, language: &str) -> Option<Chosen> {
        let entry = self.entry(place).filter(|entry| !entry.is_abstract)?;
        let within = self.parent(place);
        Some(Chosen {
            system: self.list.id.clone(),
            version: self.list.version.clone(),
            code: entry.code.clone(),
            display: self.label(entry, language).0.to_owned(),
            within: within.map(|within| self.label(within, language).0.to_owned()),
        })
    }

    /// One of the names of the entry at this place, as a hit has it.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn name(&self, place: usize, number: usize) -> Option<&str> {
        names_of(self.entry(place)?).nth(number)
    }

    /// How many entries can be chosen.
    pub fn choosable(&self) -> usize {
        self.choosable
    }

    /// The places of the entries that can be chosen, in the list's order.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let entries = self.list.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| !entry.is_abstract)
            .map(|(place, _)| place)
    }

    /// The entry with this code, or of which it is an alias.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn meant(&self, code: &str) -> Option<usize> {
        let has = |place: &usize| {
            let entry = self.entry(*place);
            entry.is_some_and(|entry| codes(entry).any(|known| known == code))
        };
        let own = |place: &usize| self.entry(*place).is_some_and(|entry| entry.code == code);
        self.all().find(own).or_else(|| self.all().find(has))
    }

    /// The one entry that is called just so, as far as the search can tell:
    /// by its label, by one of several names in it, or by its code. None,
    /// where two are.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn called(&self, text: &str) -> Option<usize> {
        let wanted = names(text).concat();
        let is = |place: &usize| {
            let Some(entry) = self.entry(*place) else {
                return false;
            };
            let labels = entry.label.iter().map(|(_, label)| label);
            let mut texts = labels.chain(codes(entry));
            texts.any(|text| {
                let names = names(text);
                names.concat() == wanted || names.contains(&wanted)
            })
        };
        let mut found = self.all().filter(is);
        let only = found.next().filter(|_| !wanted.is_empty());
        only.filter(|_| found.next().is_none())
    }

    fn find_parent(&self, place: usize, entry: &Entry) -> Option<usize> {
        let all = &self.list.entries;
        let wanted = entry.parent.as_ref()?;
        // Entries of one parent mostly follow each other, and their parent is
        // not far before them.
        if let Some(before) = place.checked_sub(1)
            && all.get(before).and_then(|before| before.parent.as_ref()) == Some(wanted)
        {
            return self.parents.get(before).copied().flatten();
        }
        let is = |place: &usize| all.get(*place).is_some_and(|entry| entry.code == *wanted);
        (0..place)
            .rev()
            .find(is)
            .or_else(|| (place..all.len()).find(is))
    }
}

/// The code of an entry and those that mean the same.
fn codes(entry: &Entry) -> impl Iterator<Item = &str> {
    let all = std::iter::once(&entry.code).chain(&entry.aliases);
    all.map(String::as_str)
}

/// The names of an entry: its label in each language, then its synonyms.
fn names_of(entry: &Entry) -> impl Iterator<Item = &str> {
    let lists = entry.synonyms.iter();
    let synonyms = lists.flat_map(|(_, names)| names).map(String::as_str);
    let labels = entry.label.iter().map(|(_, label)| label);
    labels.chain(synonyms.take(SYNONYMS))
}
