//! The shape of a rule as JSON Schema, so that an editor completes operators.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Operator, Rule};

impl JsonSchema for Rule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rule = generator.subschema_for::<Self>();
        let names: Vec<&str> = Operator::all().map(Operator::name).collect();
        json_schema!({
            "description": "A JSONLogic rule: a scalar or a list stands for itself, \
                an object with one key applies that operator (https://jsonlogic.com).",
            "type": ["null", "boolean", "number", "string", "array", "object"],
            "items": rule,
            "propertyNames": { "enum": names },
            "additionalProperties": rule,
            "maxProperties": 1
        })
    }
}
