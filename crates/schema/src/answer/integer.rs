//! Whole numbers: persons, places, weeks.

use crate::Finding;

/// The least and greatest value where a question says nothing.
pub const RANGE: (i64, i64) = (0, 9999);

/// A whole number as people write it: spaces between groups and a sign are
/// understood; what could be read in two ways is refused, never guessed.
///
/// # Errors
/// `integer.not_whole` when it holds a decimal sign (`2,5`, `1.000`),
/// `integer.not_a_number` when it is no number, `integer.out_of_range`
/// outside `min..=max`.
pub fn parse(raw: &str, min: i64, max: i64) -> Result<i64, Finding> {
    let compact: String = raw
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let (negative, digits) = match compact.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, compact.strip_prefix('+').unwrap_or(&compact)),
    };
    let is_digit = |character: char| character.is_ascii_digit();
    if !digits.starts_with(is_digit) || !digits.chars().all(|c| is_digit(c) || c == ',' || c == '.')
    {
        return Err(Finding::new("integer.not_a_number", ""));
    }
    if !digits.chars().all(is_digit) {
        return Err(Finding::new("integer.not_whole", ""));
    }
    // Only digits are left, so what does not fit is out of any range.
    let value = digits
        .parse::<i64>()
        .ok()
        .map(|value| if negative { -value } else { value });
    value
        .filter(|value| (min..=max).contains(value))
        .ok_or_else(|| {
            Finding::new("integer.out_of_range", "")
                .with("min", min)
                .with("max", max)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        for (raw, expected) in [
            ("3", 3),
            (" 12 ", 12),
            ("1 000", 1000),
            ("1\u{202f}000", 1000),
            ("+4", 4),
            ("007", 7),
            ("0", 0),
        ] {
            assert_eq!(parse(raw, 0, 9999), Ok(expected), "{raw:?}");
        }
        assert_eq!(parse("\u{2212}5", -10, 10), Ok(-5));
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        for (raw, code) in [
            ("2,5", "integer.not_whole"),
            ("1.000", "integer.not_whole"),
            ("tre", "integer.not_a_number"),
            ("3-4", "integer.not_a_number"),
            ("-", "integer.not_a_number"),
            ("1e3", "integer.not_a_number"),
            ("\u{661}", "integer.not_a_number"),
            ("10000", "integer.out_of_range"),
            ("-1", "integer.out_of_range"),
            ("99999999999999999999", "integer.out_of_range"),
        ] {
            assert_eq!(parse(raw, 0, 9999).unwrap_err().code, code, "{raw:?}");
        }
    }
}
