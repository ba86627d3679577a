//! What a request shows as `Authorization: Bearer …` (RFC 6750, 2.1).

use axum::http::{HeaderMap, header};

/// What stands in the one `Authorization` header that there may be; the
/// scheme's case does not matter (RFC 9110, 11.1).
pub(crate) fn presented(headers: &HeaderMap) -> Option<&[u8]> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.as_bytes().split_at_checked("Bearer ".len())?;
    scheme
        .eq_ignore_ascii_case(b"Bearer ")
        .then(|| token.trim_ascii_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_from_one_bearer_header() {
        let read = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, value.parse().unwrap());
            }
            presented(&headers).map(|token| String::from_utf8(token.to_vec()).unwrap())
        };
        for good in ["Bearer abc", "bearer abc", "BEARER   abc"] {
            assert_eq!(read(&[good]).as_deref(), Some("abc"), "{good}");
        }
        for bad in [
            &[][..],
            &["Bearer"],
            &["Bearerabc"],
            &["Basic abc"],
            &["abc"],
            &["Bearer abc", "Bearer abc"],
            &["Bearer abc", "Basic x"],
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
