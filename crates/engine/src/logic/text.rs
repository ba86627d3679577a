//! Values as text, as JavaScript's `Array.prototype.join` writes them.

use serde_json::{Number, Value};

/// Adds the value to a text: nothing for null, the elements of a list with
/// commas between them.
pub(super) fn push(out: &mut String, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => push_number(out, number),
        Value::String(text) => out.push_str(text),
        Value::Array(list) => {
            for (at, item) in list.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                push(out, item);
            }
        }
        Value::Object(_) => out.push_str("[object Object]"),
    }
}

/// Adds a number by ECMAScript's `Number::toString`: plain from 1e-6 up to
/// 1e21, scientific outside.
///
/// The shortest digits come from serde_json, which the wasm has already; only
/// the place of the decimal point is decided here.
fn push_number(out: &mut String, number: &Number) {
    let written = number.to_string();
    let (sign, written) = match written.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", written.as_str()),
    };
    let (mantissa, exponent) = written.split_once('e').unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_start_matches('0');
    // The value is 0.DIGITS times ten to the power of `point`.
    let point =
        exponent.parse::<i32>().unwrap_or(0) + length(whole) + length(digits) - length(&all);
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        out.push('0');
        return;
    }
    out.push_str(sign);
    if (-5..=21).contains(&point) {
        push_digits(out, digits, point);
    } else {
        push_digits(out, digits, 1);
        out.push_str(if point > 0 { "e+" } else { "e-" });
        out.push_str(&(point - 1).abs().to_string());
    }
}

/// Adds digits with the decimal point after so many of them, and the zeros
/// that are then missing before or behind.
fn push_digits(out: &mut String, digits: &str, point: i32) {
    if point <= 0 {
        out.push_str("0.");
    }
    for at in point.min(0)..point.max(length(digits)) {
        if at == point && at > 0 {
            out.push('.');
        }
        let digit = usize::try_from(at)
            .ok()
            .and_then(|at| digits.as_bytes().get(at));
        out.push(digit.map_or('0', |digit| char::from(*digit)));
    }
}

/// Bytes in a text of at most some hundred.
fn length(text: &str) -> i32 {
    i32::try_from(text.len()).unwrap_or(i32::MAX)
}
