//! Numbers as JSONLogic sees them: which values are numbers, and back.

use behov_schema::json;
use serde_json::{Number, Value};

/// Beyond this not every whole number is a double (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a value is as a number: null and false are 0, true is 1, a text is
/// the decimal number it consists of (0 when blank); nothing else is one.
pub(super) fn of(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(0.0),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => parse(text),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// The number as a value, whole ones as integers; none when not finite.
pub(super) fn value(number: f64) -> Option<Value> {
    if number.abs() < EXACT && number.trunc() == number {
        return Some(Value::from(number as i64));
    }
    Number::from_f64(number).map(Value::Number)
}

/// The remainder of a division, with the sign of the dividend; exact, as every
/// step subtracts the divisor times a power of two. The `%` of doubles would
/// bring 2 KiB of libm into the wasm.
pub(super) fn remainder(dividend: f64, divisor: f64) -> f64 {
    let (mut rest, divisor) = (dividend.abs(), divisor.abs());
    if divisor == 0.0 || !rest.is_finite() || !divisor.is_finite() {
        return f64::NAN;
    }
    let mut step = divisor;
    while step <= rest / 2.0 {
        step *= 2.0;
    }
    while step >= divisor {
        if rest >= step {
            rest -= step;
        }
        step /= 2.0;
    }
    rest.copysign(dividend)
}

/// A decimal number in a text, by ECMAScript's `StrDecimalLiteral`; but the
/// point must have digits behind it.
///
/// Rewritten to JSON's grammar and read by its parser, because the wasm has
/// that one already and the standard library's brings 12 KiB of tables.
fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0.0);
    }
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let mut number = text.trim_start_matches('0').to_owned();
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        number.insert(0, '0');
    }
    let number = json::parse(&number).ok()?.as_f64()?;
    Some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_is_that_of_the_processor() {
        let numbers = [
            0.0,
            1.0,
            -1.0,
            0.1,
            0.3,
            -5.5,
            7.0,
            1e16,
            123_456.789,
            1e300,
            -1e-300,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
        ];
        for a in numbers {
            for b in numbers {
                let (ours, theirs) = (remainder(a, b), a % b);
                if theirs.is_nan() {
                    assert!(ours.is_nan(), "{a} % {b}: {ours}");
                } else {
                    assert_eq!(ours.to_bits(), theirs.to_bits(), "{a} % {b}: {ours}");
                }
            }
        }
    }
}
