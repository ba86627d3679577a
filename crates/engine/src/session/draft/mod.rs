//! What is kept of a session on the device, to go on with later:
//! `behov.draft/1`, see `docs/draft.md`.

mod keep;
mod resume;

pub use keep::Telling;

/// The format, and its version.
pub(super) const SCHEMA: &str = "behov.draft/1";

/// The step that is no page, which have ids of their own.
pub(super) const REVIEW: &str = "review";
