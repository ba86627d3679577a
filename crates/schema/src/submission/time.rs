//! Dates and times on the wire: the one form of each that is accepted.

/// Whether `text` is a calendar date `YYYY-MM-DD` (RFC 3339, `full-date`).
pub(super) fn is_date(text: &str) -> bool {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return false;
    };
    match (
        number(&[y1, y2, y3, y4]),
        number(&[m1, m2]),
        number(&[d1, d2]),
    ) {
        (Some(year), Some(month), Some(day)) => day >= 1 && day <= days_in(year, month),
        _ => false,
    }
}

/// Whether `text` is a time in UTC, `YYYY-MM-DDThh:mm:ssZ`, with up to nine
/// digits of a second (RFC 3339, `date-time` with `Z`). A leap second may
/// stand at the end of any minute.
pub(super) fn is_timestamp(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let Some(time) = time.strip_suffix('Z') else {
        return false;
    };
    let (clock, fraction_fits) = match time.split_once('.') {
        None => (time, true),
        Some((clock, fraction)) => (
            clock,
            fraction.len() <= 9 && number(fraction.as_bytes()).is_some(),
        ),
    };
    let &[h1, h2, b':', m1, m2, b':', s1, s2] = clock.as_bytes() else {
        return false;
    };
    let below = |digits: &[u8], limit| number(digits).is_some_and(|value| value < limit);
    is_date(date)
        && fraction_fits
        && below(&[h1, h2], 24)
        && below(&[m1, m2], 60)
        && below(&[s1, s2], 61)
}

/// The value of one to nine ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + u32::from(digit - b'0'))
    })
}

/// The length of a month in the proleptic Gregorian calendar; 0 for no month.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(400) => 29,
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days() {
        for good in ["2026-01-31", "2024-02-29", "2000-02-29", "0001-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "+026-01-01",
            "2026-01-01 ",
            "",
            "２０２６-01-01",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn timestamps_are_utc() {
        for good in [
            "2026-05-01T00:00:00Z",
            "2026-05-01T23:59:59.123Z",
            "2026-12-31T23:59:60Z",
            "2026-05-01T10:00:00.123456789Z",
        ] {
            assert!(is_timestamp(good), "{good}");
        }
        for bad in [
            "2026-05-01T24:00:00Z",
            "2026-05-01T10:60:00Z",
            "2026-05-01T10:00:61Z",
            "2026-05-01T10:00:00+02:00",
            "2026-05-01 10:00:00Z",
            "2026-05-01T10:00:00",
            "2026-05-01T10:00:00.Z",
            "2026-05-01T10:00:00.1234567890Z",
            "2026-05-01T10:00Z",
            "2026-02-30T10:00:00Z",
            "2026-05-01t10:00:00z",
            "",
        ] {
            assert!(!is_timestamp(bad), "{bad}");
        }
    }
}
