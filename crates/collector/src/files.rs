//! The widget's files, and a website around it.

use std::path::Path;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::fs::{DefaultServeDirFallback, ServeDir};

use crate::confined::Confined;
use crate::problem::Refusal;

/// What a page needs that hosts the widget, and nothing more.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// A folder, out of which no link leads.
type Folder = ServeDir<DefaultServeDirFallback, Confined>;

/// The folders that answer for every address without a route of its own.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    widget: Option<Folder>,
    site: Option<Folder>,
}

impl Files {
    pub(crate) fn new(widget: Option<&Path>, site: Option<&Path>) -> Self {
        let open = |folder| ServeDir::with_backend(folder, Confined::new(folder));
        let widget = widget.map(|folder| {
            open(folder)
                .append_index_html_on_directories(false)
                .precompressed_br()
                .precompressed_gzip()
        });
        Self {
            widget,
            site: site.map(open),
        }
    }
}

/// Looks in the widget's folder, then in the site's.
pub(crate) async fn get(State(files): State<Files>, request: Request) -> Result<Response, Refusal> {
    let (head, _) = request.into_parts();
    if !matches!(head.method, Method::GET | Method::HEAD) {
        return Err(Refusal::Method);
    }
    let cache = cache(head.uri.path());
    if let Some(mut response) = look(files.widget, &head).await? {
        asset_headers(cache, response.headers_mut());
        return Ok(response);
    }
    if let Some(mut response) = look(files.site, &head).await? {
        site_headers(response.headers_mut());
        return Ok(response);
    }
    Err(Refusal::NotFound)
}

/// The file that is asked for, if the folder has it.
async fn look(folder: Option<Folder>, head: &Parts) -> Result<Option<Response>, Refusal> {
    let Some(folder) = folder else {
        return Ok(None);
    };
    let request = Request::from_parts(head.clone(), Body::empty());
    let Ok(response) = folder.oneshot(request).await;
    match response.status() {
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::INTERNAL_SERVER_ERROR => Err(Refusal::NotFound),
        _ => Ok(Some(response.into_response())),
    }
}

/// How long a file of the widget may be taken for what it was.
fn cache(path: &str) -> &'static str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else if matches!(name, "behov.js" | "behov.classic.js") {
        "public, max-age=300"
    } else if folder == "/codelists" {
        // An answer names the version of its list, so an older copy does no
        // harm, and who fills in again next week waits for nothing.
        "public, max-age=86400, stale-while-revalidate=2592000"
    } else {
        "no-cache"
    }
}

pub(crate) fn asset_headers(cache: &'static str, headers: &mut HeaderMap) {
    set(headers, header::CACHE_CONTROL, cache);
    set(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    );
}

fn site_headers(headers: &mut HeaderMap) {
    set(headers, header::CACHE_CONTROL, "no-cache");
    let is_html = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html"));
    if is_html {
        set(
            headers,
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        );
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

/// Whether a name holds a hash of the content: `behov-0a1b2c3d4e5f6071.wasm`.
fn is_hashed(name: &str) -> bool {
    name.split_once('.')
        .and_then(|(stem, _)| stem.rsplit_once('-'))
        .is_some_and(|(_, hash)| {
            hash.len() >= 8
                && hash
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_lists_are_kept_for_a_day() {
        for name in ["ssyk2012.json", "isced-f2013.json", "kommun-se.json.br"] {
            let rule = cache(&format!("/codelists/{name}"));
            assert!(rule.starts_with("public, max-age=86400,"), "{name}");
        }
        for path in ["/codelists", "/codelists.json", "/x/codelists/a.json"] {
            assert_eq!(cache(path), "no-cache", "{path}");
        }
    }

    #[test]
    fn only_a_hash_makes_a_name_immutable() {
        for name in ["behov-0a1b2c3d.js", "nb-0a1b2c3d4e5f6071.json"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "behov.js",
            "behov-next.js",
            "manifest.json",
            "custom-elements.json",
            "a-0a1b2c3.js",
            "",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
