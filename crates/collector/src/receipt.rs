//! Receipt codes: what a respondent writes down to reach the answer later.

use std::fs;
use std::io;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{StartError, private};

/// The digits and letters that are not mistaken for one another (Crockford).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Seven groups of four: 140 bits.
const LENGTH: usize = 28;

/// Makes the receipt code of a submission from its id and a secret key.
///
/// The code is not stored, only its hash; that the same id gives the same
/// code lets a repeated request answer with the same receipt.
pub(crate) struct ReceiptCodes(Hmac<Sha256>);

impl ReceiptCodes {
    /// Reads the key from `file`, or makes one that only its owner can read.
    pub(crate) fn open(file: &Path) -> Result<Self, StartError> {
        let failed = |error| StartError::File(file.to_owned(), error);
        let key = match fs::read(file) {
            Ok(key) if key.len() == 32 => key,
            Ok(_) => return Err(failed(io::Error::other("it should hold 32 bytes"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = vec![0; 32];
                getrandom::fill(&mut key).map_err(StartError::Random)?;
                private::write(file, &key).map_err(failed)?;
                key
            }
            Err(error) => return Err(failed(error)),
        };
        Hmac::new_from_slice(&key)
            .map(Self)
            .map_err(|_| failed(io::Error::other("it holds no key")))
    }

    /// The receipt code of the submission `id`, in groups of four.
    pub(crate) fn code(&self, id: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(id.as_bytes());
        let mut code = String::with_capacity(LENGTH + LENGTH / 4);
        let mut bits = 0_u32;
        let mut held = 0;
        let mut symbols = 0;
        for byte in mac.finalize().into_bytes() {
            bits = (bits << 8) | u32::from(byte);
            held += 8;
            while held >= 5 && symbols < LENGTH {
                if symbols > 0 && symbols.is_multiple_of(4) {
                    code.push('-');
                }
                held -= 5;
                let symbol = ALPHABET.get((bits >> held) as usize & 31).copied();
                code.push(char::from(symbol.unwrap_or(b'0')));
                symbols += 1;
            }
        }
        code
    }
}

impl std::fmt::Debug for ReceiptCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptCodes(..)")
    }
}

/// What is stored of a code: SHA-256 over its symbols without the hyphens.
pub(crate) fn hash(code: &str) -> [u8; 32] {
    Sha256::digest(code.replace('-', "").as_bytes()).into()
}

/// What is stored of a code that somebody typed: hyphens and spaces may be
/// missing or more, small letters are meant as capitals, and `O`, `I` and `L`
/// as the digits that they look like. Nothing for what can be no code.
pub(crate) fn hash_of_typed(text: &[u8]) -> Option<[u8; 32]> {
    let mut symbols = String::with_capacity(LENGTH);
    for byte in text {
        let symbol = match byte.to_ascii_uppercase() {
            b'-' | b' ' | b'\t' => continue,
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        if symbols.len() == LENGTH || !ALPHABET.contains(&symbol) {
            return None;
        }
        symbols.push(char::from(symbol));
    }
    (symbols.len() == LENGTH).then(|| hash(&symbols))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_seven_groups_that_only_key_and_id_decide() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("receipt.key");
        let codes = ReceiptCodes::open(&file).unwrap();
        let code = codes.code("019a9d2e-7b1c-7000-8000-00000000abcd");
        assert_eq!(code.len(), 34);
        for group in code.split('-') {
            assert_eq!(group.len(), 4);
            assert!(
                group.bytes().all(|symbol| ALPHABET.contains(&symbol)),
                "{code}"
            );
        }
        assert_eq!(
            ReceiptCodes::open(&file)
                .unwrap()
                .code("019a9d2e-7b1c-7000-8000-00000000abcd"),
            code
        );
        assert_ne!(codes.code("019a9d2e-7b1c-7000-8000-00000000abce"), code);
        let other = ReceiptCodes::open(&folder.path().join("other.key")).unwrap();
        assert_ne!(other.code("019a9d2e-7b1c-7000-8000-00000000abcd"), code);
    }

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = "1A6Z-HH5F-NCS4-NMTY-2S4P-HMCG-0W1M";
        for typed in [
            code,
            "1a6zhh5fncs4nmty2s4phmcg0w1m",
            " 1A6Z HH5F NCS4 NMTY  2S4P HMCG OWIM ",
            "la6z-hh5f-ncs4-nmty-2s4p-hmcg-owlm",
        ] {
            assert_eq!(hash_of_typed(typed.as_bytes()), Some(hash(code)), "{typed}");
        }
        for typed in [
            "",
            "1A6Z",
            &code[1..],
            &format!("{code}0"),
            &code.replace('Z', "U"),
        ] {
            assert_eq!(hash_of_typed(typed.as_bytes()), None, "{typed}");
        }
        assert_eq!(
            hash_of_typed("1A6Z-HH5F-NCS4-NMTY-2S4P-HMCG-0W1é".as_bytes()),
            None
        );
    }

    #[test]
    fn the_symbols_are_the_first_bits_of_the_hmac() {
        // `printf %s a | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00`
        //   9615a95d4a336118c435b9cd54c5e864…
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("receipt.key");
        fs::write(&file, [0; 32]).unwrap();
        let first_140_bits = 0x9615_a95d_4a33_6118_c435_b9cd_54c5_e864_u128;
        let code = ReceiptCodes::open(&file)
            .unwrap()
            .code("a")
            .replace('-', "");
        let expected: String = (0..25)
            .map(|at| char::from(ALPHABET[(first_140_bits >> (123 - 5 * at)) as usize & 31]))
            .collect();
        assert_eq!(code[..25], expected);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("receipt.key");
        ReceiptCodes::open(&file).unwrap();
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::write(&file, "short").unwrap();
        assert!(ReceiptCodes::open(&file).is_err());
    }
}
