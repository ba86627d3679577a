//! Search in a code list while somebody types.
//!
//! It knows no page and no network, so that it is the same in a browser and
//! in a test: an [`Index`] is made of a list once, and answers each keystroke.

mod dictionary;
mod fold;
mod index;
mod near;
mod query;

pub use index::Index;
pub use query::{Hit, Hits};
