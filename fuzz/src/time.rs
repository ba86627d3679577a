//! No input takes a second of the processor. libFuzzer's own bound is by the
//! clock on the wall: on a busy machine that says nothing of an input.

use std::time::Duration;

/// What an input may take, in a build with all assertions.
const MOST: Duration = Duration::from_secs(1);

/// Runs `read`, and holds it to its time.
pub(crate) fn bounded(read: impl FnOnce()) {
    let begun = spent();
    read();
    let took = spent().saturating_sub(begun);
    assert!(took < MOST, "it took {} ms", took.as_millis());
}

/// Of this thread, so far.
#[cfg(unix)]
fn spent() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map_or(Duration::ZERO, Duration::from)
}

#[cfg(not(unix))]
fn spent() -> Duration {
    Duration::ZERO
}
