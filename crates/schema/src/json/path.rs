//! Where in a tree a value stands.

use super::walk::escape;

/// The way to it from the root, each step on the stack of who goes it.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// As a JSON Pointer (RFC 6901).
    pub(super) fn pointer(self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(outer, key) => format!("{}/{}", outer.pointer(), escape(key)),
            Self::Index(outer, index) => format!("{}/{index}", outer.pointer()),
        }
    }
}
