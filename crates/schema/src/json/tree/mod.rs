//! From a JSON text (RFC 8259) to a tree.
//!
//! serde_json reads into any type by way of serde, and its reader, its errors
//! and its tables were 6 KiB of the first load (Brotli); the widget only ever
//! reads a tree. The tests hold both to the same trees for the same texts.

mod digits;
#[cfg(test)]
mod tests;

use serde_json::{Map, Number, Value};

use digits::Digits;

/// Levels at most that lists and objects may be nested, as in serde_json.
const DEPTH: usize = 127;

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The first byte that cannot stand where it stands; the length of the
    /// text where it ends too early.
    pub(crate) at: usize,
    /// It nests deeper than 127 levels, and may be JSON otherwise.
    pub(crate) deep: bool,
}

/// How a number becomes a double that is no whole number of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubles {
    /// The nearest, as long as it has at most 15 digits and a power of ten up
    /// to 22, and beyond that one within a few units in the last place: alike
    /// wherever a document is read, without tables.
    Near,
    /// The nearest: an answer is stored as it came.
    Nearest,
}

/// Reads `text` as a tree; of a key that stands twice the last counts. Whole
/// numbers of 64 bits are kept.
pub(crate) fn tree(text: &str, doubles: Doubles) -> Result<Value, Malformed> {
    let mut reader = Reader {
        text,
        at: 0,
        doubles,
        once: false,
    };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.malformed());
    }
    Ok(value)
}

/// Reads the value that begins at `at`, and where it ends. No key stands twice
/// in an object of it.
pub(crate) fn value_at(text: &str, at: usize) -> Result<(Value, usize), Malformed> {
    let mut reader = Reader {
        text,
        at,
        doubles: Doubles::Near,
        once: true,
    };
    let value = reader.value(0)?;
    reader.space();
    Ok((value, reader.at))
}

/// The text of a quoted string; nothing when it is malformed.
pub(crate) fn unquoted(quoted: &str) -> Option<String> {
    let mut reader = Reader {
        text: quoted,
        at: 0,
        doubles: Doubles::Near,
        once: false,
    };
    reader.string().ok()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    doubles: Doubles,
    /// A key that stands twice is refused.
    once: bool,
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
            if members.insert(key, value).is_some() && self.once {
                return Err(self.malformed());
            }
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
        #[cfg(not(target_family = "wasm"))]
        let first = self.at;
        let mut digits = Digits::default();
        if self.takes(b'0') {
            if self.peek().is_ascii_digit() {
                return Err(self.malformed());
            }
        } else {
            self.digits(&mut digits, 0)?;
        }
        // Minus zero is a double.
        let mut whole = !(digits.full || negative && digits.read == 0);
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
            let power = i32::try_from(exponent.read)
                .unwrap_or(i32::MAX)
                .min(i32::MAX / 4);
            let power = if exponent.full { i32::MAX / 4 } else { power };
            digits.lost += if down { -power } else { power };
        }
        let number = match (whole, negative) {
            (true, false) => Some(Number::from(digits.read)),
            (true, true) => 0_i64.checked_sub_unsigned(digits.read).map(Number::from),
            _ => None,
        };
        let number = number.or_else(|| {
            let double = match self.doubles {
                Doubles::Near => digits.double(),
                // The widget reads no answers, and the library's way to the
                // nearest double has 10 KiB of tables.
                #[cfg(target_family = "wasm")]
                Doubles::Nearest => digits.double(),
                #[cfg(not(target_family = "wasm"))]
                Doubles::Nearest => self.text.get(first..self.at)?.parse().ok()?,
            };
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
