//! JSON texts: strict reading with places, and the canonical form.

mod canonical;
mod fault;
mod fields;
mod node;
mod path;
mod read;
mod tree;
mod walk;

pub use canonical::{canonical, digest, hash};

pub(crate) use fault::Fault;
pub(crate) use fields::{Members, Read, fields, over_a_tree, word, words};
pub(crate) use node::Node;
pub(crate) use read::typed;
#[cfg(feature = "author")]
pub(crate) use read::{duplicate_keys, read_tree};
pub use read::{parse, read};
pub(crate) use tree::value_at;
pub use walk::{Visit, escape, place, place_each, place_of, place_of_value, walk};
