//! Deletes contact data when their time has come: at the start, and once a day.

use std::num::NonZeroU32;
use std::time::{Duration, SystemTime};

use crate::Clock;
use crate::store::{Extent, Selected, Writer};

const DAY: Duration = Duration::from_hours(24);

/// Goes on until it is stopped.
pub(crate) async fn keep(writer: Writer, clock: Clock, days: NonZeroU32) {
    loop {
        let now = clock.now();
        let text = |time| humantime::format_rfc3339_millis(time).to_string();
        let before = now.checked_sub(DAY * days.get());
        let selected = Selected {
            before: text(before.unwrap_or(SystemTime::UNIX_EPOCH)),
            questionnaire: None,
            extent: Extent::Contact,
            at: text(now),
        };
        // A refusal is in the log; tomorrow is another day.
        if let Ok(purged) = writer.purge(selected).await {
            tracing::info!(contacts = purged.contacts, "contact data grown old deleted");
        }
        tokio::time::sleep(DAY).await;
    }
}
