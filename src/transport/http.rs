//! One try over HTTP.

use gloo_timers::callback::Timeout;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, Response};

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
async fn answer(
    parcel: &Parcel,
    abort: &AbortController,
) -> Result<(u16, String, Option<u32>), JsValue> {
    let id = quoted(&parcel.id);
    let headers = object(&[
        ("Content-Type", "application/json".into()),
        (
            "Accept",
            "application/json, application/problem+json".into(),
        ),
        ("Idempotency-Key", id.into()),
    ]);
    if let Some(nonce) = &parcel.nonce {
        let _ = Reflect::set(&headers, &"Behov-Work".into(), &nonce.into());
    }
    let init = object(&[
        ("method", "POST".into()),
        ("mode", "cors".into()),
        ("credentials", "same-origin".into()),
        ("signal", abort.signal().into()),
        ("headers", headers.into()),
        ("body", parcel.body.as_str().into()),
    ]);
    let request = Request::new_with_str_and_init(&parcel.endpoint, init.unchecked_ref())?;
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

/// A plain object: it takes any property. The setters of `web_sys` are one
/// function each on either side.
pub(super) fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
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
