//! The links as a page to print: each with its QR code.

use std::fmt::Write as _;

use behov_schema::Questionnaire;
use qrcode::types::QrError;

use super::groups::{Group, Place};
use super::qr;

const STYLE: &str = "body{font:1rem/1.5 sans-serif;margin:2rem}ul{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));list-style:none;padding:0}li{break-inside:avoid}svg{display:block;width:10rem}a{font-size:.75rem;overflow-wrap:anywhere}";

/// An HTML page without scripts; it needs nothing else.
///
/// # Errors
/// When a link is longer than a QR code can be.
pub(super) fn page(of: &Questionnaire, groups: &[Group]) -> Result<String, QrError> {
    let language = of.languages.first().map_or("", String::as_str);
    let title = of.title.get(language, &of.languages);
    let title = escaped(title.unwrap_or_default().0);
    let language = escaped(language);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n"
    );
    // Writing to a string cannot fail.
    for group in groups {
        if let Some(region) = &group.region {
            let _ = write!(page, "<h2>{}</h2>\n<ul>\n", escaped(&region.name));
            page.push_str(&item(region)?);
        } else {
            page.push_str("<ul>\n");
        }
        for place in &group.places {
            page.push_str(&item(place)?);
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</html>\n");
    Ok(page)
}

fn item(place: &Place) -> Result<String, QrError> {
    let (name, link) = (escaped(&place.name), escaped(&place.link));
    let code = qr::svg(&place.link)?;
    Ok(format!(
        "<li>{code}<strong>{name}</strong> {}<br><a href=\"{link}\">{link}</a></li>\n",
        escaped(&place.code)
    ))
}

/// As text or as the value of an attribute of HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}
