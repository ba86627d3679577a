//! Numbers with decimals: hours, shares, full-time equivalents.

use serde_json::{Number, Value};

use crate::Finding;

/// The least and greatest value where a question says nothing.
pub const RANGE: (i64, i64) = (0, 999_999_999);

/// Decimals at most where a question says nothing, and decimals at most that a
/// question may ask for.
pub const DECIMALS: (u8, u8) = (2, 6);

/// Digits that a number may have: so many are exact in a double (IEEE 754).
const DIGITS: usize = 15;

/// Whole numbers below it are doubles, each of them (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a question lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub min: i64,
    pub max: i64,
    pub decimals: u8,
}

/// A number as people write it: `2,5` and `2.5` are the same, spaces between
/// groups and a sign are understood.
///
/// One mark with three digits after it (`1.500`, `1,500`) is a thousand to
/// one reader and one and a half to another, and is asked; so is more than
/// one mark. `0,500` is no thousand.
///
/// # Errors
/// `decimal.not_a_number`, `decimal.ambiguous`, and those of [`check`].
pub fn parse(raw: &str, limits: Limits) -> Result<Value, Finding> {
    let compact: String = raw
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let (negative, number) = match compact.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, compact.strip_prefix('+').unwrap_or(&compact)),
    };
    let mut parts = number.split(['.', ',']);
    let (whole, part) = (parts.next().unwrap_or_default(), parts.next());
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || part.is_some_and(|part| !is_digits(part)) {
        return Err(Finding::new("decimal.not_a_number", ""));
    }
    let thousand = whole.len() <= 3 && !whole.starts_with('0');
    if parts.next().is_some() || (thousand && part.is_some_and(|part| part.len() == 3)) {
        return Err(Finding::new("decimal.ambiguous", ""));
    }
    let part = part.unwrap_or_default().trim_end_matches('0');
    if part.len() > usize::from(limits.decimals) {
        return Err(too_many_decimals(limits));
    }
    let digits = format!("{}{part}", whole.trim_start_matches('0'));
    if digits.len() > DIGITS {
        return Err(out_of_range(limits));
    }
    // Both are exact, so that their quotient is the nearest double.
    let units: u64 = digits.parse().unwrap_or(0);
    let value = units as f64 / scale(part.len());
    check(if negative { -value } else { value }, limits)
}

/// The stored form of a number: an integer where it is whole.
///
/// # Errors
/// `decimal.out_of_range` with `min` and `max`; `decimal.too_many_decimals`
/// with `decimals`.
pub fn check(value: f64, limits: Limits) -> Result<Value, Finding> {
    if !(limits.min as f64..=limits.max as f64).contains(&value) {
        return Err(out_of_range(limits));
    }
    let scale = scale(usize::from(limits.decimals));
    let units = value * scale;
    // Beyond that a double has no such decimals.
    if units.abs() < EXACT && units.round() / scale != value {
        return Err(too_many_decimals(limits));
    }
    Ok(number(value))
}

/// A number as JSON has it, which is told from no other of the same value
/// (RFC 8785, 3.2.2.3); null for what is no number.
pub fn number(value: f64) -> Value {
    if value.trunc() == value && value.abs() < 1e15 {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// What a rule made of numbers, without what only the arithmetic of doubles
/// put behind it: six decimals below a thousand million.
pub fn rounded(value: f64) -> f64 {
    let scale = scale(usize::from(DECIMALS.1));
    if value.abs() < 1e9 {
        (value * scale).round() / scale
    } else {
        value
    }
}

fn too_many_decimals(limits: Limits) -> Finding {
    Finding::new("decimal.too_many_decimals", "").with("decimals", limits.decimals)
}

fn out_of_range(limits: Limits) -> Finding {
    Finding::new("decimal.out_of_range", "")
        .with("min", limits.min)
        .with("max", limits.max)
}

fn scale(decimals: usize) -> f64 {
    (0..decimals).fold(1.0, |scale, _| scale * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const LIMITS: Limits = Limits {
        min: -1000,
        max: 1_000_000,
        decimals: 3,
    };

    #[test]
    fn reads_both_marks() {
        for (raw, expected) in [
            ("2,5", json!(2.5)),
            ("2.5", json!(2.5)),
            (" 1 234,75 ", json!(1234.75)),
            ("1\u{a0}234", json!(1234)),
            ("0,500", json!(0.5)),
            ("0,125", json!(0.125)),
            ("1500,125", json!(1500.125)),
            ("12,3450", json!(12.345)),
            ("2,0", json!(2)),
            ("007", json!(7)),
            ("\u{2212}2,5", json!(-2.5)),
            ("-0", json!(0)),
            ("0,1", json!(0.1)),
            ("+4", json!(4)),
        ] {
            assert_eq!(parse(raw, LIMITS), Ok(expected), "{raw:?}");
        }
    }

    #[test]
    fn asks_instead_of_guessing() {
        for (raw, code) in [
            ("1.500", "decimal.ambiguous"),
            ("1,500", "decimal.ambiguous"),
            ("12.345", "decimal.ambiguous"),
            ("1.234,5", "decimal.ambiguous"),
            ("1,2,3", "decimal.ambiguous"),
            ("", "decimal.not_a_number"),
            (",5", "decimal.not_a_number"),
            ("5,", "decimal.not_a_number"),
            ("1e3", "decimal.not_a_number"),
            ("två", "decimal.not_a_number"),
            ("2,1234", "decimal.too_many_decimals"),
            ("1000001", "decimal.out_of_range"),
            ("-1000,5", "decimal.out_of_range"),
            ("12345678901234567890", "decimal.out_of_range"),
            ("NaN", "decimal.not_a_number"),
        ] {
            assert_eq!(parse(raw, LIMITS).unwrap_err().code, code, "{raw:?}");
        }
    }

    #[test]
    fn large_numbers_have_the_decimals_they_have() {
        let limits = Limits {
            min: 0,
            max: 1_000_000_000_000_000,
            decimals: 6,
        };
        for raw in ["767319393847,137", "507139953279,409", "35696094164627,7"] {
            let stored = parse(raw, limits).unwrap();
            assert_eq!(check(stored.as_f64().unwrap(), limits), Ok(stored), "{raw}");
        }
    }

    #[test]
    fn what_is_stored_is_accepted_again() {
        for raw in ["2,5", "0,1", "1234,567", "999999,999", "-0,001", "12,3450"] {
            let stored = parse(raw, LIMITS).unwrap();
            assert_eq!(check(stored.as_f64().unwrap(), LIMITS), Ok(stored), "{raw}");
        }
    }
}
