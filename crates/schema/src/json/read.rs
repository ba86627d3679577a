//! Reading a JSON text into a type; whatever is wrong becomes a finding.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::Fault;
use super::fields::Read;
use super::node::Node;
use super::tree::{Doubles, Malformed, tree};
use super::walk::{Visit, place, place_of, place_of_value, walk};
use crate::Finding;

/// Reads `text` as a `T`.
///
/// # Errors
/// One finding with code, JSON Pointer, line and column: those of [`parse`],
/// and the first that is wrong with the type. It never carries a value of the
/// text.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Box<Finding>> {
    let tree = strict(text, Doubles::Nearest)?;
    T::deserialize(Node::root(&tree)).map_err(|fault| placed(fault, text))
}

/// Reads `text` as a tree in which no object holds a key twice.
///
/// # Errors
/// `json.syntax`, `json.too_deep` (beyond 127 levels), `json.duplicate_key`.
pub fn parse(text: &str) -> Result<Value, Box<Finding>> {
    strict(text, Doubles::Near)
}

fn strict(text: &str, doubles: Doubles) -> Result<Value, Box<Finding>> {
    let value = tree(text, doubles).map_err(|malformed| Box::new(told(text, malformed)))?;
    let mut twice = None;
    duplicate_keys(text, &mut |finding| {
        twice = Some(Box::new(finding));
        false
    });
    twice.map_or(Ok(value), Err)
}

/// Reads `text` as a tree; of a key that stands twice the last counts.
#[cfg(feature = "author")]
pub(crate) fn read_tree(text: &str) -> Result<Value, Box<Finding>> {
    tree(text, Doubles::Near).map_err(|malformed| Box::new(told(text, malformed)))
}

/// Reads the tree of `text` as a `T`.
///
/// # Errors
/// The first that is wrong: `json.unknown_field`, `json.missing_field`,
/// `json.unknown_value`, `json.wrong_type`, or what a rule says of itself.
pub(crate) fn typed<T: Read>(value: &Value, text: &str) -> Result<T, Box<Finding>> {
    T::read(Node::root(value)).map_err(|fault| placed(fault, text))
}

fn placed(fault: Fault, text: &str) -> Box<Finding> {
    let place = if fault.on_key {
        place_of
    } else {
        place_of_value
    };
    let place = place(text, &fault.finding.pointer);
    Box::new(fault.finding.at(place))
}

/// The keys that objects of `text` hold twice, the objects in the order in
/// which they end, until `see` answers false.
///
/// Keeps the keys of the objects that are open and nothing more: a hostile
/// text must not cost more than its own size.
pub(crate) fn duplicate_keys(text: &str, see: &mut dyn FnMut(Finding) -> bool) {
    let mut open: Vec<Vec<(String, usize)>> = Vec::new();
    walk(text, &mut |pointer, visit| {
        match visit {
            Visit::Start(_) => open.push(Vec::new()),
            Visit::Key(range) => {
                let key = pointer.rsplit('/').next().unwrap_or_default();
                if let Some(keys) = open.last_mut() {
                    keys.push((key.to_owned(), range.start));
                }
            }
            Visit::End(_) => {
                let mut keys = open.pop().unwrap_or_default();
                keys.sort_unstable();
                return keys.windows(2).all(|pair| match pair {
                    [(one, _), (key, at)] if one == key => see(Finding::new(
                        "json.duplicate_key",
                        format!("{pointer}/{key}"),
                    )
                    .with("field", key)
                    .at(Some(place(text, *at)))),
                    _ => true,
                });
            }
        }
        true
    });
}

/// The fault stands at the last value or key that begins before it.
fn told(text: &str, malformed: Malformed) -> Finding {
    let (mut visits, mut starts) = (0_usize, malformed.at);
    let mut open: Vec<usize> = Vec::new();
    walk(text, &mut |_, visit| {
        let (at, begins) = match visit {
            Visit::Key(range) => (range.start, range.start),
            Visit::Start(at) => {
                open.push(at);
                (at, at)
            }
            Visit::End(at) => (at.saturating_sub(1), open.pop().unwrap_or_default()),
        };
        let before = at <= malformed.at;
        if before {
            // A value that ends keeps the place of its beginning.
            (visits, starts) = (visits + 1, begins);
        }
        before
    });
    // The way there is written down once, however long it is.
    let mut pointer = String::new();
    walk(text, &mut |here, _| {
        visits = visits.saturating_sub(1);
        if visits == 0 {
            here.clone_into(&mut pointer);
        }
        visits > 0
    });
    let code = if malformed.deep {
        "json.too_deep"
    } else {
        "json.syntax"
    };
    Finding::new(code, pointer).at(Some(place(text, starts)))
}
