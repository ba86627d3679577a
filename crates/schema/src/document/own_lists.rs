//! Where the code lists of a document's own lie.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::json::{Fault, Node, Read, over_a_tree};

/// The document's own code lists: id -> address relative to the document, in
/// the order written. An id stands once.
///
/// An address leads nowhere but to the document's own origin: it is a path,
/// with a query if need be, and names neither scheme nor host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnLists(Vec<(String, String)>);

impl OwnLists {
    /// The address of the list with this id.
    pub fn get(&self, id: &str) -> Option<&str> {
        let found = self.iter().find(|(known, _)| *known == id);
        found.map(|(_, address)| address)
    }

    /// Every id and its address.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(id, address)| (id.as_str(), address.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Read for OwnLists {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let members = node.object("an object of id: address")?;
        let address = |(id, value): (&String, &Value)| {
            let address = node.inner(id, value, String::read)?;
            Ok((id.clone(), address))
        };
        members
            .iter()
            .map(address)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn blank() -> Self {
        Self::default()
    }
}

over_a_tree!(OwnLists);

impl Serialize for OwnLists {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, address) in &self.0 {
            map.serialize_entry(id, address)?;
        }
        map.end()
    }
}

#[cfg(feature = "json-schema")]
impl schemars::JsonSchema for OwnLists {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OwnLists".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The document's own code lists: id -> address relative to the document, on its origin.",
            "type": "object",
            "propertyNames": { "pattern": "^[a-z][a-z0-9-]{0,63}$" },
            "additionalProperties": { "type": "string", "format": "uri-reference" }
        })
    }
}
