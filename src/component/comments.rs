//! Leaves the comments out of a file of words while the site is compiled:
//! they are for translators, not for those who load it.

/// What stands before a comment: `, "comment": "`, with any room after the comma.
const NAME: &[u8] = b"\"comment\": \"";

/// How long `file` is without its comments.
pub(super) const fn length(file: &[u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    while at < file.len() {
        let after = skip(file, at);
        length += (after == at) as usize;
        at = if after == at { at + 1 } else { after };
    }
    length
}

/// `file` without its comments; `N` is its [`length`].
#[expect(
    clippy::indexing_slicing,
    reason = "runs while it is compiled, where there is nothing else"
)]
pub(super) const fn left_out<const N: usize>(file: &[u8]) -> [u8; N] {
    let mut kept = [0; N];
    let (mut at, mut length) = (0, 0);
    while at < file.len() {
        let after = skip(file, at);
        if after == at {
            kept[length] = file[at];
            length += 1;
            at += 1;
        } else {
            at = after;
        }
    }
    kept
}

/// Where the comment ends whose comma stands at `at`; `at` where none does.
/// Inside a text the name would have a `\\` before each quote.
#[expect(
    clippy::indexing_slicing,
    reason = "runs while it is compiled, where there is nothing else"
)]
const fn skip(file: &[u8], at: usize) -> usize {
    if file[at] != b',' {
        return at;
    }
    let mut place = at + 1;
    while place < file.len() && file[place].is_ascii_whitespace() {
        place += 1;
    }
    let mut known = 0;
    while known < NAME.len() {
        if place >= file.len() || file[place] != NAME[known] {
            return at;
        }
        place += 1;
        known += 1;
    }
    while place < file.len() && file[place] != b'"' {
        place += if file[place] == b'\\' { 2 } else { 1 };
    }
    place + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_all_else_stays() {
        const FILE: &[u8] = br#"{
  "a": { "text": "b, \"comment\": \"c", "comment": "d \"e\", f" },
  "comment": { "text": "g",
    "comment": "h" }
}"#;
        const LEFT: [u8; length(FILE)] = left_out(FILE);
        let expected = r#"{
  "a": { "text": "b, \"comment\": \"c" },
  "comment": { "text": "g" }
}"#;
        assert_eq!(str::from_utf8(&LEFT), Ok(expected));
    }
}
