//! E-mail addresses.

use super::domain::is_domain;
use crate::Finding;

/// An e-mail address that a mail server on the internet could have: the
/// local part of RFC 5321, 4.1.2 (dot-string, at most 64 bytes), a domain of
/// at least two labels, letters of any script (RFC 6531); at most 254 bytes.
/// The domain is kept as written; white space at the ends is removed.
///
/// # Errors
/// `email.invalid`. Whether the address exists only a letter can tell.
pub fn parse(raw: &str) -> Result<String, Finding> {
    let address = raw.trim();
    let valid = address.len() <= 254
        && address
            .rsplit_once('@')
            .is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
    if valid {
        Ok(address.to_owned())
    } else {
        Err(Finding::new("email.invalid", ""))
    }
}

fn is_local(local: &str) -> bool {
    let is_atext = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= 64
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_addresses() {
        for raw in [
            "post@example.org",
            " a.b+c@sub.example.se ",
            "info@åre.example",
            "o'x@a-b.no",
            "x@xn--re-lia.example",
        ] {
            assert_eq!(parse(raw), Ok(raw.trim().to_owned()), "{raw}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        let long = format!("{}@example.org", "a".repeat(65));
        for raw in [
            "",
            "@",
            "a@b",
            "a b@example.org",
            ".a@example.org",
            "a..b@example.org",
            "a@-b.org",
            "a@b-.org",
            "a@b..org",
            "a@b.org.",
            "a@1.2.3.4",
            "a@b,org",
            "a@@b.org",
            "<a@b.org>",
            "å@example.org",
            &long,
        ] {
            assert_eq!(parse(raw).unwrap_err().code, "email.invalid", "{raw}");
        }
    }
}
