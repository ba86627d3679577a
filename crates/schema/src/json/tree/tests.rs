//! Held against serde_json.

use super::*;
use proptest::prelude::*;
use serde_json::json;

/// What serde_json reads, its doubles by their nearest neighbours.
fn agree(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    match (tree(text, Doubles::Near), theirs) {
        (Ok(ours), Ok(theirs)) => assert!(near(&ours, &theirs), "{text}: {ours} {theirs}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text:?}: {ours:?}, {theirs:?}"),
    }
}

fn near(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            one.is_sign_negative() == other.is_sign_negative()
                && one.to_bits().abs_diff(other.to_bits()) <= 64
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| near(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.keys().eq(other.keys()) && one.values().zip(other.values()).all(|(a, b)| near(a, b))
        }
        _ => one == other,
    }
}

#[test]
fn reads_what_json_is() {
    for text in [
        "null",
        " true ",
        "false",
        "0",
        "-0",
        "-0.0",
        "12",
        "-12",
        "1.5",
        "1e3",
        "1E+3",
        "1e-3",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "0.1",
        "1.7976931348623157e308",
        "5e-324",
        "1e-400",
        "1e400",
        "-1e999999999999",
        "0e999999999999",
        "[]",
        "{}",
        "[1,[2],{}]",
        "{\"a\":1,\"b\":{\"c\":[]}}",
        "{\"a\":1,\"a\":2}",
        "\"\"",
        "\"å\\u00e5\\n\"",
        "\"\\ud83d\\ude00\"",
        "\"\\/\\b\\f\\r\\t\\\"\\\\\"",
        "\r\n\t [ ] ",
    ] {
        agree(text);
    }
}

#[test]
fn refuses_what_json_is_not() {
    for text in [
        "",
        " ",
        "nul",
        "True",
        "01",
        "-",
        "-a",
        "+1",
        ".5",
        "1.",
        "1.e3",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "\"\\udc00\"",
        "\"a\nb\"",
        "\"\u{0}\"",
        "\u{feff}1",
        "1 2",
        "// 1\n1",
        "\u{a0}1",
        "[1}\u{0}",
        "null\u{0}",
    ] {
        assert!(tree(text, Doubles::Near).is_err(), "{text:?}");
        agree(text);
    }
}

#[test]
fn says_where() {
    for (text, at) in [
        ("", 0),
        ("[1, §]", 4),
        ("{\"a\" 1}", 5),
        ("[1,]", 3),
        ("1 2", 2),
    ] {
        assert_eq!(
            tree(text, Doubles::Near).unwrap_err(),
            Malformed { at, deep: false },
            "{text}"
        );
    }
}

#[test]
fn an_exponent_beyond_all_bounds_is_nought_or_too_much() {
    let most = "2147483647";
    for text in [
        format!("0.001e-{most}"),
        format!("1000000000000000000000e-{most}"),
    ] {
        assert_eq!(tree(&text, Doubles::Near).unwrap().as_f64(), Some(0.0));
    }
    for text in [
        format!("1000000000000000000000e{most}"),
        format!("0.001e{most}"),
    ] {
        assert!(tree(&text, Doubles::Near).is_err(), "{text}");
    }
}

#[test]
fn an_answer_is_the_nearest_double() {
    for text in [
        "1.1400000000000001",
        "0.30000000000000004",
        "5e-324",
        "1.7976931348623157e308",
    ] {
        let nearest: f64 = text.parse().unwrap();
        let read = tree(text, Doubles::Nearest).unwrap().as_f64().unwrap();
        assert_eq!(read.to_bits(), nearest.to_bits(), "{text}");
        let negative = tree(&format!("-{text}"), Doubles::Nearest).unwrap();
        assert_eq!(negative.as_f64(), Some(-nearest));
    }
}

#[test]
fn nests_127_levels() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(tree(&nested(127), Doubles::Near).is_ok());
    let deep = Malformed {
        at: 127,
        deep: true,
    };
    assert_eq!(tree(&nested(128), Doubles::Near), Err(deep));
    assert_eq!(tree(&"[".repeat(1_000_000), Doubles::Near), Err(deep));
    agree(&nested(127));
    agree(&nested(128));
}

#[test]
fn short_numbers_are_the_nearest_doubles() {
    for text in [
        "0.1",
        "2.675",
        "1e22",
        "123456.789",
        "999999999999999e-22",
        "5.0",
        "1e-7",
    ] {
        let nearest: f64 = text.parse().unwrap();
        assert_eq!(
            tree(text, Doubles::Near).unwrap().as_f64(),
            Some(nearest),
            "{text}"
        );
    }
    assert_eq!(tree("5", Doubles::Near).unwrap(), json!(5));
}

proptest! {
    #[test]
    fn agrees_with_serde_json(text in "[\\[\\]{}\":, 0-9eE.+\\-ntfrualse\\\\bå\n]{0,24}") {
        agree(&text);
    }

    #[test]
    fn agrees_on_numbers(text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        agree(&text);
    }

    #[test]
    fn agrees_on_texts(text in any::<String>()) {
        agree(&json!({ &text: [&text] }).to_string());
    }
}
