//! Every word of a code list once, and the names that it stands in.

/// A word in a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Post {
    /// The number of the name.
    pub(super) name: usize,
    /// It is the first word of the name.
    pub(super) first: bool,
    /// It is the only one.
    pub(super) only: bool,
    /// The post of the same word before this one, its number from one; 0 for
    /// none.
    before: u32,
}

/// A folded word.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    /// The last of its posts, its number from one.
    last: u32,
}

/// Words, found by their bytes; grows word by word.
#[derive(Debug)]
pub(super) struct Dictionary {
    words: Vec<Word>,
    /// The words' bytes, one after the other.
    bytes: Vec<u8>,
    posts: Vec<Post>,
    /// Numbers of words from one, where their hash says; 0 for none. A power
    /// of two, less than half full.
    table: Vec<u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            bytes: Vec::new(),
            posts: Vec::new(),
            table: vec![0; 1024],
        }
    }
}

impl Dictionary {
    /// Writes down that the word stands in the name with this number, `first`
    /// or after the word that was written down last.
    pub(super) fn post(&mut self, word: &[u8], name: usize, first: bool) {
        if !first && let Some(before) = self.posts.last_mut() {
            before.only = false;
        }
        let number = self.number(word);
        let post = self.posts.len() as u32 + 1;
        let Some(known) = self.words.get_mut(number) else {
            return;
        };
        let before = std::mem::replace(&mut known.last, post);
        self.posts.push(Post {
            name,
            first,
            only: first,
            before,
        });
    }

    /// Every word and its last post.
    pub(super) fn words(&self) -> impl Iterator<Item = (&[u8], u32)> {
        let bytes = |word: &Word| self.bytes.get(word.start..word.end).unwrap_or_default();
        self.words.iter().map(move |word| (bytes(word), word.last))
    }

    /// This post and those of the same word before it.
    pub(super) fn posts(&self, last: u32) -> impl Iterator<Item = Post> + '_ {
        let post = |number: u32| self.posts.get((number as usize).checked_sub(1)?).copied();
        std::iter::successors(post(last), move |here| post(here.before))
    }

    /// The number of a word, from nought; a new one's is the next.
    fn number(&mut self, word: &[u8]) -> usize {
        if self.words.len() * 2 >= self.table.len() {
            self.table = vec![0; self.table.len() * 2];
            for number in 0..self.words.len() {
                let place = self.words.get(number).map(|word| {
                    self.place(self.bytes.get(word.start..word.end).unwrap_or_default())
                });
                self.enter(place.unwrap_or_default(), number);
            }
        }
        let place = self.place(word);
        let known = self.table.get(place).copied().unwrap_or_default();
        if known > 0 {
            return known as usize - 1;
        }
        let number = self.words.len();
        self.enter(place, number);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(word);
        self.words.push(Word {
            start,
            end: self.bytes.len(),
            last: 0,
        });
        number
    }

    fn enter(&mut self, place: usize, number: usize) {
        if let Some(free) = self.table.get_mut(place) {
            *free = number as u32 + 1;
        }
    }

    /// Where the word stands in the table, or would.
    fn place(&self, word: &[u8]) -> usize {
        // The hash FNV-1a, of 32 bits.
        let hash = word.iter().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        });
        let mask = self.table.len() - 1;
        let mut place = hash as usize & mask;
        while let Some(number) = self.table.get(place)
            && let Some(known) = self.words.get((*number as usize).wrapping_sub(1))
            && self.bytes.get(known.start..known.end) != Some(word)
        {
            place = (place + 1) & mask;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_once_and_knows_its_names() {
        let mut dictionary = Dictionary::default();
        for name in 0..3000 {
            dictionary.post(b"same", name, true);
            dictionary.post(format!("word{name}").as_bytes(), name, false);
        }
        let words: Vec<_> = dictionary.words().collect();
        assert_eq!(words.len(), 3001);
        let (_, last) = words.iter().find(|(word, _)| *word == b"same").unwrap();
        let names: Vec<usize> = dictionary.posts(*last).map(|post| post.name).collect();
        assert!(names.iter().rev().copied().eq(0..3000));
        let (_, last) = words.iter().find(|(word, _)| *word == b"word7").unwrap();
        let posts: Vec<Post> = dictionary.posts(*last).collect();
        assert!(matches!(
            posts[..],
            [Post {
                name: 7,
                first: false,
                only: false,
                ..
            }]
        ));
        assert_eq!(dictionary.posts(0).count(), 0);
    }

    #[test]
    fn a_name_of_one_word_is_known_as_such() {
        let mut dictionary = Dictionary::default();
        dictionary.post(b"one", 0, true);
        dictionary.post(b"two", 1, true);
        dictionary.post(b"words", 1, false);
        let only: Vec<bool> = (1..4)
            .map(|post| dictionary.posts(post).next().unwrap().only)
            .collect();
        assert_eq!(only, [true, false, false]);
    }
}
