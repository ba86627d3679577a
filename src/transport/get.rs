//! A text file over HTTP.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No answer, or not all of it.
    Network,
    /// An answer other than 2xx.
    Status,
}

/// The text at `url`, absolute or relative to the page, and the address that
/// it came from in the end.
///
/// # Errors
/// Why it did not come.
pub async fn get(url: &str) -> Result<(String, String), Absent> {
    match fetched(url).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(Absent::Status),
        Err(_) => Err(Absent::Network),
    }
}

async fn fetched(url: &str) -> Result<Option<(String, String)>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(url))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok(Some((text.as_string().unwrap_or_default(), response.url())))
}
