//! Addresses of web pages.

use super::domain::is_domain;
use crate::Finding;

/// Bytes at most.
pub const LIMIT: usize = 2000;

/// The address of a web page, `http` or `https` (RFC 3986; RFC 9110, 4.2),
/// with a domain and without user information. `https://` is written before
/// an address that people leave it out of (`example.org/about`); scheme and
/// domain become lower case (RFC 3986, 6.2.2.1), the rest stays as written.
///
/// # Errors
/// `url.invalid`; whether the page exists nobody asks.
pub fn parse(raw: &str) -> Result<String, Finding> {
    let invalid = || Finding::new("url.invalid", "");
    let address = raw.trim();
    let named = address
        .split_once(':')
        .and_then(|(scheme, rest)| Some((scheme, rest.strip_prefix("//")?)));
    let (scheme, rest) = match named {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), address),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|p| p > 0)
    };
    let stands = |c: char| !(c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
    let valid = scheme.len() + "://".len() + rest.len() <= LIMIT
        && (scheme == "http" || scheme == "https")
        && is_domain(host)
        && port.is_none_or(is_port)
        && path.chars().all(stands);
    if !valid {
        return Err(invalid());
    }
    let authority = authority.to_ascii_lowercase();
    Ok(format!("{scheme}://{authority}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses_as_people_write_them() {
        for (raw, stored) in [
            ("example.org", "https://example.org"),
            (" www.Example.org/Om-oss ", "https://www.example.org/Om-oss"),
            ("HTTP://EXAMPLE.ORG", "http://example.org"),
            (
                "https://example.org:8443/a?b=c#d",
                "https://example.org:8443/a?b=c#d",
            ),
            ("https://blåbær.example/år", "https://blåbær.example/år"),
            ("example.org?q=1", "https://example.org?q=1"),
        ] {
            assert_eq!(parse(raw), Ok(stored.to_owned()), "{raw:?}");
            assert_eq!(parse(stored), Ok(stored.to_owned()), "{raw:?} again");
        }
    }

    #[test]
    fn refuses_what_is_no_page() {
        for raw in [
            "",
            "nei",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "mailto:info@example.org",
            "https://user@example.org",
            "https://user:secret@example.org",
            "ftp://example.org",
            "https://localhost",
            "https://127.0.0.1",
            "https://example.org:0",
            "https://example.org:99999",
            "https://example.org:+80",
            "https://exa mple.org",
            "https://example.org/a b",
            "https://example.org/\"onclick",
            "https://-example.org",
            "https://example..org",
        ] {
            assert_eq!(parse(raw).unwrap_err().code, "url.invalid", "{raw:?}");
        }
        // What is stored counts, with what was put before it.
        let path = "a".repeat(LIMIT - "https://example.org/".len());
        let longest = parse(&format!("example.org/{path}")).unwrap();
        assert_eq!(parse(&longest).as_ref(), Ok(&longest));
        assert!(parse(&format!("example.org/{path}a")).is_err());
    }
}
