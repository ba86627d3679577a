//! A value that a JSON Schema allows, chosen by dice.

use serde_json::{Map, Value, json};

/// So deep at most: rules and questions hold others of their kind.
const DEPTH: usize = 12;

pub struct Generator<'a> {
    root: &'a Value,
    dice: std::iter::Cycle<std::slice::Iter<'a, u32>>,
}

impl<'a> Generator<'a> {
    pub fn new(root: &'a Value, dice: &'a [u32]) -> Self {
        let dice = dice.iter().cycle();
        Self { root, dice }
    }

    pub fn instance(&mut self) -> Value {
        self.value(self.root, 0)
    }

    fn roll(&mut self, sides: usize) -> usize {
        *self.dice.next().unwrap() as usize % sides.max(1)
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.roll(of.len())]
    }

    fn value(&mut self, schema: &'a Value, depth: usize) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.strip_prefix('#').unwrap();
            return self.value(self.root.pointer(pointer).unwrap(), depth);
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.one(values).clone();
        }
        // A `oneOf` of objects narrows the properties beside it.
        let forms = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        if let Some(forms) = forms
            && schema.get("properties").is_none()
        {
            let form = self.roll(forms.len());
            return self.value(&forms[form], depth);
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
            _ => vec!["boolean", "number", "string"],
        };
        let flat = ["null", "boolean", "number", "string", "integer"];
        let shallow: Vec<&str> = kinds.iter().copied().filter(|k| flat.contains(k)).collect();
        let kinds = if depth > DEPTH && !shallow.is_empty() {
            shallow
        } else {
            kinds
        };
        match *self.one(&kinds) {
            "null" => Value::Null,
            "boolean" => json!(self.roll(2) == 0),
            "integer" => json!(self.number(schema)),
            "number" => json!(self.number(schema) as f64 + 0.5),
            "string" => json!(self.text(schema)),
            "array" => self.list(schema, depth),
            "object" => self.object(schema, depth),
            other => panic!("type {other}"),
        }
    }

    fn number(&mut self, schema: &Value) -> i64 {
        let least = schema["minimum"].as_i64().unwrap_or(0);
        let most = schema["maximum"].as_i64().unwrap_or(200).min(200);
        least + self.roll((most - least + 1) as usize) as i64
    }

    /// A new pattern needs a sample here.
    fn text(&mut self, schema: &Value) -> String {
        let samples: &[&str] = match schema["pattern"].as_str() {
            None => &["Text", "a", "Åre är ett \"ord\"", "1860", "sv"],
            Some(pattern) if pattern.contains("T([01]") => &["2026-11-21T10:00:00Z"],
            Some(pattern) if pattern.contains("(0[1-9]|1[0-2])-(") => &["2026-11-21"],
            Some(pattern) if pattern.contains("{12}$") => &["01890a5d-ac96-774b-bcce-b302099a8057"],
            Some(pattern) if pattern.contains("{64}$") => {
                &["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]
            }
            Some(pattern) if pattern.contains("submission") => &["behov.submission/1.0"],
            Some(pattern) if pattern.contains("{9}|") => &["123456785", "5560360793"],
            Some(pattern) if pattern.contains("{1,8}") || pattern.contains("[a-z]{2,3}") => {
                &["sv", "nb", "nn", "en"]
            }
            Some(pattern) if pattern.contains("{0,8}") => &["1.0.0", "2.10.3"],
            Some(pattern) if pattern.contains("{0,63}") => &["yrken", "min-lista"],
            Some(pattern) if pattern.contains("{1,64}") => &["a", "kraftsamling-yh"],
            Some(pattern) if pattern.contains("{4}$") => &["0301", "1860"],
            Some(pattern) => panic!("no sample for {pattern}"),
        };
        let most = schema["maxLength"].as_u64().unwrap_or(200) as usize;
        self.one(samples).chars().take(most).collect()
    }

    fn list(&mut self, schema: &'a Value, depth: usize) -> Value {
        let items = match self.roll(3) {
            _ if depth > DEPTH => 0,
            items => items.min(schema["maxItems"].as_u64().unwrap_or(9) as usize),
        };
        let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
        (0..items.max(least))
            .map(|_| self.value(&schema["items"], depth + 1))
            .collect()
    }

    fn object(&mut self, schema: &'a Value, depth: usize) -> Value {
        let mut members = Map::new();
        let mut required: Vec<&str> = strings(&schema["required"]);
        if let Some(forms) = schema["oneOf"].as_array() {
            let form = self.roll(forms.len());
            required.extend(strings(&forms[form]["required"]));
            let not = forms[form]["not"]["anyOf"].as_array();
            let never: Vec<&str> = not
                .into_iter()
                .flatten()
                .flat_map(|n| strings(&n["required"]))
                .collect();
            self.properties(schema, &required, &never, depth, &mut members);
        } else {
            self.properties(schema, &required, &[], depth, &mut members);
        }
        if let Some(absent) = schema["if"]["not"]["required"][0].as_str()
            && members.get(absent).is_none_or(Value::is_null)
        {
            self.then(schema, depth, &mut members);
        }
        if let Some(more) = schema
            .get("additionalProperties")
            .filter(|more| more.is_object())
        {
            let least = schema["minProperties"].as_u64().unwrap_or(0) as usize;
            let most = schema["maxProperties"].as_u64().unwrap_or(3) as usize;
            for _ in 0..least.max(self.roll(2)).min(most) {
                let name = match schema.get("propertyNames") {
                    None => "name".to_owned(),
                    Some(names) => match names["enum"].as_array() {
                        Some(names) => self.one(names).as_str().unwrap().to_owned(),
                        None => self.text(names),
                    },
                };
                members.insert(name, self.value(more, depth + 1));
            }
        }
        Value::Object(members)
    }

    /// Keeps to what `then` asks of the members: fields that they must have,
    /// and items that must not have a field.
    fn then(&mut self, schema: &'a Value, depth: usize, members: &mut Map<String, Value>) {
        for (name, asks) in schema["then"]["properties"].as_object().unwrap() {
            let Some(member) = members.get_mut(name) else {
                continue;
            };
            let reference = schema["properties"][name]["$ref"].as_str();
            let of = reference.map(|to| self.root.pointer(to.trim_start_matches('#')).unwrap());
            for field in strings(&asks["required"]) {
                if member.get(field).is_none() {
                    let property = &of.unwrap()["properties"][field];
                    member[field] = self.value(property, depth + 1);
                }
            }
            for field in strings(&asks["items"]["not"]["required"]) {
                let items = member.as_array_mut().unwrap();
                items.retain(|item| item.get(field).is_none());
            }
        }
    }

    fn properties(
        &mut self,
        schema: &'a Value,
        required: &[&str],
        never: &[&str],
        depth: usize,
        into: &mut Map<String, Value>,
    ) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let wanted = required.contains(&name.as_str());
            let some = !never.contains(&name.as_str()) && depth <= DEPTH && self.roll(4) == 0;
            if wanted || some {
                into.insert(name.clone(), self.value(property, depth + 1));
            }
        }
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
