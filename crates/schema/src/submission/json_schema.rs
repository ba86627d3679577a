//! What the generated JSON Schema says differently from the Rust types.

use schemars::Schema;
use serde_json::{Map, Value};

/// A field that may be absent may not be null: takes null out of `properties`.
pub(super) fn never_null(schema: &mut Schema) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for property in properties.into_iter().flat_map(Map::values_mut) {
        if let Some(property) = property.as_object_mut() {
            without_null(property);
        }
    }
}

fn without_null(property: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    // An optional object or code is `anyOf: [{$ref}, {type: null}]`.
    if let Some(Value::Array(mut forms)) = property.remove("anyOf") {
        forms.retain(|form| form.get("type").is_none_or(|name| name != "null"));
        match (forms.pop(), forms.is_empty()) {
            (Some(Value::Object(only)), true) => property.extend(only),
            (last, _) => {
                forms.extend(last);
                property.insert("anyOf".to_owned(), Value::Array(forms));
            }
        }
    }
}
