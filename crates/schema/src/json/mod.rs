//! JSON texts: strict reading with places, and the canonical form.

mod canonical;
mod node;
mod read;
mod walk;

pub use canonical::{canonical, hash};
#[cfg(feature = "author")]
pub(crate) use node::{Fault, Node};
#[cfg(feature = "author")]
pub(crate) use read::{duplicate_keys, offset, tree};
pub use read::{parse, read, typed};
pub use walk::{Visit, escape, place, place_of, place_of_value, walk};
