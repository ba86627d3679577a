//! Marks that turn the direction of a text end with that text: what is shown
//! after it on the same line must not stand in another place for them.

/// Ends an embedding or override.
const POP: char = '\u{202c}';
/// Ends an isolate.
const END: char = '\u{2069}';

/// `text` with everything ended that it begins (UAX 9, 2.7).
pub(crate) fn closed(mut text: String) -> String {
    let mut open = Vec::new();
    for character in text.chars() {
        match character {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(END),
            POP if open.last() == Some(&POP) => {
                open.pop();
            }
            // It ends what was begun inside the isolate as well.
            END => {
                let isolate = open.iter().rposition(|end| *end == END);
                open.truncate(isolate.unwrap_or(open.len()));
            }
            _ => {}
        }
    }
    text.extend(open.into_iter().rev());
    text
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn what_turns_the_direction_ends_with_the_text() {
        for (text, end) in [
            ("", ""),
            ("Namn", ""),
            ("שם العربية", ""),
            ("Namn\u{202e} abc", "\u{202c}"),
            ("\u{202a}\u{202b}\u{202d}", "\u{202c}\u{202c}\u{202c}"),
            ("\u{202e}abc\u{202c}", ""),
            ("\u{2066}a\u{2067}b\u{2068}c", "\u{2069}\u{2069}\u{2069}"),
            ("\u{2066}a\u{202e}b\u{2069}", ""),
            ("\u{202e}\u{2066}a\u{202c}", "\u{2069}\u{202c}"),
            ("\u{202c}\u{2069}", ""),
        ] {
            assert_eq!(closed(text.to_owned()), format!("{text}{end}"), "{text:?}");
        }
    }
}
