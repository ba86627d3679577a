//! How many of the connections one client may hold.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A client may hold one in so many: whoever holds all it can leaves most to
/// the others.
const PART: usize = 4;

/// The connections that each client holds, by the client's number. As many are
/// kept apart as there are connections.
#[derive(Debug)]
pub(crate) struct Shares {
    most: usize,
    held: Mutex<HashMap<u64, usize>>,
}

/// One of a client's connections, until it is dropped.
#[derive(Debug)]
pub(crate) struct Share {
    of: Arc<Shares>,
    holder: u64,
}

impl Shares {
    /// Shares of so many connections in all.
    pub(crate) fn new(connections: usize) -> Arc<Self> {
        Arc::new(Self {
            most: (connections / PART).max(1),
            held: Mutex::default(),
        })
    }

    /// One connection more for this client; none when it has its share.
    pub(crate) fn take(self: &Arc<Self>, holder: u64) -> Option<Share> {
        let mut held = self.held();
        let count = held.entry(holder).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Share {
            of: Arc::clone(self),
            holder,
        })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<u64, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.of.held();
        if let Some(count) = held.get_mut(&self.holder) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_quarter_and_what_is_given_back() {
        let shares = Shares::new(9);
        let (first, second) = (shares.take(1), shares.take(1));
        assert!(first.is_some() && second.is_some());
        assert!(shares.take(1).is_none());
        assert!(shares.take(2).is_some(), "nobody else waits for it");
        drop(first);
        let third = shares.take(1);
        assert!(third.is_some() && shares.take(1).is_none());
        drop((second, third));
        assert!(shares.held().is_empty(), "and nothing is kept");
    }

    #[test]
    fn of_a_few_there_is_one() {
        let shares = Shares::new(2);
        let held = shares.take(1);
        assert!(held.is_some() && shares.take(1).is_none());
    }
}
