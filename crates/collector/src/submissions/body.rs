//! The body of a request: its type and its length, before anything reads it.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, Limited};

use crate::problem::Refusal;

/// How much of a body that is too long is read to its end all the same: a
/// browser that is cut off while it sends never sees the answer.
const DRAIN: usize = 32 * 1024 * 1024;

/// Whether the headers say JSON in UTF-8: `application/json`, or `text/plain`,
/// which a browser may send across origins without asking first.
pub(super) fn check_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let plain = header(header::CONTENT_ENCODING).is_none_or(|coding| coding == "identity");
    let media_type = header(header::CONTENT_TYPE)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mut parts = media_type.split(';').map(str::trim);
    let known = matches!(parts.next(), Some("application/json" | "text/plain"));
    let utf8 = parts.all(|part| match part.split_once('=') {
        Some(("charset", charset)) => matches!(charset.trim_matches('"'), "utf-8" | "utf8"),
        _ => true,
    });
    if known && utf8 && plain {
        Ok(())
    } else {
        Err(Refusal::MediaType)
    }
}

/// The whole body, at most `limit` bytes.
pub(super) async fn read(mut body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let announced = body.size_hint().lower();
    if announced <= limit as u64 {
        match Limited::new(&mut body, limit).collect().await {
            Ok(collected) => return Ok(collected.to_bytes()),
            // Who stops sending is not there to read the refusal either.
            Err(error) if !error.is::<http_body_util::LengthLimitError>() => {
                return Err(Refusal::Timeout);
            }
            Err(_) => {}
        }
    }
    drain(body, DRAIN).await;
    Err(Refusal::TooLarge(limit))
}

/// Reads up to so many bytes, and forgets them.
pub(crate) async fn drain(mut body: Body, mut left: usize) {
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(length) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_in_utf_8() {
        let says = |content_type: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
            check_type(&headers).is_ok()
        };
        for good in [
            "application/json",
            "text/plain",
            "text/plain;charset=UTF-8",
            "Application/JSON; charset=\"utf-8\"",
        ] {
            assert!(says(good), "{good}");
        }
        for bad in [
            "",
            "text/html",
            "application/x-www-form-urlencoded",
            "application/json5",
            "text/plain; charset=iso-8859-1",
            "multipart/form-data",
        ] {
            assert!(!says(bad), "{bad}");
        }
        assert!(check_type(&HeaderMap::new()).is_err());
    }

    #[tokio::test]
    async fn a_body_may_be_as_long_as_the_limit() {
        assert_eq!(read(Body::from("1234"), 4).await.unwrap(), "1234");
        assert!(matches!(
            read(Body::from("12345"), 4).await,
            Err(Refusal::TooLarge(4))
        ));
    }
}
