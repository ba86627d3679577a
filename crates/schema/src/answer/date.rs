//! Days and months of the Gregorian calendar, as ISO 8601 writes them.

use crate::Finding;

/// A day, `2026-05-01`, from what stands in the three fields.
///
/// # Errors
/// `date.incomplete` when a field is empty; `date.year` when the year has not
/// four digits; `date.no_such` when there is no such month or day;
/// `date.out_of_range` with `earliest` or `latest`.
pub fn parse(
    [year, month, day]: [&str; 3],
    earliest: Option<&str>,
    latest: Option<&str>,
) -> Result<String, Finding> {
    let (year, month, month_text) = year_and_month(year, month, day.trim().is_empty())?;
    let day = number(day).filter(|day| (1..=days(year, month)).contains(day));
    let day = day.ok_or_else(|| Finding::new("date.no_such", ""))?;
    in_range(format!("{month_text}-{day:02}"), earliest, latest)
}

/// A month, `2026-05`, from what stands in the two fields.
///
/// # Errors
/// As [`parse`].
pub fn parse_month(
    [year, month]: [&str; 2],
    earliest: Option<&str>,
    latest: Option<&str>,
) -> Result<String, Finding> {
    let (_, _, text) = year_and_month(year, month, false)?;
    in_range(text, earliest, latest)
}

/// Whether `text` is a day in its stored form.
pub fn is_day(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut part = || parts.next().unwrap_or_default();
    parse([part(), part(), part()], None, None).is_ok_and(|day| day == text)
}

/// Whether `text` is a month in its stored form.
pub fn is_month(text: &str) -> bool {
    text.split_once('-').is_some_and(|(year, month)| {
        parse_month([year, month], None, None).is_ok_and(|m| m == text)
    })
}

fn year_and_month(year: &str, month: &str, more: bool) -> Result<(u32, u32, String), Finding> {
    if more || year.trim().is_empty() || month.trim().is_empty() {
        return Err(Finding::new("date.incomplete", ""));
    }
    let year = number(year).filter(|year| (1000..=9999).contains(year));
    let year = year.ok_or_else(|| Finding::new("date.year", ""))?;
    let month = number(month).filter(|month| (1..=12).contains(month));
    let month = month.ok_or_else(|| Finding::new("date.no_such", ""))?;
    Ok((year, month, format!("{year}-{month:02}")))
}

/// Both have their stored form, whose order is that of the calendar.
fn in_range(text: String, earliest: Option<&str>, latest: Option<&str>) -> Result<String, Finding> {
    let finding = || Finding::new("date.out_of_range", "");
    match (earliest, latest) {
        (Some(limit), _) if text.as_str() < limit => Err(finding().with("earliest", limit)),
        (_, Some(limit)) if text.as_str() > limit => Err(finding().with("latest", limit)),
        _ => Ok(text),
    }
}

/// One to four digits.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_three_fields_into_one_day() {
        for (fields, day) in [
            (["2026", "5", "1"], "2026-05-01"),
            ([" 2026 ", "05", "01"], "2026-05-01"),
            (["2024", "2", "29"], "2024-02-29"),
            (["2000", "2", "29"], "2000-02-29"),
            (["2026", "12", "31"], "2026-12-31"),
        ] {
            assert_eq!(parse(fields, None, None), Ok(day.to_owned()));
            assert!(is_day(day));
        }
        assert_eq!(parse_month(["2026", "5"], None, None), Ok("2026-05".into()));
        assert!(is_month("2026-05"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (fields, code) in [
            (["2026", "", "1"], "date.incomplete"),
            (["", "5", "1"], "date.incomplete"),
            (["2026", "5", " "], "date.incomplete"),
            (["26", "5", "1"], "date.year"),
            (["20266", "5", "1"], "date.year"),
            (["i år", "5", "1"], "date.year"),
            (["2026", "13", "1"], "date.no_such"),
            (["2026", "0", "1"], "date.no_such"),
            (["2026", "maj", "1"], "date.no_such"),
            (["2026", "4", "31"], "date.no_such"),
            (["2026", "2", "29"], "date.no_such"),
            (["1900", "2", "29"], "date.no_such"),
            (["2026", "5", "+1"], "date.no_such"),
        ] {
            let finding = parse(fields, None, None).unwrap_err();
            assert_eq!(finding.code, code, "{fields:?}");
        }
        for stored in ["2026-5-1", "2026-05", "2026-05-01-", "2026-05-1", "x", ""] {
            assert!(!is_day(stored), "{stored}");
        }
        for stored in ["2026-5", "2026", "2026-05-01", "2026-00"] {
            assert!(!is_month(stored), "{stored}");
        }
    }

    #[test]
    fn keeps_to_its_limits() {
        let limits = (Some("2026-01-15"), Some("2026-12-31"));
        let day = |fields| parse(fields, limits.0, limits.1);
        assert!(day(["2026", "1", "15"]).is_ok() && day(["2026", "12", "31"]).is_ok());
        let early = day(["2026", "1", "14"]).unwrap_err();
        assert_eq!(early.code, "date.out_of_range");
        assert_eq!(early.params.get("earliest"), limits.0);
        let late = day(["2027", "1", "1"]).unwrap_err();
        assert_eq!(late.params.get("latest"), limits.1);
    }
}
