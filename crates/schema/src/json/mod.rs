//! JSON texts: strict reading with places, and the canonical form.

mod canonical;
mod read;
mod walk;

pub use canonical::{canonical, hash};
pub use read::{duplicate_key, read};
pub use walk::{Visit, place, place_of, walk};
