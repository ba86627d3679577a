//! The words of one language.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::prose::Language;
use crate::npm;
use crate::place::Place;

/// A Hunspell dictionary, and our own words of its language.
pub(super) struct Dictionary {
    hunspell: spellbook::Dictionary,
    own: HashSet<String>,
}

impl Dictionary {
    /// # Errors
    /// When a file of the language cannot be read.
    pub(super) fn open(place: &Place, language: Language) -> Result<Self> {
        let modules = npm::SPELLING.installed_at(place)?.join("node_modules");
        let folder = modules.join(format!("dictionary-{}", language.dictionary()));
        let affixes = read(&folder.join("index.aff"))?;
        let words = read(&folder.join("index.dic"))?;
        let hunspell = spellbook::Dictionary::new(&affixes, &words)
            .map_err(|error| anyhow!("{}: {error}", folder.display()))?;
        let lists = place.root.join(npm::SPELLING.folder);
        let mut own = HashSet::new();
        for list in ["names.txt".to_owned(), format!("{language}.txt")] {
            let list = read(&lists.join(list))?;
            own.extend(list.lines().map(str::to_owned));
        }
        Ok(Self { hunspell, own })
    }

    /// Whether it is a word, or parts that are words joined by hyphens.
    pub(super) fn knows(&self, word: &str) -> bool {
        let word = word.replace('’', "'");
        let word = word.strip_suffix("'s").unwrap_or(&word);
        self.has(word) || (word.contains('-') && word.split('-').all(|part| self.has(part)))
    }

    /// Our own words may begin a sentence.
    fn has(&self, word: &str) -> bool {
        word.is_empty()
            || self.own.contains(word)
            || self.own.contains(&word.to_lowercase())
            || self.hunspell.check(word)
    }

    /// What may have been meant, for the end of a message.
    pub(super) fn offer(&self, word: &str, most: usize) -> String {
        let mut offered = Vec::new();
        if most > 0 {
            self.hunspell.suggest(word, &mut offered);
            offered.truncate(most);
        }
        match offered.as_slice() {
            [] => String::new(),
            offered => format!(": {}?", offered.join(", ")),
        }
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}
