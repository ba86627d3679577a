//! What a receipt code opens.

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, Response, Url};

use super::http::object;

/// How long an answer may take, in milliseconds.
const TIME_OUT: u32 = 20_000;

/// Asks the collector at `endpoint` for the answer that this receipt code
/// opens, or to delete it: the status and the body, or none without a network.
/// The code stands in a header, since addresses are written into logs.
pub async fn ask(endpoint: &str, method: &str, code: &str) -> Option<(u16, String)> {
    answer(endpoint, method, code).await.ok()
}

async fn answer(endpoint: &str, method: &str, code: &str) -> Result<(u16, String), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let page = window.location().href()?;
    let endpoint = Url::new_with_base(endpoint, &page)?.href();
    let url = Url::new_with_base("answer", &endpoint)?.href();
    let abort = AbortController::new()?;
    let headers = object(&[("Authorization", ["Bearer ", code].concat().into())]);
    let init = object(&[
        ("method", method.into()),
        ("signal", abort.signal().into()),
        ("headers", headers.into()),
        ("cache", "no-store".into()),
    ]);
    let request = Request::new_with_str_and_init(&url, init.unchecked_ref())?;
    let _late = Timeout::new(TIME_OUT, move || abort.abort());
    let response: Response = JsFuture::from(window.fetch_with_request(&request))
        .await?
        .dyn_into()?;
    let body = JsFuture::from(response.text()?).await?;
    Ok((response.status(), body.as_string().unwrap_or_default()))
}
