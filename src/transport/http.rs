//! One try over HTTP.

use gloo_net::http::Method;
use gloo_net::http::RequestBuilder;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCredentials, RequestMode, Response};

use super::{Cause, Outcome, Parcel, classify};

/// How long an answer may take, in milliseconds.
const TIME_OUT: u32 = 20_000;

/// Posts the submission once. `abort` ends the try from outside.
pub async fn post(parcel: &Parcel, abort: &AbortController) -> Outcome {
    let late = abort.clone();
    let timer = Timeout::new(TIME_OUT, move || late.abort_with_reason(&TIMED_OUT.into()));
    let answer = answer(parcel, abort).await;
    timer.cancel();
    match answer {
        Ok((status, body, after)) => classify(status, &body, &parcel.id, after),
        Err(_) if abort.signal().reason() == TIMED_OUT => Outcome::Retry {
            cause: Cause::TimeOut,
            after: None,
        },
        Err(_) => Outcome::Retry {
            cause: Cause::Network,
            after: None,
        },
    }
}

const TIMED_OUT: &str = "timed out";

/// The status, the body and what `Retry-After` says.
///
/// The promises are awaited here and not by gloo-net, which ends the program
/// when a page has replaced `fetch` by one that rejects with something else
/// than an `Error`.
async fn answer(
    parcel: &Parcel,
    abort: &AbortController,
) -> Result<(u16, String, Option<u32>), JsValue> {
    let request: web_sys::Request = RequestBuilder::new(&parcel.endpoint)
        .method(Method::POST)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&abort.signal()))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, application/problem+json")
        .header("Idempotency-Key", &quoted(&parcel.id))
        .body(parcel.body.as_str())
        .map_err(|_| JsValue::NULL)?
        .into();
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request))
        .await?
        .dyn_into()?;
    let after = response.headers().get("Retry-After").ok().flatten();
    let body = JsFuture::from(response.text()?).await?;
    let body = body.as_string().unwrap_or_default();
    Ok((
        response.status(),
        body,
        after.and_then(|after| seconds(&after)),
    ))
}

/// A string of a structured field (RFC 9651, 3.3.3); a UUID needs no escapes.
fn quoted(id: &str) -> String {
    let mut quoted = String::from('"');
    quoted.push_str(id);
    quoted.push('"');
    quoted
}

/// `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3).
fn seconds(after: &str) -> Option<u32> {
    let after = after.trim();
    after.parse().ok().or_else(|| {
        let wait = (Date::parse(after) - Date::now()) / 1000.0;
        // A cast takes what is past to nought, and so it does what is no date.
        wait.is_finite().then(|| wait.ceil() as u32)
    })
}
