//! Proof of work: a number that takes a sender some time to find and nobody
//! any time to check, so that sending many answers costs something, and no
//! third party learns who sends.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The most bits: seconds of work on a computer, and half a minute on a phone.
const MOST: u8 = 24;

/// The longest nonce.
const LENGTH: usize = 64;

/// How much a sender must work: SHA-256 over `<meta.id>:<nonce>` begins with
/// so many zero bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work(u8);

/// The text is no number of bits that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkError;

impl Work {
    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    /// Whether `nonce` is what was asked for with this `id`.
    pub(crate) fn is_done(self, id: &str, nonce: &[u8]) -> bool {
        let fits = (1..=LENGTH).contains(&nonce.len()) && nonce.iter().all(u8::is_ascii_graphic);
        let hash = Sha256::new()
            .chain_update(id)
            .chain_update(":")
            .chain_update(nonce)
            .finalize();
        let mut zeros = 0;
        for byte in hash {
            zeros += byte.leading_zeros();
            if byte != 0 {
                break;
            }
        }
        fits && zeros >= u32::from(self.0)
    }
}

impl FromStr for Work {
    type Err = WorkError;

    fn from_str(text: &str) -> Result<Self, WorkError> {
        let bits = text.parse().ok().filter(|bits| (1..=MOST).contains(bits));
        bits.map(Self).ok_or(WorkError)
    }
}

impl fmt::Display for WorkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a number of bits from 1 to {MOST}")
    }
}

impl std::error::Error for WorkError {}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019a9d2e-7b1c-7000-8000-00000000abcd";

    #[test]
    fn the_bits_are_those_of_the_hash() {
        // `printf %s 019a9d2e-7b1c-7000-8000-00000000abcd:<nonce> | sha256sum`
        // begins with 00 once, and not before, at this nonce.
        let work: Work = "8".parse().unwrap();
        let first = (0..).find(|nonce: &u32| work.is_done(ID, nonce.to_string().as_bytes()));
        let first = first.unwrap().to_string();
        let hash = Sha256::digest(format!("{ID}:{first}"));
        assert_eq!(hash[0], 0);
        assert!(!work.is_done("019a9d2e-7b1c-7000-8000-00000000abce", first.as_bytes()));
        let bits = u32::from_be_bytes(hash[..4].try_into().unwrap()).leading_zeros();
        for (asked, done) in [(bits - 1, true), (bits, true), (bits + 1, false)] {
            let work = Work(u8::try_from(asked).unwrap());
            assert_eq!(work.is_done(ID, first.as_bytes()), done, "{asked}");
        }
    }

    #[test]
    fn what_is_no_nonce_is_none() {
        let any = Work(0);
        assert!(any.is_done(ID, b"a") && any.is_done(ID, &[b'a'; 64]));
        for nonce in [&b""[..], b"a b", b"\xc3\xa5", &[b'a'; 65]] {
            assert!(!any.is_done(ID, nonce));
        }
        for text in ["", "0", "25", "-1", "x"] {
            assert_eq!(text.parse::<Work>(), Err(WorkError), "{text}");
        }
    }
}
