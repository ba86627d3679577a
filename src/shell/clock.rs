//! The browser's clock and its randomness.

use js_sys::Date;

use super::uuid;

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

/// A new UUID of version 7. `getRandomValues` needs no secure context.
pub(super) fn id() -> String {
    let mut random = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // It fails only above 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    uuid::version_7(Date::now() as u64, random)
}
