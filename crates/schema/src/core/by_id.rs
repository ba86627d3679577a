//! What a document says of questions that stand elsewhere: by their ids.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::json::{Fault, Node, Read};

/// Question id -> value, in the order written.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<T>(Vec<(String, T)>);

impl<T> ById<T> {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every id and its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// What is said of this question.
    pub fn get(&self, id: &str) -> Option<&T> {
        let found = self.0.iter().find(|(known, _)| known == id);
        found.map(|(_, value)| value)
    }
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Read> Read for ById<T> {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let members = node.object("an object of id: value")?;
        let one = |(id, value): (&String, &Value)| {
            let value = node.inner(id, value, T::read)?;
            Ok((id.clone(), value))
        };
        members.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl<T: Serialize> Serialize for ById<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, value) in &self.0 {
            map.serialize_entry(id, value)?;
        }
        map.end()
    }
}

#[cfg(feature = "json-schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for ById<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("ById_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "additionalProperties": generator.subschema_for::<T>()
        })
    }
}
