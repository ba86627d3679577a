//! Whether the system's clock is believed when it says what has grown old.
//!
//! A clock that wakes up in another century must not delete everything at
//! once. So the time that was believed last is kept, and one far from it is
//! believed only when it has gone on evenly for a week: a clock that has leapt
//! is mended in that time, and a collector that was stopped for long, or got no
//! answer for long, deletes a week late and not never.

use behov_schema::time::moment;
use sqlx::{Row, SqliteConnection};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// How far from the last the time may be, to be believed at once.
const LEAP: i64 = 60 * DAY;

/// How long another time must go on to be believed, and the longest pause
/// between two looks at it.
const WEEK: i64 = 7 * DAY;

/// What was seen of the clock; moments in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// The last that was believed.
    believed: i64,
    /// Since when the clock has gone on evenly.
    since: i64,
    /// The last that was seen.
    last: i64,
}

impl Seen {
    fn at(moment: i64) -> Self {
        Self {
            believed: moment,
            since: moment,
            last: moment,
        }
    }

    /// After one more look at the clock; and whether it is believed.
    fn look(self, now: i64) -> (Self, bool) {
        let evenly = (self.last..=self.last.saturating_add(WEEK)).contains(&now);
        let since = if evenly { self.since } else { now };
        let near = now.abs_diff(self.believed) <= LEAP.unsigned_abs();
        if near || now.saturating_sub(since) >= WEEK {
            return (Self::at(now), true);
        }
        let seen = Self {
            since,
            last: now,
            ..self
        };
        (seen, false)
    }
}

/// Whether the time `now`, in milliseconds since 1970, is believed; remembers
/// it. Where no clock has been looked at yet it is held against the newest
/// answer, and where there is none everything is believed: nothing is old.
pub(super) async fn believes(
    connection: &mut SqliteConnection,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("SELECT believed, since, last FROM clock")
        .fetch_optional(&mut *connection)
        .await?;
    let before = match row {
        Some(row) => Some(Seen {
            believed: row.try_get("believed")?,
            since: row.try_get("since")?,
            last: row.try_get("last")?,
        }),
        None => newest(connection).await?.map(Seen::at),
    };
    let Some(before) = before else {
        return Ok(true);
    };
    let (seen, believed) = before.look(now);
    sqlx::query(
        "INSERT OR REPLACE INTO clock (only, believed, since, last) VALUES (1, ?1, ?2, ?3)",
    )
    .bind(seen.believed)
    .bind(seen.since)
    .bind(seen.last)
    .execute(connection)
    .await?;
    Ok(believed)
}

/// When the newest answer was received.
async fn newest(connection: &mut SqliteConnection) -> Result<Option<i64>, sqlx::Error> {
    let row = sqlx::query("SELECT max(received_at) FROM submission")
        .fetch_one(connection)
        .await?;
    Ok(row.try_get::<Option<&str>, _>(0)?.and_then(moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the looks at these days are believed, after day 1000.
    fn believed(days: &[i64]) -> Vec<bool> {
        let mut seen = Seen::at(1000 * DAY);
        let look = |day: &i64| {
            let (next, believed) = seen.look(day * DAY);
            seen = next;
            believed
        };
        days.iter().map(look).collect()
    }

    #[test]
    fn a_clock_that_goes_on_is_believed() {
        assert_eq!(believed(&[1000, 1001, 1002, 1050, 1110]), [true; 5]);
    }

    #[test]
    fn a_leap_is_believed_after_a_week_and_not_before() {
        assert_eq!(
            believed(&[27_000, 27_001, 27_003, 27_006, 27_007, 27_008]),
            [false, false, false, false, true, true]
        );
        // Mended in time.
        assert_eq!(
            believed(&[27_000, 27_006, 1007, 27_007, 27_008]),
            [false, false, true, false, false]
        );
        // Leap upon leap proves nothing.
        assert_eq!(believed(&[27_000, 30_000, 33_000]), [false; 3]);
        // Nor does a look now and then.
        assert_eq!(believed(&[27_000, 27_008, 27_016]), [false; 3]);
    }

    #[test]
    fn a_clock_that_stood_behind_may_catch_up() {
        assert_eq!(believed(&[0, 1, 1001]), [false, false, true]);
        assert_eq!(believed(&[0, 4, 7, 8]), [false, false, true, true]);
    }
}
