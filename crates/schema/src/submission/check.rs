//! The rules that `validator` runs on fields of a fixed shape.

use validator::ValidationError;

use crate::time;

/// A UUID in its canonical text form: lower case, hyphenated (RFC 9562, 4).
pub(super) fn uuid(text: &str) -> Result<(), ValidationError> {
    let hyphen = |at| matches!(at, 8 | 13 | 18 | 23);
    let fits = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| {
            if hyphen(at) {
                byte == b'-'
            } else {
                is_lower_hex(byte)
            }
        });
    require(fits, "submission.id")
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub(super) fn sha256(text: &str) -> Result<(), ValidationError> {
    require(
        text.len() == 64 && text.bytes().all(is_lower_hex),
        "submission.hash",
    )
}

/// `MAJOR.MINOR.PATCH`, each a number without leading zeros and below 10^9.
pub(super) fn version(text: &str) -> Result<(), ValidationError> {
    let part = |part: &str| {
        matches!(part.len(), 1..=9)
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part.len() == 1 || !part.starts_with('0'))
    };
    let fits = text.split('.').count() == 3 && text.split('.').all(part);
    require(fits, "submission.version")
}

/// A name made for machines: lower-case letters, digits, `-` and `_`, 1-64.
pub(super) fn slug(text: &str) -> Result<(), ValidationError> {
    let fits = matches!(text.len(), 1..=64)
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    require(fits, "submission.name")
}

/// A language tag: letters, digits and hyphens (BCP 47), 2-35 characters.
pub(super) fn language(text: &str) -> Result<(), ValidationError> {
    let fits = matches!(text.len(), 2..=35)
        && text.split('-').all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    require(fits, "submission.language")
}

/// See [`time::is_date`].
pub(super) fn date(text: &str) -> Result<(), ValidationError> {
    require(time::is_date(text), "submission.date")
}

/// See [`time::is_timestamp`].
pub(super) fn timestamp(text: &str) -> Result<(), ValidationError> {
    require(time::is_timestamp(text), "submission.timestamp")
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn require(fits: bool, code: &'static str) -> Result<(), ValidationError> {
    if fits {
        Ok(())
    } else {
        Err(ValidationError::new(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: fn(&str) -> Result<(), ValidationError>, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(rule(text).is_ok(), "{text} must pass");
        }
        for text in bad {
            assert!(rule(text).is_err(), "{text} must fail");
        }
    }

    #[test]
    fn ids() {
        check(
            uuid,
            &["019a9d2e-7b1c-7000-8000-00000000abcd"],
            &[
                "019A9D2E-7B1C-7000-8000-00000000ABCD",
                "019a9d2e7b1c7000800000000000abcd",
                "019a9d2e-7b1c-7000-8000-00000000abcg",
                "{019a9d2e-7b1c-7000-8000-00000000abcd}",
                "019a9d2e-7b1c-7000-8000-00000000abc",
                "019a9d2-e7b1c-7000-8000-00000000abcd",
                "",
            ],
        );
        check(
            sha256,
            &[&"0a".repeat(32)],
            &[&"0A".repeat(32), &"0a".repeat(31), ""],
        );
    }

    #[test]
    fn names() {
        check(
            version,
            &["0.0.0", "1.0.0", "10.20.999999999"],
            &[
                "1",
                "1.0",
                "1.0.0.0",
                "01.0.0",
                "1.0.0-rc.1",
                "1..0",
                "v1.0.0",
                "1.0.1000000000",
            ],
        );
        check(
            slug,
            &["kraftsamling-yh", "a", "2026_v"],
            &["", "A", "å", "a b", &"a".repeat(65)],
        );
        check(
            language,
            &["sv", "nb-NO", "sma"],
            &["s", "", "sv_SE", "sv-", "svenskaaaa"],
        );
    }
}
