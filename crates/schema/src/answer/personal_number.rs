//! Numbers of persons, which are never kept.

use super::organisation_number::{compact, is_digits, is_personal};
use crate::Finding;
use crate::document::Country;

/// Refuses a text that is a personal or coordination number of either country
/// as a whole, with the hyphens and blanks that people write. Words with a
/// number in them pass, and so do codes.
///
/// Norway: eleven digits that begin with a day and a month. Their check digits
/// are not asked for: the rule for them ends with the numbers given from 2032.
/// Sweden: twelve digits with century, month and day, or ten whose check digit
/// fits too (Luhn).
///
/// # Errors
/// `organisation_number.personal_number`, with the `country` whose it is.
pub fn refuse(text: &str) -> Result<(), Finding> {
    let digits = compact(text).replace('+', "");
    if !is_digits(&digits) || !is_personal(&digits) {
        return Ok(());
    }
    let (country, month, day) = match digits.len() {
        11 => (Country::Norway, 2, 0),
        length => (Country::Sweden, length - 8, length - 6),
    };
    let two = |at: usize| match digits.as_bytes().get(at..at + 2) {
        Some([tens, ones]) => (tens - b'0') * 10 + (ones - b'0'),
        _ => 0,
    };
    // Who is not registered has a number too: with the day and 40 in Norway,
    // the day and 60 in Sweden.
    if matches!(two(month), 1..=12) && matches!(two(day), 1..=31 | 41..=91) {
        let finding = Finding::new("organisation_number.personal_number", "");
        return Err(finding.with("country", country.code()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers are those that the two tax agencies give for tests.
    #[test]
    fn a_number_of_a_person_is_refused_however_it_is_written() {
        for (text, country) in [
            ("19121212-1212", "SE"),
            ("121212-1212", "SE"),
            ("121212+1212", "SE"),
            ("19 12 12 12 12 12", "SE"),
            ("19121272-1219", "SE"),
            ("01010012345", "NO"),
            ("010100 12345", "NO"),
            ("41010012345", "NO"),
        ] {
            let finding = refuse(text).expect_err(text);
            assert_eq!(finding.params.get("country"), Some(country), "{text}");
            assert!(!finding.to_string().contains(text));
        }
    }

    #[test]
    fn words_and_other_numbers_pass() {
        for text in [
            "Svetsare",
            "",
            "7115",
            "556036-0793",
            "16556036-0793",
            "123456785",
            "121212-1213",
            "+4741234567",
            "070-174 06 05",
            "19121312-1212",
            "201299-121212",
            "99010012345",
            "Tolvan 121212-1212",
            "åäö åäö åä",
            "SE010100123",
        ] {
            assert_eq!(refuse(text), Ok(()), "{text}");
        }
    }
}
