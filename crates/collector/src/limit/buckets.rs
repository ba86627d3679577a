//! A bucket of tokens for each client, and no more memory than is set aside.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// The most clients that have a bucket of their own: some megabytes.
const CLIENTS: usize = 50_000;

/// How many buckets the others share, each with those of one remainder.
const SHARED: u64 = 1024;

/// How often what has filled up again is forgotten, at most.
const PAUSE: Duration = Duration::from_secs(10);

pub(super) struct Buckets {
    limiter: RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>,
    clock: DefaultClock,
    swept: Mutex<Instant>,
    most: usize,
}

impl Buckets {
    pub(super) fn new(quota: Quota) -> Self {
        Self {
            limiter: RateLimiter::hashmap(quota),
            clock: DefaultClock::default(),
            swept: Mutex::new(Instant::now()),
            most: CLIENTS,
        }
    }

    /// Takes one token of this client's; without one it says how many seconds
    /// to wait.
    pub(super) fn take(&self, client: u64) -> Option<u64> {
        let client = self.bucket(client);
        let refused = self.limiter.check_key(&client).err()?;
        let wait = refused.wait_time_from(self.clock.now());
        Some(wait.as_secs_f64().ceil().max(1.0) as u64)
    }

    /// The number of the client's bucket: its own while there is room. Whoever
    /// brings so many addresses shares a few with others that are new; those
    /// that are known by then and keep sending are not told apart, which only
    /// a flood brings about.
    fn bucket(&self, client: u64) -> u64 {
        if self.limiter.len() < self.most {
            return client;
        }
        self.sweep();
        if self.limiter.len() < self.most {
            client
        } else {
            client % SHARED
        }
    }

    /// Forgets the clients whose buckets are full again.
    fn sweep(&self) {
        let mut swept = self
            .swept
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        if swept.elapsed() >= PAUSE {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
            *swept = Instant::now();
        }
    }
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buckets(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn buckets(burst: u32, most: usize) -> Buckets {
        let quota = Quota::per_second(NonZeroU32::MIN);
        let quota = quota.allow_burst(NonZeroU32::new(burst).unwrap());
        let buckets = Buckets::new(quota);
        Buckets { most, ..buckets }
    }

    #[test]
    fn each_client_has_its_own() {
        let buckets = buckets(3, 100);
        for client in 0..50 {
            for _ in 0..3 {
                assert_eq!(buckets.take(client), None);
            }
            assert_eq!(buckets.take(client), Some(1));
        }
    }

    #[test]
    fn a_flood_of_addresses_takes_no_more_memory() {
        let buckets = buckets(2, 100);
        let mut refused = 0;
        for client in 0..100_000 {
            refused += usize::from(buckets.take(client * 7919).is_some());
        }
        assert!(buckets.limiter.len() <= 100 + SHARED as usize);
        assert!(refused > 90_000, "they share what is left: {refused}");
    }
}
