//! What is looked for, and how good each answer is.

use std::ops::Range;

use super::dictionary::Post;
use super::fold::{Part, each_word};
use super::index::{Index, Name, Of};
use super::near::begins_nearly;

/// A word must have so many letters to be found inside another one.
const INSIDE: usize = 3;

/// A word must have so many letters to be forgiven a slip.
const NEARLY: usize = 4;

/// So many different words of a query are looked for: no entry is called by
/// more, and whoever pastes a page of text waits for no page of searches.
const WORDS: usize = 12;

/// Bits of a score that name what was found; the rank stands above them.
const NAME_BITS: u32 = 28;

const NOTHING: u32 = u32::MAX;

/// The rank of what is found by what it is a part of alone.
const WITHIN: u32 = 9;

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    wanted: Vec<Wanted>,
    /// How many entries fit.
    pub total: usize,
    /// The best of them, the best first.
    pub best: Vec<Hit>,
}

/// An entry that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the list.
    pub place: usize,
    /// The number of the name that fits, where it is not the label that is
    /// read.
    pub name: Option<usize>,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    word: Vec<u8>,
    how: How,
}

/// How a word of the list fits one of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Begins,
    Inside,
    Nearly,
}

impl Index {
    /// The entries that fit `query`, and the `most` best of them, for whom
    /// reads the labels in `language`.
    ///
    /// Every word of the query must fit the entry: its label, a synonym or a
    /// label in another language, its code or an alias of it, or the label of
    /// the entry that it is a part of. A word that fits no entry at all is
    /// left out of account, unless all are; so is what comes after the first
    /// twelve different words. What fits better comes first:
    ///
    /// 0. the label, one of several names in it, or the code, wholly
    /// 1. a synonym, wholly
    /// 2. a whole word of the label
    /// 3. the beginning of the label or of the code
    /// 4. the beginning of a later word in the label
    /// 5. the beginning of a synonym
    /// 6. the beginning of a later word in a synonym
    /// 7. the inside of a word in the label, from three letters
    /// 8. the inside of a word in a synonym
    /// 9. the beginning of a word in the label of what it is a part of, where
    ///    no entry fits in a better way
    /// 10. the beginning of a word in the label but for one slip, from four
    ///     letters, and only where a word of the query fits in no better way
    /// 11. the same in a synonym
    ///
    /// The worst fitting word decides, of several words in one label the
    /// first. Of equals the shorter label comes first, then the order of the
    /// list.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn search(&self, query: &str, most: usize, language: &str) -> Hits {
        let mut hits = Hits::default();
        each_word(query, &mut |part| {
            if let Part::Word(word, _) = part
                && hits.wanted.len() < WORDS
                && hits.wanted.iter().all(|known| known.word != word)
            {
                hits.wanted.push(Wanted {
                    word: word.to_vec(),
                    how: How::Begins,
                });
            }
        });
        let read = self.number_of_label(language);
        let mut all: Option<Vec<u32>> = None;
        for wanted in &mut hits.wanted {
            let mut scores = vec![NOTHING; self.list().entries.len()];
            if self.score(wanted, read, &mut scores) {
                all = Some(match all {
                    None => scores,
                    Some(before) => both(before, &scores),
                });
            }
        }
        let ranks = all.iter().flatten().map(|score| score >> NAME_BITS);
        let within_counts = ranks.min().is_none_or(|rank| rank >= WITHIN);
        let mut best: Vec<(u32, Hit)> = Vec::new();
        for (place, score) in all.iter().flatten().enumerate() {
            let within = score >> NAME_BITS == WITHIN;
            if *score == NOTHING || within && !within_counts {
                continue;
            }
            hits.total += 1;
            let label = self.name(place, read).unwrap_or_default();
            let length = label.len().min(0xffff) as u32;
            let key = (score >> NAME_BITS) << 16 | length;
            let before = best.partition_point(|(known, _)| *known <= key);
            if before < most {
                best.truncate(most - 1);
                let name = self.names.get((score & ((1 << NAME_BITS) - 1)) as usize);
                let other = name.filter(|name| seen(**name, read) == Of::Synonym);
                let name = other.map(|name| name.number);
                best.insert(before, (key, Hit { place, name }));
            }
        }
        hits.best = best.into_iter().map(|(_, hit)| hit).collect();
        hits
    }

    /// Scores every entry that a word fits; whether there is one.
    fn score(&self, wanted: &mut Wanted, read: usize, scores: &mut [u32]) -> bool {
        let mut fits = |how: How, whole: bool, last: u32| {
            let mut any = false;
            for post in self.dictionary.posts(last) {
                let name = self.names.get(post.name);
                let rank = name.and_then(|name| rank(how, seen(*name, read), post, whole));
                let score = name.and_then(|name| scores.get_mut(name.entry));
                if let Some((rank, score)) = rank.zip(score) {
                    *score = (*score).min(rank << NAME_BITS | post.name as u32);
                    any = true;
                }
            }
            any
        };
        let mut found = false;
        for (word, last) in self.dictionary.words() {
            if begins(&wanted.word, word) {
                found |= fits(How::Begins, word.len() == wanted.word.len(), last);
            } else if inside(&wanted.word, word).is_some() {
                found |= fits(How::Inside, false, last);
            }
        }
        if !found && wanted.word.len() >= NEARLY {
            wanted.how = How::Nearly;
            for (word, last) in self.dictionary.words() {
                if begins_nearly(&wanted.word, word) {
                    found |= fits(How::Nearly, false, last);
                }
            }
        }
        found
    }
}

impl Hits {
    /// These entries, though nothing was looked for.
    pub fn of(places: impl Iterator<Item = usize>) -> Self {
        let best: Vec<Hit> = places.map(|place| Hit { place, name: None }).collect();
        Self {
            wanted: Vec::new(),
            total: best.len(),
            best,
        }
    }

    /// Which bytes of a text were looked for; in order, and apart.
    #[inline(never)] // a gate: xtask/later.txt
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        each_word(text, &mut |part| {
            let Part::Word(word, places) = part else {
                return;
            };
            let mark = self.wanted.iter().find_map(|wanted| {
                let (from, to) = if begins(&wanted.word, word) {
                    (0, wanted.word.len())
                } else if let Some(from) = inside(&wanted.word, word) {
                    (from, from + wanted.word.len())
                } else if wanted.how == How::Nearly && begins_nearly(&wanted.word, word) {
                    (0, word.len())
                } else {
                    return None;
                };
                Some(*places.get(from)?..*places.get(to)?)
            });
            marks.extend(mark);
        });
        marks
    }
}

fn begins(wanted: &[u8], word: &[u8]) -> bool {
    // Most words differ in their first letter, which is known without a call.
    wanted.first() == word.first() && word.starts_with(wanted)
}

/// Where a word stands inside another, not at its beginning.
fn inside(wanted: &[u8], word: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let last = word.len().checked_sub(wanted.len())?;
    if wanted.len() < INSIDE {
        return None;
    }
    let mut bytes = word.iter().enumerate().take(last + 1).skip(1);
    let found = bytes.find(|(at, byte)| {
        *byte == first && word.get(*at..).is_some_and(|rest| rest.starts_with(wanted))
    });
    found.map(|(at, _)| at)
}

/// What a name is to who reads the label with the number `read`: the label in
/// another language is one more synonym.
fn seen(name: Name, read: usize) -> Of {
    match name.of {
        Of::Label if name.number != read => Of::Synonym,
        of => of,
    }
}

/// How well a name fits by one of its words; see [`Index::search`].
fn rank(how: How, of: Of, post: Post, whole: bool) -> Option<u32> {
    Some(match (how, of) {
        (How::Begins, Of::Label | Of::Code) if whole && post.only => 0,
        (How::Begins, Of::Synonym) if whole && post.only => 1,
        (How::Begins, Of::Label) if whole => 2,
        (How::Begins, Of::Label | Of::Code) if post.first => 3,
        (How::Begins, Of::Label) => 4,
        (How::Begins, Of::Synonym) if post.first => 5,
        (How::Begins, Of::Synonym) => 6,
        (How::Inside, Of::Label) => 7,
        (How::Inside, Of::Synonym) => 8,
        (How::Begins, Of::Parent) => WITHIN,
        (How::Nearly, Of::Label) => 10,
        (How::Nearly, Of::Synonym) => 11,
        (_, Of::Code | Of::Parent) => return None,
    })
}

/// The scores of the entries that both words fit: the worse of the two, but
/// a later word of a label takes nothing from the first.
fn both(before: Vec<u32>, later: &[u32]) -> Vec<u32> {
    let pairs = before.into_iter().zip(later);
    let worse = |(before, later): (u32, &u32)| match later >> NAME_BITS {
        _ if before == NOTHING || *later == NOTHING => NOTHING,
        0..=4 => before,
        _ => before.max(*later),
    };
    pairs.map(worse).collect()
}
