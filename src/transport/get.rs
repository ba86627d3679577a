//! A text file over HTTP.

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, Response};

use super::http::object;

/// How long a file may take, in milliseconds.
const TIME_OUT: u32 = 30_000;

/// Why a file did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No answer, or not all of it, or not in time.
    Network,
    /// An answer other than 2xx.
    Status,
}

/// The text at `url`, absolute or relative to the page, and the address that
/// it came from in the end. `abort` ends it from outside.
///
/// # Errors
/// Why it did not come.
pub async fn get(url: &str, abort: &AbortController) -> Result<(String, String), Absent> {
    match fetched(url, abort.clone()).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(Absent::Status),
        Err(_) => Err(Absent::Network),
    }
}

async fn fetched(url: &str, abort: AbortController) -> Result<Option<(String, String)>, JsValue> {
    let init = object(&[("signal", abort.signal().into())]);
    let request = Request::new_with_str_and_init(url, init.unchecked_ref())?;
    // Ends with the fetch, whose body too must come in time.
    let _late = Timeout::new(TIME_OUT, move || abort.abort());
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok(Some((text.as_string().unwrap_or_default(), response.url())))
}
