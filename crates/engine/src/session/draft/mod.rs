//! What is kept of a session on the device, to go on with later:
//! `behov.draft/1`, see `docs/draft.md`.

mod early;
mod gone;
mod keep;
mod reopen;
mod resume;

use serde_json::Value;

pub use keep::Telling;

/// The format, and its version.
pub(super) const SCHEMA: &str = "behov.draft/1";

/// The step that is no page, which have ids of their own.
pub(super) const REVIEW: &str = "review";

fn text<'t>(tree: &'t Value, pointer: &str) -> Option<&'t str> {
    tree.pointer(pointer)?.as_str()
}

fn list<'t>(tree: &'t Value, pointer: &str) -> &'t [Value] {
    let list = tree.pointer(pointer).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}
