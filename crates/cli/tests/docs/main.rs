//! What the documents say is so: their JSON is read by our own parsers, their
//! links lead somewhere, and the commands that they name exist.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails is a test that fails"
)]

mod commands;
mod json;
mod links;
mod markdown;

/// Fails with everything that is wrong, a line each.
fn none(wrong: &[String], what_to_do: &str) {
    assert!(wrong.is_empty(), "{what_to_do}:\n  {}", wrong.join("\n  "));
}
