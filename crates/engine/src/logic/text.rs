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
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i32 = exponent.parse().unwrap_or(0);

    let all = [whole, fraction].concat();
    let digits = all.trim_start_matches('0');
    let zeros = all.len() - digits.len();
    let digits = digits.trim_end_matches('0');
    // The value is 0.DIGITS * 10^point.
    let point = (whole.len() as i32 + exponent).saturating_sub(zeros as i32);
    if digits.is_empty() {
        out.push('0');
        return;
    }
    out.push_str(sign);
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let before = usize::try_from(point).unwrap_or(0);
    match digits.split_at_checked(before) {
        _ if !(-5..=21).contains(&point) => {
            let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
            out.push_str(first);
            if !rest.is_empty() {
                out.push('.');
                out.push_str(rest);
            }
            out.push_str(if point > 0 { "e+" } else { "e-" });
            out.push_str(&(point - 1).abs().to_string());
        }
        Some(("", rest)) => {
            out.push_str("0.");
            out.push_str(&zeros(-point));
            out.push_str(rest);
        }
        Some((whole, "")) => out.push_str(whole),
        Some((whole, rest)) => {
            out.push_str(whole);
            out.push('.');
            out.push_str(rest);
        }
        None => {
            out.push_str(digits);
            out.push_str(&zeros(point - digits.len() as i32));
        }
    }
}
