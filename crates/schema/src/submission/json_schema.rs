//! What the generated JSON Schema says differently from the Rust types.

use schemars::Schema;
use serde_json::{Map, Value, json};

// What `check` does in Rust, as patterns (ECMA-262) for other languages.
pub(super) const SCHEMA: &str = r"^behov\.submission/1\.(0|[1-9][0-9]*)$";
pub(super) const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
pub(super) const SHA256: &str = "^[0-9a-f]{64}$";
pub(super) const VERSION: &str = r"^(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}$";
pub(super) const SLUG: &str = "^[a-z0-9_-]{1,64}$";
pub(super) const LANGUAGE: &str = "^(?=.{2,35}$)[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$";
pub(super) const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
pub(super) const TIMESTAMP: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?Z$";
pub(super) const ORGANISATION_NUMBER: &str = "^([0-9]{9}|[0-9]{2}[2-9][0-9]{7})$";

/// A coded answer is a code with its system, or a text.
pub(super) fn one_form(schema: &mut Schema) {
    let not = |fields: &[&str]| -> Value {
        let any: Vec<Value> = fields
            .iter()
            .map(|field| json!({ "required": [field] }))
            .collect();
        json!({ "anyOf": any })
    };
    schema.insert(
        "oneOf".to_owned(),
        json!([
            { "required": ["system", "version", "code"], "not": not(&["text"]) },
            { "required": ["text"], "not": not(&["system", "version", "code", "display"]) },
        ]),
    );
}

/// The rules over several objects: a permission to write needs an address,
/// and a no leaves no rows.
pub(super) fn together(schema: &mut Schema) {
    let says = |object: &str, field: &str, answer: Value| {
        json!({
            "required": [object],
            "properties": { object: {
                "required": [field],
                "properties": { field: { "const": answer } },
            } },
        })
    };
    let no_rows = |rows: &str| {
        json!({
            "if": says("out", rows, "no".into()),
            "then": { "properties": { rows: { "maxItems": 0 } } },
        })
    };
    let address = json!({
        "if": says("perm", "contact", true.into()),
        "then": { "required": ["con"], "properties": { "con": { "required": ["email"] } } },
    });
    let all = json!([address, no_rows("need"), no_rows("trn"), no_rows("int")]);
    schema.insert("allOf".to_owned(), all);
}

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
