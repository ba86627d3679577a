//! Plain text, of one line or several.

use crate::Finding;

/// Characters at most where a question says nothing: one line.
pub const LINE_LIMIT: usize = 200;
/// Characters at most where a question says nothing: several lines.
pub const LINES_LIMIT: usize = 2000;

/// One line: white space at the ends removed, each inner line break or tab a space.
///
/// # Errors
/// `text.too_long` beyond `max` characters (Unicode scalar values);
/// `text.control` for other control characters (U+0000 among them).
pub fn parse_line(raw: &str, max: usize) -> Result<String, Finding> {
    let line: String = normalise(raw)
        .chars()
        .map(|character| {
            if matches!(character, '\n' | '\t') {
                ' '
            } else {
                character
            }
        })
        .collect();
    bounded(line.trim(), max)
}

/// Several lines: CRLF and CR become LF, white space at the ends removed.
///
/// # Errors
/// As [`parse_line`].
pub fn parse_lines(raw: &str, max: usize) -> Result<String, Finding> {
    bounded(normalise(raw).trim(), max)
}

fn normalise(raw: &str) -> String {
    // Without a search for a text, whose code would enter the wasm for this.
    let mut before = '\0';
    raw.chars()
        .filter_map(|character| {
            let ends = before == '\r' && character == '\n';
            before = character;
            (!ends).then_some(if character == '\r' { '\n' } else { character })
        })
        .collect()
}

fn bounded(text: &str, max: usize) -> Result<String, Finding> {
    let control = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    if text.chars().any(control) {
        return Err(Finding::new("text.control", ""));
    }
    if text.chars().count() > max {
        return Err(Finding::new("text.too_long", "").with("max", max));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_has_no_breaks() {
        assert_eq!(
            parse_line("  Såg\tverk\r\nAB \n", 20),
            Ok("Såg verk AB".to_owned())
        );
        assert_eq!(parse_line(" \u{a0} ", 5), Ok(String::new()));
    }

    #[test]
    fn lines_keep_their_breaks_as_lf() {
        assert_eq!(parse_lines("a\r\nb\rc\n", 20), Ok("a\nb\nc".to_owned()));
    }

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        assert_eq!(parse_line("ååå", 3), Ok("ååå".to_owned()));
        let finding = parse_line("åååå", 3).unwrap_err();
        assert_eq!(finding.code, "text.too_long");
        assert_eq!(finding.params.get("max"), Some("3"));
    }

    #[test]
    fn control_characters_are_refused() {
        for raw in ["a\0b", "\u{1b}[0m", "a\u{85}b"] {
            assert_eq!(
                parse_line(raw, 10).unwrap_err().code,
                "text.control",
                "{raw:?}"
            );
        }
    }
}
