//! What `var` reads: the answers with the row in front of them, an element of
//! a collection, or the two values of a step of `reduce`.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{LogicError, Scope};

/// What paths are looked up in.
#[derive(Clone, Copy)]
pub(super) enum Data<'a> {
    Answers(Scope<'a>),
    Element(&'a Value),
    Step {
        current: &'a Value,
        accumulator: &'a Value,
    },
}

impl<'a> Data<'a> {
    /// The value at a path of dot segments; all of it at the empty path; none
    /// where nothing is.
    pub(super) fn find(self, path: &str) -> Option<Cow<'a, Value>> {
        if path.is_empty() {
            return Some(self.whole());
        }
        let (start, path) = match self {
            Self::Answers(scope) => scope
                .row
                .and_then(|(rows, row)| Some((row, path.strip_prefix(rows)?.strip_prefix('.')?)))
                .unwrap_or((scope.root, path)),
            Self::Element(element) => (element, path),
            Self::Step {
                current,
                accumulator,
            } => {
                let (head, tail) = path.split_once('.').unwrap_or((path, ""));
                let start = match head {
                    "current" => current,
                    "accumulator" => accumulator,
                    _ => return None,
                };
                if tail.is_empty() {
                    return Some(Cow::Borrowed(start));
                }
                (start, tail)
            }
        };
        path.split('.').try_fold(start, child).map(Cow::Borrowed)
    }

    fn whole(self) -> Cow<'a, Value> {
        match self {
            Self::Answers(scope) => Cow::Borrowed(scope.root),
            Self::Element(element) => Cow::Borrowed(element),
            Self::Step {
                current,
                accumulator,
            } => {
                let mut step = Map::new();
                step.insert("current".to_owned(), current.clone());
                step.insert("accumulator".to_owned(), accumulator.clone());
                Cow::Owned(Value::Object(step))
            }
        }
    }
}

fn child<'a>(value: &'a Value, segment: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(segment),
        Value::Array(list) => list.get(segment.parse::<usize>().ok()?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// A path as text: a text, a whole number (an index), or null for all of it.
pub(super) fn path_of(value: &Value) -> Result<Cow<'_, str>, LogicError> {
    match value {
        Value::Null => Ok(Cow::Borrowed("")),
        Value::String(path) => Ok(Cow::Borrowed(path)),
        Value::Number(number) => Ok(Cow::Owned(number.to_string())),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(LogicError::InvalidArguments),
    }
}
