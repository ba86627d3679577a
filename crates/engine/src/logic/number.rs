//! Numbers as JSONLogic sees them: which values are numbers, and back.

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

/// A decimal number in a text, by ECMAScript's `StrDecimalLiteral`.
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
    let is_digit = |c: char| c.is_ascii_digit();
    let tail = text.trim_start_matches(is_digit);
    let whole = text.strip_suffix(tail)?;
    let fraction_on = tail.strip_prefix('.').unwrap_or("");
    let exponent = if tail.starts_with('.') {
        fraction_on.trim_start_matches(is_digit)
    } else {
        tail
    };
    let fraction = fraction_on.strip_suffix(exponent).unwrap_or("");
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let json = ["0", whole]
        .into_iter()
        .skip(usize::from(!whole.is_empty()));
    let mut json: String = json.collect();
    json.push('.');
    json.push_str(fraction);
    json.push('0');
    json.push_str(exponent);
    let number = serde_json::from_str::<Value>(&json).ok()?.as_f64()?;
    Some(sign * number)
}
