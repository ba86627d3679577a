//! Every word that somebody reads is spelt rightly: the documents, the
//! comments in the code, the interface words, the pages and the example
//! questionnaires.
//!
//! A word is right when the dictionary of its language has it, or the list of
//! our own words in `xtask/spelling`.

mod dictionary;
mod page;
mod prose;
mod words;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::npm;
use crate::place::Place;
use crate::setup;
use crate::sources;

use dictionary::Dictionary;
use prose::{Language, Prose};

/// The most words that are offered instead of a wrong one.
const OFFERED: usize = 3;

/// To look for what may have been meant takes a tenth of a second a word: who
/// has this many to correct is told the places alone.
const LOOKED_FOR: u64 = 20;

/// Checks every text and names each unknown word with its place.
///
/// # Errors
/// When a word is unknown, or the dictionaries cannot be had.
pub(crate) fn check(place: &Place) -> Result<()> {
    setup::for_spelling(place)?;
    let mut dictionaries: BTreeMap<Language, Dictionary> = BTreeMap::new();
    for language in Language::ALL {
        dictionaries.insert(language, Dictionary::open(place, language)?);
    }
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for source in sources::all(place)? {
        for Prose {
            language,
            place,
            text,
        } in prose::of(&source)?
        {
            let own = dictionaries.get(&language).context("a language is open")?;
            for (word, quoted) in words::words(&text) {
                // English quotes what the form says in another language.
                let foreign = quoted && language == Language::English;
                let any = || dictionaries.values().any(|other| other.knows(word));
                if own.knows(word) || (foreign && any()) {
                    known += 1;
                    continue;
                }
                unknown += 1;
                let most = if unknown > LOOKED_FOR { 0 } else { OFFERED };
                println!("{place}: {word} ({language}){}", own.offer(word, most));
            }
        }
    }
    if unknown > 0 {
        bail!(
            "{unknown} unknown words: correct them, put names of things in code into backquotes, \
             or add what is right to {}/<language>.txt",
            npm::SPELLING.folder
        );
    }
    println!("spelling {known} words in {} languages", dictionaries.len());
    Ok(())
}
