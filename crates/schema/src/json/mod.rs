//! JSON texts: strict reading with places, and the canonical form.

mod canonical;
mod node;
mod read;
mod walk;

pub use canonical::{canonical, hash};
pub use read::{parse, read, typed};
pub use walk::{Visit, escape, place, place_of, place_of_value, walk};
