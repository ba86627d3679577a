//! How a frozen submission reaches a backend, and what its answer means; and
//! how a questionnaire comes, where no loader fetches it.
//!
//! Bytes, statuses and waits; nothing of a session, a view or a language.

mod ask;
mod backoff;
mod get;
mod http;
mod outcome;
mod work;

pub use ask::ask;
pub use backoff::{DAY, delay, rest};
pub use get::{Absent, get};
pub use http::post;
pub use outcome::{Cause, Outcome, classify};
pub use work::Work;

/// One submission on its way; every try sends the same.
#[derive(Clone)]
pub struct Parcel {
    /// Where to: an absolute URL, or one relative to the page.
    pub endpoint: String,
    /// The id of the submission, repeated in `Idempotency-Key`.
    pub id: String,
    /// The JSON text.
    pub body: String,
    /// The proof of work, where one was asked for.
    pub nonce: Option<String>,
}

impl std::fmt::Debug for Parcel {
    /// Answers are private.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parcel")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
