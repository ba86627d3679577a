//! JSON texts: strict reading with places, and the canonical form.

mod canonical;
mod fields;
mod node;
mod read;
mod walk;

pub use canonical::{canonical, hash};
pub use fields::Read;
pub(crate) use fields::{Members, fields, over_a_tree, word, words};
pub(crate) use node::{Fault, Node};
#[cfg(feature = "author")]
pub(crate) use read::{duplicate_keys, offset, tree};
pub use read::{parse, read, typed};
pub use walk::{Visit, escape, place, place_of, place_of_value, walk};
