//! The core: the standard question set that makes answers add up, version 1.
//!
//! A questionnaire that says `"core": 1` names sections instead of writing
//! their questions. The structure stands here, the texts in one file a
//! language (`locales/core-1/`); a text of the core is a number, its place in
//! that file. See `docs/core.md`.

mod by_id;
mod expand;
mod section;
mod structure;
#[cfg(feature = "author")]
mod texts;

pub use by_id::ById;
pub use expand::expand;
pub(crate) use expand::written;
pub use section::Section;
pub use structure::keys;
#[cfg(feature = "author")]
pub use texts::Texts;

/// The version that this crate has. A document that names it means the same
/// for ever; what changes a meaning becomes a version of its own beside it.
pub const VERSION: u8 = 1;
