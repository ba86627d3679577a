//! Words as they are compared: `Gällivare`, `gallivare` and `Gaellivare` are
//! one, and so are `Kárášjohka` and `karasjohka`.
//!
//! Letters lose their case and their marks. Of `aa`, `ae` and `oe`, which
//! people write for `å`, `ä`, `æ`, `ö` and `ø`, the second letter is left out
//! on both sides, so that the beginning of a word stays the beginning.

/// The letter under its mark of U+00C0 to U+017F; a space where there is none.
/// (The standard library's tables of letters would weigh more than all of
/// the search.)
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A word of a text, or the gap between two of its names.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// Its folded bytes; and for each where its character stands in the text,
    /// and at last where the word ends.
    Word(&'a [u8], &'a [usize]),
    /// What is written between two names of the same place: ` - ` or ` / `.
    Break,
}

/// What a character is to the search.
enum Letter {
    Of(u8),
    /// A letter of another alphabet, which stays as it is.
    Other,
    /// A mark of the letter before it (Unicode's combining ones).
    Mark,
    Gap,
}

fn letter(character: char) -> Letter {
    let code = character as usize;
    match code {
        0..0x80 if character.is_ascii_alphanumeric() => {
            Letter::Of((code as u8).to_ascii_lowercase())
        }
        0..0xc0 | 0x2000..0x2070 => Letter::Gap,
        0x300..0x370 => Letter::Mark,
        _ => match LATIN.get(code - 0xc0) {
            Some(b' ') => Letter::Gap,
            Some(base) => Letter::Of(*base),
            None => Letter::Other,
        },
    }
}

/// Goes through the words of a text, in order.
pub(super) fn each_word(text: &str, see: &mut dyn FnMut(Part<'_>)) {
    let mut word = Vec::new();
    let mut places = Vec::new();
    // The characters since the last word: a dash alone in a gap parts names.
    let mut gap = [' '; 3];
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        match letter(character) {
            Letter::Of(base) => {
                let twice = matches!(
                    (word.last(), base),
                    (Some(b'a'), b'a' | b'e') | (Some(b'o'), b'e')
                );
                if !twice {
                    word.push(base);
                    places.push(at);
                }
            }
            Letter::Other => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    word.push(byte);
                    places.push(at);
                }
            }
            Letter::Mark => {}
            Letter::Gap => {
                if !word.is_empty() {
                    places.push(at);
                    see(Part::Word(&word, &places));
                    word.clear();
                    places.clear();
                    gap = ['\n'; 3];
                }
                gap = [gap[1], gap[2], character];
                if matches!(gap, [' ', '-' | '–' | '/', ' ']) {
                    see(Part::Break);
                }
            }
        }
    }
}

/// The names that a text consists of, each as its folded words with a space
/// after each.
pub(super) fn names(text: &str) -> Vec<Vec<u8>> {
    let mut names = vec![Vec::new()];
    each_word(text, &mut |part| match part {
        Part::Break => names.push(Vec::new()),
        Part::Word(word, _) => {
            if let Some(name) = names.last_mut() {
                name.extend_from_slice(word);
                name.push(b' ');
            }
        }
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let names = names(text).into_iter();
        let names: Vec<String> = names.map(|name| String::from_utf8(name).unwrap()).collect();
        names.join("|")
    }

    #[test]
    fn letters_lose_case_and_marks() {
        for (text, as_compared) in [
            ("Gällivare", "gallivare "),
            ("GAELLIVARE", "gallivare "),
            ("Luleå", "lulea "),
            ("Luleaa", "lulea "),
            ("Tromsø", "tromso "),
            ("Tromsoe", "tromso "),
            ("Færder", "farder "),
            ("Kárášjohka - Karasjok", "karasjohka |karasjok "),
            ("čđŋšŧž", "cdnstz "),
            ("ČĐŊŠŦŽ", "cdnstz "),
            ("Snåase – Snåsa", "snase |snasa "),
            ("A\u{30a}s", "as "),
            (
                "Möbel- och inredningssnickare",
                "mobel och inredningssnickare ",
            ),
            ("Nordre Follo/Oppegård", "nordre follo oppegard "),
            ("IT-arkitekter m.fl.", "it arkitekter m fl "),
            ("2 × 3", "2 3 "),
            ("повар", "повар "),
            ("", ""),
            (" - ", "|"),
        ] {
            assert_eq!(folded(text), as_compared, "{text}");
        }
    }

    #[test]
    fn the_beginning_of_a_word_stays_the_beginning() {
        for word in ["Gaellivare", "Kåfjord", "poesi", "Israel", "sjøer", "aaeoe"] {
            let whole = folded(word);
            let whole = whole.trim_end();
            for (at, _) in word.char_indices().skip(1) {
                let begun = folded(&word[..at]);
                assert!(whole.starts_with(begun.trim_end()), "{word}, {begun}");
            }
        }
    }

    #[test]
    fn every_letter_knows_where_it_stands() {
        each_word("  Ååse är", &mut |part| {
            let Part::Word(word, places) = part else {
                panic!("no names here")
            };
            assert_eq!(places.len(), word.len() + 1);
            match word {
                b"ase" => assert_eq!(places, [2, 6, 7, 8]),
                b"ar" => assert_eq!(places, [9, 11, 12]),
                _ => panic!("{word:?}"),
            }
        });
    }
}
