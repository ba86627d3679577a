//! From a JSON text (RFC 8259) to a tree.
//!
//! serde_json reads into any type by way of serde, and its reader, its errors
//! and its tables were 6 KiB of the first load (Brotli); the widget only ever
//! reads a tree. The tests hold both to the same trees for the same texts.

use serde_json::{Map, Number, Value};

/// Levels at most that lists and objects may be nested, as in serde_json.
const DEPTH: usize = 127;

/// The largest power of ten that is a double (2^53 > 5^22).
const EXACT: i32 = 22;

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The first byte that cannot stand where it stands; the length of the
    /// text where it ends too early.
    pub(crate) at: usize,
    /// It nests deeper than 127 levels, and may be JSON otherwise.
    pub(crate) deep: bool,
}

/// Reads `text` as a tree; of a key that stands twice the last counts.
///
/// Whole numbers of 64 bits are kept; others become the nearest double as long
/// as they have at most 15 digits and a power of ten up to 22, and beyond that
/// one within a few units in the last place.
pub(crate) fn tree(text: &str) -> Result<Value, Malformed> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.malformed());
    }
    Ok(value)
}

/// The text of a quoted string; nothing when it is malformed.
pub(crate) fn unquoted(quoted: &str) -> Option<String> {
    let mut reader = Reader {
        text: quoted,
        at: 0,
    };
    reader.string().ok()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn malformed(&self) -> Malformed {
        Malformed {
            at: self.at,
            deep: false,
        }
    }

    fn peek(&self) -> u8 {
        // No JSON holds a zero byte, so that it can stand for the end.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// Whether this byte stands here; it is read then.
    fn takes(&mut self, byte: u8) -> bool {
        let here = self.peek() == byte;
        self.at += usize::from(here);
        here
    }

    fn expects(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.takes(byte) {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Malformed> {
        self.space();
        let open = self.peek();
        if matches!(open, b'{' | b'[') && depth == DEPTH {
            let (at, deep) = (self.at, true);
            return Err(Malformed { at, deep });
        }
        match open {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Value::String),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => Err(self.malformed()),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Malformed> {
        for byte in word.bytes() {
            self.expects(byte)?;
        }
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Malformed> {
        let mut items = Vec::new();
        self.at += 1;
        self.space();
        if self.takes(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.takes(b']') {
                return Ok(Value::Array(items));
            }
            self.expects(b',')?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Malformed> {
        let mut members = Map::new();
        self.at += 1;
        self.space();
        if self.takes(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.expects(b':')?;
            let value = self.value(depth + 1)?;
            members.insert(key, value);
            self.space();
            if self.takes(b'}') {
                return Ok(Value::Object(members));
            }
            self.expects(b',')?;
        }
    }

    fn string(&mut self) -> Result<String, Malformed> {
        self.expects(b'"')?;
        let mut read = String::new();
        loop {
            let start = self.at;
            // Bytes of longer characters are none of these.
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            read.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.takes(b'"') {
                return Ok(read);
            }
            self.expects(b'\\')?;
            let escape = self.peek();
            self.at += 1;
            read.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.escaped()?,
                _ => {
                    self.at -= 1;
                    return Err(self.malformed());
                }
            });
        }
    }

    /// A character by its UTF-16 code units, of which a pair stands for one.
    fn escaped(&mut self) -> Result<char, Malformed> {
        let mut code = self.unit()?;
        if (0xd800..0xdc00).contains(&code) {
            self.expects(b'\\')?;
            self.expects(b'u')?;
            let low = self.unit()?;
            if !(0xdc00..0xe000).contains(&low) {
                return Err(self.malformed());
            }
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        char::from_u32(code).ok_or(self.malformed())
    }

    fn unit(&mut self) -> Result<u32, Malformed> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16);
            unit = unit * 16 + digit.ok_or(self.malformed())?;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<Value, Malformed> {
        let beyond = self.malformed();
        let negative = self.takes(b'-');
        let mut digits = Digits::default();
        if self.takes(b'0') {
            if self.peek().is_ascii_digit() {
                return Err(self.malformed());
            }
        } else {
            self.digits(&mut digits, 0)?;
        }
        let mut whole = !digits.full && !(negative && digits.read == 0);
        if self.takes(b'.') {
            whole = false;
            self.digits(&mut digits, -1)?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            whole = false;
            self.at += 1;
            let down = self.takes(b'-');
            if !down {
                self.takes(b'+');
            }
            let mut exponent = Digits::default();
            self.digits(&mut exponent, 0)?;
            let power = i32::try_from(exponent.read).unwrap_or(i32::MAX / 4);
            let power = if exponent.full { i32::MAX / 4 } else { power };
            digits.lost += if down { -power } else { power };
        }
        let number = match (whole, negative) {
            (true, false) => Some(Number::from(digits.read)),
            (true, true) => 0_i64.checked_sub_unsigned(digits.read).map(Number::from),
            _ => None,
        };
        let number = number.or_else(|| {
            let double = digits.double();
            Number::from_f64(if negative { -double } else { double })
        });
        // No double is as large.
        number.map(Value::Number).ok_or(beyond)
    }

    /// Digits, at least one; each stands for `power` more of the power of ten.
    fn digits(&mut self, into: &mut Digits, power: i32) -> Result<(), Malformed> {
        if !self.peek().is_ascii_digit() {
            return Err(self.malformed());
        }
        while self.peek().is_ascii_digit() {
            into.add(u64::from(self.peek() - b'0'), power);
            self.at += 1;
        }
        Ok(())
    }
}

/// The digits of a number, as many as fit, and the power of ten they lack.
#[derive(Default)]
struct Digits {
    read: u64,
    lost: i32,
    full: bool,
}

impl Digits {
    fn add(&mut self, digit: u64, power: i32) {
        let longer = self.read.checked_mul(10);
        let longer = longer.and_then(|longer| longer.checked_add(digit));
        match longer.filter(|_| !self.full) {
            Some(longer) => self.read = longer,
            None => {
                self.full = true;
                self.lost += 1;
            }
        }
        self.lost += power;
    }

    fn double(&self) -> f64 {
        let ten = |power: i32| (0..power).fold(1.0, |ten, _| ten * 10.0);
        let mut double = self.read as f64;
        // Beyond what a double can hold there is only zero and too much.
        let mut left = self.lost.clamp(-700, 700);
        while left != 0 && double != 0.0 {
            let step = left.abs().min(EXACT);
            if left > 0 {
                double *= ten(step);
                left -= step;
            } else {
                double /= ten(step);
                left += step;
            }
        }
        double
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// What serde_json reads, its doubles by their nearest neighbours.
    fn agree(text: &str) {
        let theirs = serde_json::from_str::<Value>(text);
        match (tree(text), theirs) {
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
                one.keys().eq(other.keys())
                    && one.values().zip(other.values()).all(|(a, b)| near(a, b))
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
            assert!(tree(text).is_err(), "{text:?}");
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
                tree(text).unwrap_err(),
                Malformed { at, deep: false },
                "{text}"
            );
        }
    }

    #[test]
    fn nests_127_levels() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(tree(&nested(127)).is_ok());
        let deep = Malformed {
            at: 127,
            deep: true,
        };
        assert_eq!(tree(&nested(128)), Err(deep));
        assert_eq!(tree(&"[".repeat(1_000_000)), Err(deep));
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
            assert_eq!(tree(text).unwrap().as_f64(), Some(nearest), "{text}");
        }
        assert_eq!(tree("5").unwrap(), json!(5));
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
}
