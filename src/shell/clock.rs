//! The browser's clock and its randomness.

use std::cell::Cell;

use js_sys::Date;
use serde_json::Value;

use super::uuid;

thread_local! {
    /// The time of the latest id, in milliseconds.
    static LATEST: Cell<u64> = const { Cell::new(0) };
}

/// The time: RFC 3339 in UTC, ending in `Z`.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// The respondent's own date, `YYYY-MM-DD`.
pub fn today() -> String {
    let now = Date::new_0();
    let mut today = String::with_capacity(10);
    for (part, digits) in [
        (now.get_full_year(), 4),
        (now.get_month() + 1, 2),
        (now.get_date(), 2),
    ] {
        if !today.is_empty() {
            today.push('-');
        }
        let part = part.to_string();
        today.extend(std::iter::repeat_n('0', digits - part.len().min(digits)));
        today.push_str(&part);
    }
    today
}

/// The ids that follow are later than those in a draft or a submission, whatever
/// the clock says that made those.
pub(super) fn follow(tree: &Value) {
    for pointer in ["/replaces", "/outbox/id", "/meta/id"] {
        let id = tree.pointer(pointer).and_then(Value::as_str);
        let time = id.and_then(uuid::time).unwrap_or(0);
        LATEST.set(LATEST.get().max(time));
    }
}

/// A new UUID of version 7, later than all before it: of the answers of one
/// chain the latest counts, and clocks are set back. `getRandomValues` needs no
/// secure context.
pub(super) fn id() -> String {
    let mut random = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // It fails only above 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    let time = (Date::now() as u64).max(LATEST.get() + 1);
    LATEST.set(time);
    uuid::version_7(time, random)
}
