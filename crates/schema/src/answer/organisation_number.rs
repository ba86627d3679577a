//! Organisation numbers of Norway and Sweden.
//!
//! A personal number is never one of them, however well its check digit fits:
//! it is refused as such, and nothing here gives it back.

use crate::Finding;
use crate::document::Country;

/// The digits of an organisation number: 9 (NO) or 10 (SE).
///
/// Spaces, hyphens and dots between digits are left out; for Norway also
/// `NO` before and `MVA` after, for Sweden a leading `16` and the VAT form
/// `SE … 01`. Norway: MOD11 with weights 3 2 7 6 5 4 3 2 (Brønnøysund
/// Register Centre). Sweden: Luhn, and a third digit of at least 2, which
/// tells it from a personal number (lag 1974:174).
///
/// # Errors
/// `organisation_number.personal_number` for anything of a personal number's
/// form, `organisation_number.length`, `organisation_number.checksum`.
pub fn parse(raw: &str, country: Country) -> Result<String, Finding> {
    let compact = compact(raw);
    let result = match country {
        Country::Norway => norwegian(&compact),
        Country::Sweden => swedish(&compact),
    };
    result.map_err(|rule| Finding::new(rule, "").with("country", country.code()))
}

/// In capitals, without what people write between digits.
pub(super) fn compact(raw: &str) -> String {
    let upper = raw.trim().to_ascii_uppercase();
    upper
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}'))
        .collect()
}

/// Whether `digits` (digits alone) has the form of a personal or coordination
/// number of either country: a Norwegian one has 11 digits, a Swedish one 10
/// or 12 with a day or month where an organisation number has 20 or more.
pub(super) fn is_personal(digits: &str) -> bool {
    let ten = match digits.len() {
        11 => return true,
        10 => digits,
        12 if ["18", "19", "20"]
            .iter()
            .any(|century| digits.starts_with(century)) =>
        {
            return true;
        }
        12 => digits.get(2..).unwrap_or_default(),
        _ => return false,
    };
    matches!(ten.as_bytes().get(2), Some(b'0' | b'1')) && luhn(ten)
}

fn norwegian(compact: &str) -> Result<String, &'static str> {
    let digits = compact.strip_prefix("NO").unwrap_or(compact);
    let digits = digits.strip_suffix("MVA").unwrap_or(digits);
    if !is_digits(digits) || digits.len() != 9 {
        return Err(if is_digits(digits) && is_personal(digits) {
            "organisation_number.personal_number"
        } else {
            "organisation_number.length"
        });
    }
    let weighted = values(digits)
        .zip([3, 2, 7, 6, 5, 4, 3, 2])
        .map(|(digit, weight)| digit * weight);
    let check = match 11 - weighted.sum::<u32>() % 11 {
        11 => 0,
        other => other,
    };
    if values(digits).last() == Some(check) {
        Ok(digits.to_owned())
    } else {
        Err("organisation_number.checksum")
    }
}

fn swedish(compact: &str) -> Result<String, &'static str> {
    let digits = match compact.strip_prefix("SE") {
        Some(vat) if vat.len() == 12 => vat.strip_suffix("01").unwrap_or(vat),
        Some(rest) => rest,
        None => compact,
    };
    // The "+" of a person over a hundred years stands where the hyphen does.
    let digits = digits.replace('+', "");
    if !is_digits(&digits) {
        return Err("organisation_number.length");
    }
    if is_personal(&digits) {
        return Err("organisation_number.personal_number");
    }
    let ten = match digits.len() {
        10 => digits.as_str(),
        12 => digits
            .strip_prefix("16")
            .ok_or("organisation_number.length")?,
        _ => return Err("organisation_number.length"),
    };
    match ten.as_bytes().get(2) {
        Some(b'0' | b'1') => Err("organisation_number.personal_number"),
        _ if luhn(ten) => Ok(ten.to_owned()),
        _ => Err("organisation_number.checksum"),
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn values(digits: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    digits
        .bytes()
        .map(|byte| u32::from(byte.saturating_sub(b'0')))
}

/// ISO/IEC 7812-1, annex B.
fn luhn(digits: &str) -> bool {
    let sum: u32 = values(digits)
        .rev()
        .enumerate()
        .map(|(place, digit)| match digit * (1 + place as u32 % 2) {
            two_digits @ 10.. => two_digits - 9,
            one_digit => one_digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(raw: &str, country: Country) -> String {
        let finding = parse(raw, country).unwrap_err();
        assert_eq!(finding.params.get("country"), Some(country.code()));
        assert!(
            raw.is_empty() || !finding.to_string().contains(raw),
            "a finding never carries the number"
        );
        finding.code.into_owned()
    }

    #[test]
    fn norwegian_numbers() {
        // 123456785 is the worked example of the Brønnøysund Register Centre.
        for raw in [
            "123456785",
            "123 456 785",
            "NO 123 456 785 MVA",
            "no123456785mva",
            " 123.456.785\u{a0}",
            "974760673",
        ] {
            let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(parse(raw, Country::Norway), Ok(digits), "{raw}");
        }
        for (raw, expected) in [
            ("123456784", "organisation_number.checksum"),
            ("12345678", "organisation_number.length"),
            ("1234567850", "organisation_number.length"),
            ("ABC456785", "organisation_number.length"),
            ("", "organisation_number.length"),
            ("01010012345", "organisation_number.personal_number"),
            ("010100 12345", "organisation_number.personal_number"),
        ] {
            assert_eq!(rule(raw, Country::Norway), expected, "{raw}");
        }
    }

    #[test]
    fn norwegian_remainders() {
        for head in 80_000_000_u32..80_000_500 {
            let sum: u32 = values(&head.to_string())
                .zip([3, 2, 7, 6, 5, 4, 3, 2])
                .map(|(digit, weight)| digit * weight)
                .sum();
            let valid = (0..10)
                .filter(|check| parse(&format!("{head}{check}"), Country::Norway).is_ok())
                .collect::<Vec<_>>();
            match sum % 11 {
                0 => assert_eq!(valid, [0], "{head}: 11 stands for 0"),
                1 => assert!(valid.is_empty(), "{head}: 10 is no check digit"),
                remainder => assert_eq!(valid, [11 - remainder], "{head}"),
            }
        }
    }

    #[test]
    fn swedish_numbers() {
        for (raw, expected) in [
            ("212000-0142", "2120000142"),
            ("5560360793", "5560360793"),
            ("16556036-0793", "5560360793"),
            ("SE556036079301", "5560360793"),
            (" 556036 0793 ", "5560360793"),
            ("556036\u{2013}0793", "5560360793"),
        ] {
            assert_eq!(
                parse(raw, Country::Sweden).as_deref(),
                Ok(expected),
                "{raw}"
            );
        }
        for (raw, expected) in [
            ("556036-0794", "organisation_number.checksum"),
            ("556036", "organisation_number.length"),
            ("12556036-0793", "organisation_number.length"),
            ("XX6036-0793", "organisation_number.length"),
            ("000101-0008", "organisation_number.personal_number"),
            ("19000101-0008", "organisation_number.personal_number"),
            ("000101+0008", "organisation_number.personal_number"),
            ("010100 12345", "organisation_number.personal_number"),
        ] {
            assert_eq!(rule(raw, Country::Sweden), expected, "{raw}");
        }
    }

    #[test]
    fn the_canonical_form_reads_as_itself() {
        for (raw, country) in [
            ("NO 123 456 785 MVA", Country::Norway),
            ("16556036-0793", Country::Sweden),
        ] {
            let once = parse(raw, country).unwrap();
            assert_eq!(parse(&once, country), Ok(once.clone()));
        }
    }
}
