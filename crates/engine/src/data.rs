//! The tree of answers that rules read, kept in step with the answers.

use serde_json::{Map, Value};

/// What rules see before anything is answered: the clock.
pub(crate) fn clock(today: &str) -> Value {
    let mut tree = Value::Object(Map::new());
    put(&mut tree, "meta.today", Some(today.into()));
    tree
}

/// Writes `value` at `path` (dot segments), or takes away what is there.
pub(crate) fn put(tree: &mut Value, path: &str, value: Option<Value>) {
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
    let mut here = tree;
    for segment in parents.split('.').filter(|segment| !segment.is_empty()) {
        let Value::Object(members) = here else { return };
        if value.is_none() && !members.contains_key(segment) {
            return;
        }
        here = members
            .entry(segment)
            .or_insert_with(|| Value::Object(Map::new()));
    }
    let Value::Object(members) = here else { return };
    match value {
        Some(value) => {
            members.insert(last.to_owned(), value);
        }
        // Put in anew, as nothing else removes from a map: that is a kilobyte
        // of code in the wasm.
        None if members.contains_key(last) => {
            let kept = std::mem::take(members).into_iter();
            members.extend(kept.filter(|(name, _)| name != last));
        }
        None => {}
    }
}

/// What stands at `path` (dot segments).
pub(crate) fn get<'t>(tree: &'t Value, path: &str) -> Option<&'t Value> {
    path.split('.')
        .try_fold(tree, |here, segment| here.get(segment))
}

/// What stands at `path`, to be changed.
pub(crate) fn get_mut<'t>(tree: &'t mut Value, path: &str) -> Option<&'t mut Value> {
    path.split('.')
        .try_fold(tree, |here, segment| here.get_mut(segment))
}

/// The path of a row's question inside its row.
pub(crate) fn inside<'i>(id: &'i str, rows: &str) -> &'i str {
    id.strip_prefix(rows)
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(id)
}

/// The JSON Pointer (RFC 6901) of an id's path. Ids need no escapes.
pub(crate) fn pointer(id: &str) -> String {
    format!("/{}", id.replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn writes_reads_and_takes_away() {
        let mut tree = json!({});
        put(&mut tree, "x.a.b", Some(json!(1)));
        put(&mut tree, "org.name", Some(json!("n")));
        assert_eq!(tree, json!({"x": {"a": {"b": 1}}, "org": {"name": "n"}}));
        assert_eq!(get(&tree, "x.a.b"), Some(&json!(1)));
        assert_eq!(get(&tree, "x.a.c"), None);
        put(&mut tree, "x.a.b", None);
        put(&mut tree, "no.such", None);
        assert_eq!(tree, json!({"x": {"a": {}}, "org": {"name": "n"}}));
    }
}
