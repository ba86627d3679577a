//! Whether a submission comes within its questionnaire's dates of life.

use std::time::{Duration, SystemTime};

use behov_schema::Questionnaire;
use behov_schema::document::Life;

use crate::problem::Refusal;

/// How much longer than until `closes_at` submissions are taken: who has begun
/// in time may have to wait for the network, or for a colleague.
const GRACE: Duration = Duration::from_hours(24);

/// Refuses what comes before the questionnaire opens, or more than a day after
/// it has closed. When a session began is not asked: only its sender knows.
pub(super) fn check(questionnaire: &Questionnaire, now: SystemTime) -> Result<(), Refusal> {
    let date = |date: &Option<String>| date.clone().unwrap_or_default();
    if Life::of(questionnaire, milliseconds(now)) == Life::Before {
        Err(Refusal::NotOpen(date(&questionnaire.opens_at)))
    } else if Life::of(questionnaire, milliseconds(now - GRACE)) == Life::After {
        Err(Refusal::Closed(date(&questionnaire.closes_at)))
    } else {
        Ok(())
    }
}

/// Since the beginning of 1970 in UTC; a clock that stands before it is nowhere.
fn milliseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    let since = since.unwrap_or_default().as_millis();
    i64::try_from(since).unwrap_or(i64::MAX)
}
