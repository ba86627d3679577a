//! Which parts of a text are words of a language.

/// What may stand within a word, or within what looks like one.
const INSIDE: [char; 7] = ['\'', '’', '-', '_', '.', '{', '}'];

/// The words of a text, and whether each stands in quotation marks. What a
/// machine reads (an address, a number, an identifier) and what is written in
/// capitals is no word.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let parts = text.split('"').enumerate();
    parts.flat_map(|(number, part)| plain(part).map(move |word| (word, number % 2 == 1)))
}

fn plain(text: &str) -> impl Iterator<Item = &str> {
    let chunks = text.split_whitespace();
    let chunks = chunks.filter(|chunk| {
        let address = chunk.contains("://") || chunk.contains('@') || chunk.starts_with('/');
        !address
    });
    chunks
        .flat_map(|chunk| chunk.split(|c: char| !(c.is_alphanumeric() || INSIDE.contains(&c))))
        .map(|token| {
            token
                .trim_end_matches('.')
                .trim_matches(['\'', '’', '-', '_'])
        })
        .filter(|token| is_word(token))
}

fn is_word(token: &str) -> bool {
    let mut rest = token.chars();
    rest.next().is_some()
        && token.chars().nth(1).is_some()
        && !rest.any(|c| c.is_uppercase())
        && !token.contains(|c: char| c.is_numeric() || "_.{}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_addresses_and_capitals_are_no_words() {
        let text = "(The e-mail's) RFC of ChromeDriver, org.name or .json; see https://a.example/x or b@c.example, /q/{id} or {of}: 2nd _word_ 'yrkes-' och/eller.";
        let found: Vec<&str> = words(text).map(|(word, _)| word).collect();
        assert_eq!(
            found,
            [
                "The", "e-mail's", "of", "or", "see", "or", "or", "word", "yrkes", "och", "eller"
            ]
        );
    }

    #[test]
    fn what_is_quoted_is_told_apart() {
        let found: Vec<(&str, bool)> = words("press \"Skicka svaren\" now").collect();
        let expected = [
            ("press", false),
            ("Skicka", true),
            ("svaren", true),
            ("now", false),
        ];
        assert_eq!(found, expected);
    }
}
