//! How the types of a document are read from a tree.
//!
//! serde's derive gives each field of each struct code of its own for "not
//! there yet", "twice" and "missing"; with forty fields that was a tenth of
//! the widget. What is accepted and what is refused is the same, and so are
//! the words for what is expected.

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Error, IntoDeserializer};
use serde_json::{Map, Value};

use super::fault::Fault;
use super::node::Node;

/// A type that is read from a value of a tree.
pub(crate) trait Read: Sized {
    /// # Errors
    /// The first thing that is wrong with the value, with its place.
    fn read(node: Node<'_>) -> Result<Self, Fault>;

    /// Stands for a field that may be absent and is, and for what could not be
    /// read, until that is said: so a struct is made in one go, without a way
    /// out after each of its fields.
    fn blank() -> Self;
}

/// Implements [`Read`], and `Deserialize` over a tree, for a struct. Those
/// after `required` must be there, the others may be absent; fields that are
/// not listed are refused.
///
/// A field whose name in JSON is another is `name = "json name"`.
macro_rules! fields {
    (
        $type:ident
        required { $($must:ident $(= $must_name:literal)?,)* }
        optional { $($may:ident $(= $may_name:literal)?,)* }
    ) => {
        impl $crate::json::Read for $type {
            fn read(node: $crate::json::Node<'_>) -> Result<Self, $crate::json::Fault> {
                const REQUIRED: &[&str] = &[
                    $($crate::json::fields!(@name $must $($must_name)?),)*
                ];
                const FIELDS: &[&str] = &[
                    $($crate::json::fields!(@name $must $($must_name)?),)*
                    $($crate::json::fields!(@name $may $($may_name)?),)*
                ];
                let mut members = $crate::json::Members::of(node, FIELDS)?;
                let read = Self {
                    $($must: members.read($crate::json::fields!(@name $must $($must_name)?)),)*
                    $($may: members.read($crate::json::fields!(@name $may $($may_name)?)),)*
                };
                members.finish(read, REQUIRED)
            }

            fn blank() -> Self {
                Self {
                    $($must: $crate::json::Read::blank(),)*
                    $($may: $crate::json::Read::blank(),)*
                }
            }
        }

        $crate::json::over_a_tree!($type);
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
}
pub(crate) use fields;

/// Implements [`Read`] for an enum of words by its `Deserialize`.
macro_rules! words {
    ($($type:ident: $blank:ident),*) => {
        $(impl $crate::json::Read for $type {
            fn read(node: $crate::json::Node<'_>) -> Result<Self, $crate::json::Fault> {
                $crate::json::word(node)
            }

            fn blank() -> Self {
                Self::$blank
            }
        })*
    };
}
pub(crate) use words;

/// Implements `Deserialize` by [`Read`], for those that have other readers.
macro_rules! over_a_tree {
    ($type:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let tree = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                $crate::json::Read::read($crate::json::Node::root(&tree))
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use over_a_tree;

/// The members of an object whose fields are known.
pub(crate) struct Members<'a> {
    node: Node<'a>,
    members: &'a Map<String, Value>,
    fault: Option<Fault>,
}

impl<'a> Members<'a> {
    /// # Errors
    /// `json.wrong_type`, `json.unknown_field` for the first member that is no
    /// field.
    pub(crate) fn of(node: Node<'a>, fields: &'static [&'static str]) -> Result<Self, Fault> {
        let members = node.object("an object")?;
        let unknown = members.keys().find(|key| !fields.contains(&key.as_str()));
        if let Some(key) = unknown {
            return Err(node.wrong_key(key, Fault::unknown_field(key, fields)));
        }
        Ok(Self {
            node,
            members,
            fault: None,
        })
    }

    /// The field, or a blank, when it cannot be read.
    #[inline(never)]
    pub(crate) fn read<T: Read>(&mut self, name: &'static str) -> T {
        let Some(value) = self.members.get(name) else {
            return T::blank();
        };
        let read = self.node.inner(name, value, T::read);
        read.unwrap_or_else(|fault| {
            self.fault.get_or_insert(fault);
            T::blank()
        })
    }

    /// What was read, unless some field could not be, or a required one is
    /// not there: `json.missing_field`.
    pub(crate) fn finish<T>(self, read: T, required: &'static [&'static str]) -> Result<T, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let missing = |name: &&&str| !self.members.contains_key(**name);
        match required.iter().find(missing) {
            Some(name) => Err(self.node.wrong(Fault::missing_field(name))),
            None => Ok(read),
        }
    }
}

/// Reads a word of an enum.
pub(crate) fn word<'de, T: Deserialize<'de>>(node: Node<'_>) -> Result<T, Fault> {
    let text = node.value().as_str();
    // What is no text is no word either, and the fault knows the words.
    let word: StrDeserializer<'_, Fault> = text.unwrap_or_default().into_deserializer();
    T::deserialize(word).map_err(|mut fault| {
        if text.is_none() {
            fault.finding.code = "json.wrong_type".into();
        }
        node.wrong(fault)
    })
}

impl Read for String {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        node.text("a string").map(str::to_owned)
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl Read for bool {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let flag = node.value().as_bool();
        flag.ok_or_else(|| node.wrong_type("a boolean"))
    }

    fn blank() -> Self {
        false
    }
}

impl Read for i64 {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let number = node.value().as_i64();
        number.ok_or_else(|| node.wrong_type("i64"))
    }

    fn blank() -> Self {
        0
    }
}

impl Read for usize {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let number = i64::read(node)?;
        Self::try_from(number).map_err(|_| node.wrong_type("usize"))
    }

    fn blank() -> Self {
        0
    }
}

impl Read for u8 {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let number = i64::read(node)?;
        Self::try_from(number).map_err(|_| node.wrong_type("u8"))
    }

    fn blank() -> Self {
        0
    }
}

impl Read for Value {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        Ok(node.value().clone())
    }

    fn blank() -> Self {
        Self::Null
    }
}

/// Null is as good as absent.
impl<T: Read> Read for Option<T> {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        if node.value().is_null() {
            return Ok(None);
        }
        T::read(node).map(Some)
    }

    fn blank() -> Self {
        None
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let items = node.list()?;
        let mut read = Self::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            read.push(node.item(index, value, T::read)?);
        }
        Ok(read)
    }

    fn blank() -> Self {
        Self::new()
    }
}
