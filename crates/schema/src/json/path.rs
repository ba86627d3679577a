//! Where in a tree a value stands.

use super::walk::escape;

/// The way to it from the root, each step on the stack of who goes it.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    /// The root of a part of the core, which no document wrote.
    Core,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub(super) fn is_of_core(self) -> bool {
        match self {
            Self::Root => false,
            Self::Core => true,
            Self::Key(outer, _) | Self::Index(outer, _) => outer.is_of_core(),
        }
    }

    /// As a JSON Pointer (RFC 6901).
    pub(super) fn pointer(self) -> String {
        match self {
            Self::Root | Self::Core => String::new(),
            Self::Key(outer, key) => format!("{}/{}", outer.pointer(), escape(key)),
            Self::Index(outer, index) => format!("{}/{index}", outer.pointer()),
        }
    }
}
