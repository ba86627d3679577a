//! Who may read submissions.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use super::AdminToken;
use crate::problem::Refusal;

/// How long the answer to a wrong token takes.
const DELAY: Duration = Duration::from_millis(250);

/// Lets a request with the admin token pass, and no other.
pub(crate) async fn gate(
    State(token): State<Option<AdminToken>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let Some(token) = token else {
        return Err(Refusal::AdminOff);
    };
    if presented(request.headers()).is_some_and(|text| token.is(text)) {
        return Ok(next.run(request).await);
    }
    tracing::warn!("a request for submissions had no token, or a wrong one");
    tokio::time::sleep(DELAY).await;
    Err(Refusal::Token)
}

/// The token in the one `Authorization` header that there may be (RFC 6750,
/// 2.1); the scheme's case does not matter (RFC 9110, 11.1).
fn presented(headers: &HeaderMap) -> Option<&[u8]> {
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
