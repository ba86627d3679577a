//! Where submissions go.

use web_sys::Url;

/// The element's own attribute wins, relative to the page. The document's
/// endpoint, relative to the document, counts only on the document's origin:
/// a questionnaire is data and must not lead answers elsewhere.
pub fn endpoint(
    attribute: Option<String>,
    of_document: Option<&str>,
    document_url: &str,
) -> Option<String> {
    if let Some(attribute) = attribute.filter(|attribute| !attribute.is_empty()) {
        return Some(attribute);
    }
    let home = Url::new(document_url).ok()?.origin();
    let url = Url::new_with_base(of_document?, document_url).ok()?;
    // Where there is no origin, as in `data:`, every one is called `null`.
    (home != "null" && url.origin() == home).then(|| url.href())
}
