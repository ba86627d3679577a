//! One slip in a good document.

use serde_json::{Value, json};

/// Takes one value away, puts another in its place, or adds one.
pub fn mutate(tree: &mut Value, at: u32, change: u32) {
    let mut pointers = Vec::new();
    collect(tree, String::new(), &mut pointers);
    let pointer = &pointers[at as usize % pointers.len()];
    let values = [
        json!("ord"),
        json!(""),
        json!(7),
        json!(2.5),
        json!(-1),
        json!(true),
        json!([]),
        json!({}),
        json!(null),
        json!("2026-13-01"),
        json!(-2.5),
        json!(["a", 1]),
        json!({"sv": "Text"}),
        json!("x".repeat(3000)),
    ];
    let value = values[change as usize / 3 % values.len()].clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (change % 3, tree.pointer_mut(parent).unwrap()) {
        (0, Value::Object(members)) => {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
        }
        (0, Value::Array(items)) => {
            items.remove(name.parse().unwrap());
        }
        (1, Value::Object(members)) => {
            let names = ["label", "min", "unknown", "text", "", "$schema", "count"];
            members.insert(names[change as usize / 60 % names.len()].into(), value);
        }
        _ => *tree.pointer_mut(pointer).unwrap() = value,
    }
}

fn collect(tree: &Value, pointer: String, into: &mut Vec<String>) {
    match tree {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{pointer}/{name}"), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
    if !pointer.is_empty() {
        into.push(pointer);
    }
}
