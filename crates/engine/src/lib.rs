//! The engine of Behov: what is asked, what is required, what comes next, and
//! the review of a whole submission.
//!
//! It knows no DOM, no clock and no network, it always answers and it never
//! panics. The widget drives a [`Session`] with events; the collector calls
//! [`review()`]. Both rest on the same [`Plan`] and the same rules.

mod data;
mod event;
mod link;
pub mod logic;
mod plan;
mod relevance;
mod review;
pub mod search;
mod session;
mod value;

pub use event::{
    Announce, Changes, Chosen, Effect, Event, Failure, Focus, Gone, Key, Lost, Outgoing, Raw,
    Sending, Snapshot, Stage, Step,
};
pub use link::Link;
pub use plan::Plan;
pub use review::review;
pub use session::{Session, Start, Telling};
