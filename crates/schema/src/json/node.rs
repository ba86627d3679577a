//! A value of a tree, read by serde, that knows where in the tree it stands.
//!
//! The types of this crate are read through it rather than straight from the
//! text: an error then has its JSON Pointer, a list is never taken for an
//! object, and the reader of each type is small (the wasm carries them all).

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::fault::Fault;
use super::path::Path;

/// A value and its place.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    value: &'a Value,
    path: Path<'a>,
}

impl<'a> Node<'a> {
    pub(crate) fn root(value: &'a Value) -> Self {
        Self {
            value,
            path: Path::Root,
        }
    }

    /// The root of a part of the core, whose texts are numbers.
    pub(crate) fn core(value: &'a Value) -> Self {
        Self {
            value,
            path: Path::Core,
        }
    }

    /// The number of a text of the core; none in a document.
    pub(crate) fn core_text(self) -> Option<u16> {
        let number = self.value.as_u64().filter(|_| self.path.is_of_core());
        number.and_then(|number| number.try_into().ok())
    }

    pub(crate) fn value(self) -> &'a Value {
        self.value
    }

    /// Another type than the one in `expected` stands here.
    pub(super) fn wrong_type(self, expected: &str) -> Fault {
        self.wrong(Fault::of("json.wrong_type", "expected", &expected))
    }

    /// The fault lies here.
    pub(crate) fn wrong(self, fault: Fault) -> Fault {
        fault.at(self.path)
    }

    /// The fault is this key of the object.
    pub(crate) fn wrong_key(self, key: &str, fault: Fault) -> Fault {
        fault.at_key(Path::Key(&self.path, key))
    }

    pub(super) fn text(self, expected: &str) -> Result<&'a str, Fault> {
        let text = self.value.as_str();
        text.ok_or_else(|| self.wrong_type(expected))
    }

    pub(crate) fn object(self, expected: &str) -> Result<&'a Map<String, Value>, Fault> {
        let members = self.value.as_object();
        members.ok_or_else(|| self.wrong_type(expected))
    }

    pub(super) fn list(self) -> Result<&'a [Value], Fault> {
        let items = self.value.as_array();
        items
            .map(Vec::as_slice)
            .ok_or_else(|| self.wrong_type("a sequence"))
    }

    /// Reads a member of the object.
    pub(crate) fn inner<T>(
        self,
        key: &str,
        value: &Value,
        read: impl FnOnce(Node<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read(Node {
            value,
            path: Path::Key(&self.path, key),
        })
    }

    /// Reads an item of the list.
    pub(crate) fn item<T>(
        self,
        index: usize,
        value: &Value,
        read: impl FnOnce(Node<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read(Node {
            value,
            path: Path::Index(&self.path, index),
        })
    }

    fn refuse<T>(self, expected: &dyn Expected) -> Result<T, Fault> {
        Err(self.wrong(Fault::of("json.wrong_type", "expected", &expected)))
    }
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => return self.deserialize_seq(visitor),
            Value::Object(_) => return self.deserialize_map(visitor),
        }
        .map_err(|fault: Fault| fault.at(self.path))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Object(members) = self.value else {
            return self.refuse(&visitor);
        };
        let members = Members {
            members: members.iter(),
            path: self.path,
            value: None,
        };
        visitor
            .visit_map(members)
            .map_err(|fault| fault.at(self.path))
    }

    /// Never a list of the fields' values in order, which nobody means.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Array(items) = self.value else {
            return self.refuse(&visitor);
        };
        let items = Items {
            items: items.iter().enumerate(),
            path: self.path,
        };
        visitor
            .visit_seq(items)
            .map_err(|fault| fault.at(self.path))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::String(text) = self.value else {
            return self.refuse(&visitor);
        };
        visitor
            .visit_str(text)
            .map_err(|fault: Fault| fault.at(self.path))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Bool(flag) = self.value else {
            return self.refuse(&visitor);
        };
        visitor.visit_bool(*flag)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Value::String(text) = self.value else {
            let wrong = |fault: Fault| fault.instead(words);
            return self.refuse(&visitor).map_err(wrong);
        };
        let text: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
        visitor
            .visit_enum(text)
            .map_err(|fault| fault.at(self.path))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char
        bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// What an object holds.
struct Members<'a> {
    members: serde_json::map::Iter<'a>,
    path: Path<'a>,
    value: Option<(&'a str, &'a Value)>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some((key, value));
        let text: StrDeserializer<'_, Fault> = key.as_str().into_deserializer();
        let wrong = |fault: Fault| fault.at_key(Path::Key(&self.path, key));
        seed.deserialize(text).map(Some).map_err(wrong)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        // Serde asks for a value only after its key.
        let (key, value) = self.value.take().unwrap_or(("", &Value::Null));
        seed.deserialize(Node {
            value,
            path: Path::Key(&self.path, key),
        })
    }
}

/// What a list holds.
struct Items<'a> {
    items: std::iter::Enumerate<std::slice::Iter<'a, Value>>,
    path: Path<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((index, value)) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(Node {
            value,
            path: Path::Index(&self.path, index),
        })
        .map(Some)
    }
}
