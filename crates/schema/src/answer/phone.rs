//! Telephone numbers.

use crate::Finding;
use crate::document::Country;

/// A telephone number in the form of E.164 (ITU-T, 11/2010, 6.2.1): `+`,
/// country code and number, 7 to 15 digits together.
///
/// Spaces, hyphens, dots, slashes and brackets are left out; `00` stands for
/// `+`, and the trunk zero of `+46 (0)70 …` falls away. A number without a
/// country code is one of `country`: in Norway 8 digits from 2 to 9 on (Nkom's
/// numbering plan, E.164), in Sweden a zero and 7 to 9 digits (PTS's numbering
/// plan). The same holds for what follows `+47` and `+46`.
///
/// # Errors
/// `phone.invalid` with the `country` whose form was looked for.
pub fn parse(raw: &str, country: Country) -> Result<String, Finding> {
    // The trunk zero in brackets stands as a zero byte until it is known
    // whether a country code is before it.
    let mut compact = String::with_capacity(raw.len());
    for (at, character) in raw.char_indices() {
        let trunk = raw.get(..at).is_some_and(|before| before.ends_with('('))
            && raw.get(at..).is_some_and(|rest| rest.starts_with("0)"));
        match character {
            '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
            _ if character.is_whitespace() => {}
            _ => compact.push(if trunk { '\0' } else { character }),
        }
    }
    let international = compact
        .strip_prefix('+')
        .or_else(|| compact.strip_prefix("00"));
    let number = match international {
        Some(digits) => digits.replace('\0', ""),
        None => national(&compact.replace('\0', "0"), country),
    };
    if is_number(&number) {
        Ok(format!("+{number}"))
    } else {
        Err(Finding::new("phone.invalid", "").with("country", country.code()))
    }
}

/// The digits after the `+`; what has no country's form comes back too short.
fn national(digits: &str, country: Country) -> String {
    let rest = match country {
        Country::Norway => Some(digits),
        Country::Sweden => digits.strip_prefix('0'),
    };
    rest.map(|rest| format!("{}{rest}", calling_code(country)))
        .unwrap_or_default()
}

fn is_number(number: &str) -> bool {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) || number.starts_with('0') {
        return false;
    }
    if let Some(rest) = number.strip_prefix(calling_code(Country::Norway)) {
        return rest.len() == 8 && !rest.starts_with(['0', '1']);
    }
    if let Some(rest) = number.strip_prefix(calling_code(Country::Sweden)) {
        return (7..=9).contains(&rest.len()) && !rest.starts_with('0');
    }
    (7..=15).contains(&number.len())
}

fn calling_code(country: Country) -> &'static str {
    match country {
        Country::Norway => "47",
        Country::Sweden => "46",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Country::{Norway, Sweden};

    #[test]
    fn keeps_the_international_form() {
        for (raw, country, stored) in [
            ("22 22 22 22", Norway, "+4722222222"),
            ("412 34 567", Norway, "+4741234567"),
            ("+47 412 34 567", Norway, "+4741234567"),
            ("0047 41234567", Sweden, "+4741234567"),
            ("070-123 45 67", Sweden, "+46701234567"),
            ("08-12 34 56", Sweden, "+468123456"),
            ("(0910) 123 45", Sweden, "+4691012345"),
            ("+46 (0)70-123 45 67", Norway, "+46701234567"),
            ("(0)70 123 45 67", Sweden, "+46701234567"),
            ("+358 40 123 4567", Sweden, "+358401234567"),
            ("+44 20 7946 0958", Norway, "+442079460958"),
        ] {
            let number = parse(raw, country);
            assert_eq!(number, Ok(stored.to_owned()), "{raw:?}");
            assert_eq!(parse(stored, country), number, "{raw:?} again");
        }
    }

    #[test]
    fn refuses_what_nobody_could_call() {
        for (raw, country) in [
            ("", Norway),
            ("1234567", Norway),
            ("02800", Norway),
            ("112", Norway),
            ("123456789", Norway),
            ("+47 070 12 345", Norway),
            ("70 123 45 67", Sweden),
            ("070-12 34", Sweden),
            ("+46 070 123 45 67", Sweden),
            ("+0 123 456 789", Sweden),
            ("+1234567890123456", Sweden),
            ("070-123 45 67 ankn 3", Sweden),
            ("ring växeln", Sweden),
            ("\u{661}\u{662}", Norway),
        ] {
            let finding = parse(raw, country).unwrap_err();
            assert_eq!(finding.code, "phone.invalid", "{raw:?}");
            assert_eq!(finding.params.get("country"), Some(country.code()));
        }
    }
}
