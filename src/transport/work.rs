//! Proof of work: what a backend may ask for that robots overrun.

use behov_schema::json;

/// More than this nobody is asked to do: on a phone it would take minutes.
pub const MOST_BITS: u32 = 24;

/// The search for a nonce, a little at a time.
#[derive(Debug)]
pub struct Work {
    id: String,
    bits: u32,
    next: u32,
}

impl Work {
    /// For the submission `id`, so that its hash begins with as many zero bits.
    pub fn new(id: &str, bits: u32) -> Self {
        Self {
            id: [id, ":"].concat(),
            bits,
            next: 0,
        }
    }

    /// Tries so many more. The nonce, once it is found: with it SHA-256 over
    /// `<id>:<nonce>` begins with the zero bits.
    pub fn step(&mut self, tries: u32) -> Option<String> {
        for _ in 0..tries {
            let nonce = self.next.to_string();
            self.next += 1;
            if zero_bits(&json::digest(&[&*self.id, &nonce].concat())) >= self.bits {
                return Some(nonce);
            }
        }
        None
    }
}

fn zero_bits(digest: &[u8]) -> u32 {
    let zeros = digest.iter().take_while(|byte| **byte == 0).count();
    let next = digest.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).map_or(0, |zeros| zeros * 8) + next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_makes_the_zero_bits() {
        // `printf '%s' abc:N | sha256sum` for N from 0 on: the first that
        // begins with `00` is found.
        let mut work = Work::new("abc", 8);
        let nonce = work.step(10_000).unwrap();
        let digest = json::digest(&["abc:", &nonce].concat());
        assert_eq!(digest[0], 0);
        let number: u32 = nonce.parse().unwrap();
        for earlier in 0..number {
            assert_ne!(json::digest(&format!("abc:{earlier}"))[0], 0);
        }
    }

    #[test]
    fn bits_are_counted_from_the_highest_of_the_first_byte() {
        assert_eq!(zero_bits(&[0x80, 0]), 0);
        assert_eq!(zero_bits(&[0x01, 0]), 7);
        assert_eq!(zero_bits(&[0, 0x10]), 11);
        assert_eq!(zero_bits(&[0, 0]), 16);
    }
}
