//! Marks that turn the direction of a text end with that text: what is shown
//! after it on the same line must not stand in another place for them.

/// Ends an embedding or override.
const POP: char = '\u{202c}';
/// Isolates what follows, in the direction that it has.
const ISOLATE: char = '\u{2068}';
/// Ends an isolate.
const END: char = '\u{2069}';

/// `text`, isolated where it turns the direction, with everything ended that it
/// begins and nothing that it does not (UAX 9, 2.7).
pub(crate) fn closed(text: String) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..=END);
    if !text.contains(turns) {
        return text;
    }
    let mut open = vec![END];
    let mut whole = String::from(ISOLATE);
    for character in text.chars() {
        match character {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..=ISOLATE => open.push(END),
            POP if open.last() == Some(&POP) => {
                open.pop();
            }
            // It ends what was begun inside the isolate as well.
            END => match open.iter().rposition(|end| *end == END) {
                Some(isolate) if isolate > 0 => open.truncate(isolate),
                _ => continue,
            },
            _ => {}
        }
        whole.push(character);
    }
    whole.extend(open.into_iter().rev());
    whole
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn what_turns_the_direction_ends_with_the_text() {
        for (text, shown) in [
            ("", ""),
            ("Namn", "Namn"),
            ("שם العربية", "שם العربية"),
            ("a\u{202e} b", "\u{2068}a\u{202e} b\u{202c}\u{2069}"),
            (
                "\u{202a}\u{202b}",
                "\u{2068}\u{202a}\u{202b}\u{202c}\u{202c}\u{2069}",
            ),
            ("\u{202e}a\u{202c}", "\u{2068}\u{202e}a\u{202c}\u{2069}"),
            ("\u{2066}a", "\u{2068}\u{2066}a\u{2069}\u{2069}"),
            (
                "\u{2066}a\u{202e}b\u{2069}",
                "\u{2068}\u{2066}a\u{202e}b\u{2069}\u{2069}",
            ),
            ("a\u{2069}\u{202e}b", "\u{2068}a\u{202e}b\u{202c}\u{2069}"),
            ("\u{202c}a", "\u{2068}\u{202c}a\u{2069}"),
        ] {
            assert_eq!(closed(text.to_owned()), shown, "{text:?}");
        }
    }
}
