//! One slip of the finger.

/// Whether `typed` is the beginning of `word`, or was meant to be: with one
/// letter too many, too few, another one, or two that changed places.
pub(super) fn begins_nearly(typed: &[u8], word: &[u8]) -> bool {
    let same = typed
        .iter()
        .zip(word)
        .take_while(|(one, other)| one == other);
    let same = same.count();
    let typed = typed.get(same..).unwrap_or_default();
    let word = word.get(same..).unwrap_or_default();
    let (Some((first, typed_rest)), Some((expected, word_rest))) =
        (typed.split_first(), word.split_first())
    else {
        // Nothing is left to be typed, or one letter too many was.
        return typed.len() <= 1;
    };
    let swapped = || {
        let (next, rest) = typed_rest.split_first()?;
        let (expected_next, expected_rest) = word_rest.split_first()?;
        Some(next == expected && first == expected_next && expected_rest.starts_with(rest))
    };
    word_rest.starts_with(typed_rest)
        || word_rest.starts_with(typed)
        || word.starts_with(typed_rest)
        || swapped() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::begins_nearly;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        let near = |typed: &str, word: &str| begins_nearly(typed.as_bytes(), word.as_bytes());
        for typed in [
            "sykepleier",
            "sykepl",
            "ykepleier",
            "sykeplleier",
            "sykepleer",
            "sikepleier",
            "syekpleier",
            "sykepleierx",
            "ssykepleier",
            "sykepeli",
            "sykeplx",
        ] {
            assert!(near(typed, "sykepleier"), "{typed}");
        }
        for typed in [
            "sykepleierxy",
            "kepleier",
            "yskeplerei",
            "sykkeplleier",
            "pleier",
        ] {
            assert!(!near(typed, "sykepleier"), "{typed}");
        }
        assert!(near("", "a") && near("a", "") && !near("ab", ""));
    }
}
