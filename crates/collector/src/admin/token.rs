//! The admin token.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The fewest characters: 128 bits when they are hexadecimal digits.
const SHORTEST: usize = 32;

/// What lets the operator's own programs read submissions: at least 32 of the
/// characters that a header can carry (RFC 6750, 2.1). A hash of it is held,
/// never the token itself.
#[derive(Clone)]
pub struct AdminToken([u8; 32]);

/// Why a text is no admin token; says how to make one, and never the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminTokenError {
    /// It has only so many characters.
    TooShort(usize),
    /// It has another character than letters, digits and `-._~+/=`.
    Character,
}

impl AdminToken {
    /// Whether `text` is the token. What is compared are hashes, in a time
    /// that tells nothing of how much was right.
    pub(crate) fn is(&self, text: &[u8]) -> bool {
        mac(text).is_some_and(|mac| mac.verify_slice(&self.0).is_ok())
    }
}

fn mac(text: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"behov admin token").ok()?;
    mac.update(text);
    Some(mac)
}

impl FromStr for AdminToken {
    type Err = AdminTokenError;

    /// White space around the token, such as the end of a file's last line,
    /// is no part of it.
    fn from_str(text: &str) -> Result<Self, AdminTokenError> {
        let text = text.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if !text.bytes().all(fits) {
            return Err(AdminTokenError::Character);
        }
        let mac = mac(text.as_bytes()).filter(|_| text.len() >= SHORTEST);
        let hash = mac.map(|mac| mac.finalize().into_bytes().into());
        hash.map(Self).ok_or(AdminTokenError::TooShort(text.len()))
    }
}

impl fmt::Debug for AdminToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AdminToken(..)")
    }
}

impl fmt::Display for AdminTokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort(length) => write!(
                f,
                "the admin token has {length} characters, at least {SHORTEST} are needed"
            ),
            Self::Character => f.write_str(
                "the admin token has other characters than letters, digits and `-._~+/=`",
            ),
        }?;
        f.write_str("; make one with `openssl rand -hex 32`")
    }
}

impl std::error::Error for AdminTokenError {}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdef0123456789ABCDEF";

    #[test]
    fn only_the_whole_token_is_it() {
        let token: AdminToken = format!("  {TOKEN}\r\n").parse().unwrap();
        assert!(token.is(TOKEN.as_bytes()));
        for other in [
            "",
            &TOKEN[1..],
            &TOKEN[..31],
            &format!("{TOKEN}0"),
            &TOKEN.to_lowercase(),
        ] {
            assert!(!token.is(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn what_is_no_token() {
        for (text, error) in [
            ("", AdminTokenError::TooShort(0)),
            (&TOKEN[1..], AdminTokenError::TooShort(31)),
            (
                "lösenordet som alla ändå känner till",
                AdminTokenError::Character,
            ),
            (&format!("{TOKEN}\n{TOKEN}"), AdminTokenError::Character),
        ] {
            assert_eq!(text.parse::<AdminToken>().unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn nothing_printed_holds_it() {
        let token: AdminToken = TOKEN.parse().unwrap();
        assert_eq!(format!("{token:?}"), "AdminToken(..)");
        let error = "hemligheten".parse::<AdminToken>().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hemlig"));
    }
}
