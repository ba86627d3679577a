//! A walk over a JSON text that knows at every byte where it is.
//!
//! It serves error messages only: it gives a JSON Pointer (RFC 6901) to an
//! offset and an offset to a pointer. It judges nothing; at the first byte
//! that is not JSON it stops.

use std::ops::Range;

use super::tree::unquoted;
use crate::{Finding, Place};

/// What the walk passes, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visit {
    /// A key of an object, quotes included.
    Key(Range<usize>),
    /// The first byte of a value.
    Start(usize),
    /// Just after the last byte of a value.
    End(usize),
}

struct Frame {
    /// The length of the pointer of the container itself.
    pointer: usize,
    /// The next index of an array; `None` in an object.
    index: Option<usize>,
}

/// Passes over `text`, calling `see` with what comes and its JSON Pointer,
/// until the end, until `see` answers false or until something is not JSON.
pub fn walk(text: &str, see: &mut dyn FnMut(&str, Visit) -> bool) {
    let bytes = text.as_bytes();
    let mut pointer = String::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = 0;
    loop {
        at = skip_space(bytes, at);
        let Some(&byte) = bytes.get(at) else { return };
        let mut ended = false;
        match byte {
            b'{' | b'[' => {
                if !see(&pointer, Visit::Start(at)) {
                    return;
                }
                let index = (byte == b'[').then_some(0);
                frames.push(Frame {
                    pointer: pointer.len(),
                    index,
                });
                at += 1;
                if let Some(index) = index {
                    let next = skip_space(bytes, at);
                    if bytes.get(next) != Some(&b']') {
                        push_index(&mut pointer, index);
                    }
                }
            }
            b'}' | b']' => {
                let Some(frame) = frames.pop() else { return };
                pointer.truncate(frame.pointer);
                at += 1;
                ended = true;
            }
            b',' => {
                let Some(frame) = frames.last_mut() else {
                    return;
                };
                pointer.truncate(frame.pointer);
                if let Some(index) = &mut frame.index {
                    *index += 1;
                    push_index(&mut pointer, *index);
                }
                at += 1;
            }
            b':' => at += 1,
            b'"' => {
                let Some(end) = string_end(bytes, at) else {
                    return;
                };
                let is_key = frames
                    .last()
                    .is_some_and(|frame| frame.index.is_none() && frame.pointer == pointer.len());
                if is_key {
                    push_key(&mut pointer, text.get(at..end).unwrap_or_default());
                    if !see(&pointer, Visit::Key(at..end)) {
                        return;
                    }
                } else {
                    if !see(&pointer, Visit::Start(at)) {
                        return;
                    }
                    ended = true;
                }
                at = end;
            }
            _ => {
                if !see(&pointer, Visit::Start(at)) {
                    return;
                }
                let scalar = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                let rest = bytes.get(at..).unwrap_or_default();
                let length = rest.iter().take_while(|byte| scalar(byte)).count();
                if length == 0 {
                    return;
                }
                at += length;
                ended = true;
            }
        }
        if ended && !see(&pointer, Visit::End(at)) {
            return;
        }
    }
}

/// The place of a byte offset: line and column from one, columns in characters.
pub fn place(text: &str, offset: usize) -> Place {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}

/// The place of what a JSON Pointer points to: its key, or its first byte.
pub fn place_of(text: &str, pointer: &str) -> Option<Place> {
    find(text, pointer, true)
}

/// The place of the first byte of the value that a JSON Pointer points to.
pub fn place_of_value(text: &str, pointer: &str) -> Option<Place> {
    find(text, pointer, false)
}

/// Findings that are placed at most.
const PLACED: usize = 50;

/// Gives each finding the place of what it points to, of its key (`keys`) or of
/// its value; beyond fifty they are left out. The text is gone through once: it
/// may be long, and as much may be wrong with it.
pub fn place_each(text: &str, findings: &mut Vec<Finding>, keys: bool) {
    findings.truncate(PLACED);
    walk(text, &mut |here, visit| {
        let at = match visit {
            Visit::Key(range) if keys => range.start,
            Visit::Start(at) => at,
            _ => return true,
        };
        let mut open = false;
        for finding in findings.iter_mut().filter(|one| one.place.is_none()) {
            if finding.pointer == here {
                finding.place = Some(place(text, at));
            } else {
                open = true;
            }
        }
        open
    });
}

fn find(text: &str, pointer: &str, keys: bool) -> Option<Place> {
    let mut found = None;
    walk(text, &mut |here, visit| {
        found = match visit {
            Visit::Key(range) if keys && here == pointer => Some(range.start),
            Visit::Start(at) if here == pointer => Some(at),
            _ => None,
        };
        found.is_none()
    });
    found.map(|offset| place(text, offset))
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| b" \t\r\n".contains(byte))
        .count()
}

/// Just after the closing quote of the string that opens at `at`.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        match bytes.get(end)? {
            b'"' => return Some(end + 1),
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
}

fn push_index(pointer: &mut String, index: usize) {
    pointer.push('/');
    pointer.push_str(&index.to_string());
}

fn push_key(pointer: &mut String, quoted: &str) {
    pointer.push('/');
    let key = unquoted(quoted).unwrap_or_default();
    pointer.push_str(&escape(&key));
}

/// A key as a JSON Pointer has it (RFC 6901, 3).
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        walk(text, &mut |pointer, visit| {
            if matches!(visit, Visit::Start(_)) {
                seen.push(pointer.to_owned());
            }
            true
        });
        seen
    }

    #[test]
    fn every_value_has_its_pointer() {
        let text = r#" {"a": [1, {"b/c": true}, []], "d~": "x,]", "e\u0041": {}} "#;
        assert_eq!(
            pointers(text),
            ["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/2", "/d~0", "/eA"]
        );
    }

    #[test]
    fn places_count_characters_from_one() {
        let text = "{\n  \"å\": 1,\n  \"ä\": [2, 3]\n}";
        assert_eq!(place_of(text, "/ä"), Some(Place { line: 3, column: 3 }));
        assert_eq!(
            place_of(text, "/ä/1"),
            Some(Place {
                line: 3,
                column: 12
            })
        );
        assert_eq!(place_of(text, "/none"), None);
    }

    #[test]
    fn what_is_not_json_ends_the_walk() {
        assert_eq!(pointers("]"), Vec::<String>::new());
        assert_eq!(pointers("{\"a"), [""]);
        assert_eq!(pointers("[1, §]"), ["", "/0", "/1"]);
        assert_eq!(pointers("\"\\"), Vec::<String>::new());
    }
}
