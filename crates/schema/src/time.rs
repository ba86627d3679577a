//! Dates and times: the one form of each that is accepted, and moments to
//! compare.

/// Whether `text` is a calendar date `YYYY-MM-DD` (RFC 3339, `full-date`).
pub(crate) fn is_date(text: &str) -> bool {
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
pub(crate) fn is_timestamp(text: &str) -> bool {
    text.ends_with('Z') && moment(text).is_some()
}

/// The moment that `text` says, in milliseconds since the beginning of 1970 in
/// UTC: `YYYY-MM-DDThh:mm:ss`, with up to nine digits of a second, and `Z` or
/// the distance from UTC, `+hh:mm` or `-hh:mm` (RFC 3339, `date-time`, with
/// `T` and `Z` in capitals). What is finer than a millisecond is cut off. A
/// leap second may stand at the end of any minute; it is the second after it.
///
/// ```
/// use behov_schema::time::moment;
/// assert_eq!(moment("1970-01-01T01:00:00.25+01:00"), Some(250));
/// assert_eq!(moment("2026-02-29T12:00:00Z"), None);
/// assert_eq!(moment("2026-02-28"), None);
/// ```
pub fn moment(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let (time, distance) = match time.strip_suffix('Z') {
        Some(time) => (time, 0),
        None => {
            let (time, distance) = time.split_at_checked(time.len().checked_sub(6)?)?;
            let (sign, clock) = distance.split_at_checked(1)?;
            let sign = match sign {
                "+" => 1,
                "-" => -1,
                _ => return None,
            };
            let &[h1, h2, b':', m1, m2] = clock.as_bytes() else {
                return None;
            };
            let minutes = below([h1, h2], 24)? * 60 + below([m1, m2], 60)?;
            (time, sign * minutes)
        }
    };
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let &[h1, h2, b':', m1, m2, b':', s1, s2] = clock.as_bytes() else {
        return None;
    };
    let digits = u32::try_from(fraction.len()).ok()?;
    // Nine digits at most, or there is no number.
    let nanoseconds = i64::from(number(fraction.as_bytes())?) * 10_i64.pow(9 - digits);
    let minutes = below([h1, h2], 24)? * 60 + below([m1, m2], 60)? - distance;
    let seconds = days(date)? * 86_400 + minutes * 60 + below([s1, s2], 61)?;
    Some(seconds * 1_000 + nanoseconds / 1_000_000)
}

/// The value of two digits that is below `limit`.
fn below(digits: [u8; 2], limit: u32) -> Option<i64> {
    number(&digits)
        .filter(|value| *value < limit)
        .map(i64::from)
}

/// Days from the beginning of 1970 to a calendar date `YYYY-MM-DD`.
fn days(date: &str) -> Option<i64> {
    if !is_date(date) {
        return None;
    }
    let part = |from, to| number(date.as_bytes().get(from..to)?);
    let (year, month) = (part(0, 4)?, part(5, 7)?);
    let in_months: u32 = (1..month).map(|month| days_in(year, month)).sum();
    // Leap days before this year; year 0 is one.
    let leap = year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    let since_0 = year * 365 + leap + in_months + part(8, 10)? - 1;
    Some(i64::from(since_0) - 719_528)
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
            "2026-05-01T10:00:00+00:00",
            "",
        ] {
            assert!(!is_timestamp(bad), "{bad}");
        }
    }

    /// Expected values: `date -u -d <text> +%s`.
    #[test]
    fn moments_count_from_1970() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("0001-01-01T00:00:00Z", -62_135_596_800),
            ("1900-03-01T00:00:00Z", -2_203_891_200),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2024-12-31T23:59:59Z", 1_735_689_599),
            ("2026-11-21T10:05:00Z", 1_795_255_500),
            ("2026-11-21T11:05:00+01:00", 1_795_255_500),
            ("2026-11-20T22:35:00-11:30", 1_795_255_500),
            ("2026-11-21T10:04:60Z", 1_795_255_500),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] {
            assert_eq!(moment(text), Some(seconds * 1_000), "{text}");
        }
    }

    #[test]
    fn moments_are_as_fine_as_a_millisecond() {
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00.5Z", 500),
            ("1970-01-01T00:00:00.050Z", 50),
            ("1970-01-01T00:00:00.123999999Z", 123),
            ("1970-01-01T00:00:00.001+00:00", 1),
        ] {
            assert_eq!(moment(text), Some(milliseconds), "{text}");
        }
    }

    #[test]
    fn a_distance_from_utc_has_hours_and_minutes() {
        for bad in [
            "2026-05-01T10:00:00+2",
            "2026-05-01T10:00:00+0200",
            "2026-05-01T10:00:00+24:00",
            "2026-05-01T10:00:00+02:60",
            "2026-05-01T10:00:00 02:00",
            "2026-05-01T10:00:00−02:00",
            "2026-05-01T10:00:00Z+02:00",
            "2026-05-01T10:00:00+02:00Z",
            "2026-05-01T+02:00",
            "2026-05-01T",
            "T",
        ] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }
}
