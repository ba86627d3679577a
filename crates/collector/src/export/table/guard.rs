//! A text in CSV that no spreadsheet runs.
//!
//! OWASP ("CSV injection") names the characters that begin a formula. A cell
//! begins where the file says, and also where a spreadsheet that splits by
//! another separator believes that it does: a file with commas, opened where
//! lists are written with semicolons, is cut at every `;` and at every line
//! break, quoted or not. So each part of a text between separators is looked
//! at as if it were a cell.

use std::borrow::Cow;

/// What may end a cell in one spreadsheet or another.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

/// What begins a formula, with their full-width and small forms, and the sign
/// that a locale may take for a minus.
const BEGINNINGS: [char; 13] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}',
    '\u{fe63}', '\u{fe6b}', '\u{2212}',
];

/// The text with an apostrophe before each part that would be a formula, and
/// before each that begins with an apostrophe: who takes one apostrophe away
/// at the beginning and after every separator has the text again.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let parts = || text.split_inclusive(SEPARATORS);
    let mut first = true;
    let mut needs = |part: &str| {
        let ends = std::mem::take(&mut first) && part.starts_with(['\t', '\r', '\n']);
        ends || part.starts_with('\'') || is_formula(part)
    };
    let marks: Vec<bool> = parts().map(&mut needs).collect();
    if !marks.contains(&true) {
        return Cow::Borrowed(text);
    }
    let mut guarded = String::with_capacity(text.len() + marks.len());
    for (part, mark) in parts().zip(marks) {
        if mark {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    Cow::Owned(guarded)
}

/// Whether a spreadsheet may take the text for a formula, when somebody edits
/// it or by itself: what is not seen, and quotes, are skipped.
pub(super) fn is_formula(text: &str) -> bool {
    let is_skipped = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '"' | '\'' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}')
            || matches!(
                letter,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            )
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2018}'..='\u{201f}')
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.trim_start_matches(is_skipped).starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `docs/api.md` says: `(^|[,;\t\r\n])'` becomes `\1`.
    fn unguarded(text: &str) -> String {
        let mut plain = String::new();
        let mut begins = true;
        for letter in text.chars() {
            if !(begins && letter == '\'') {
                plain.push(letter);
            }
            begins = SEPARATORS.contains(&letter);
        }
        plain
    }

    #[test]
    fn what_begins_a_formula_gets_an_apostrophe() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+4741234567", "'+4741234567"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\n", "'\n"),
            (" \u{a0}=1", "' \u{a0}=1"),
            ("\"=1", "'\"=1"),
            ("\u{feff}\u{202e}=1", "'\u{feff}\u{202e}=1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("\u{2212}1", "'\u{2212}1"),
            ("x;=1+1;y", "x;'=1+1;y"),
            ("x, \"=1\"", "x,' \"=1\""),
            ("- ett\n- två", "'- ett\n'- två"),
            ("'s ochtends", "''s ochtends"),
            ("a,'',b", "a,''',b"),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
            assert_eq!(unguarded(expected), text);
        }
        for text in [
            "",
            "Sågverket",
            "a=b",
            "2 - 3, 4",
            "O'Neill",
            "0301",
            "|x",
            "x; y",
            "info@example.org",
        ] {
            assert_eq!(guarded(text), text);
        }
    }

    /// Every text of up to five of the characters that count.
    #[test]
    fn nothing_is_lost_and_no_part_begins_a_formula() {
        let letters = ['=', '\'', ',', '\n', '"', ' ', 'a'];
        let mut texts = vec![String::new()];
        let mut last = texts.clone();
        for _ in 0..5 {
            let longer = last.iter();
            last = longer
                .flat_map(|text| letters.map(|letter| format!("{text}{letter}")))
                .collect();
            texts.extend(last.iter().cloned());
        }
        assert_eq!(texts.len(), 1 + 7 + 49 + 343 + 2401 + 16_807);
        for text in texts {
            let guarded = guarded(&text);
            assert_eq!(unguarded(&guarded), text, "{guarded:?}");
            assert!(!guarded.starts_with(['\t', '\r', '\n']), "{text:?}");
            for part in guarded.split(SEPARATORS) {
                let seen = part.trim_start_matches(['"', ' ']);
                assert!(!seen.starts_with('='), "{text:?} {part:?}");
            }
        }
    }
}
