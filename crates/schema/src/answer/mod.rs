//! From what was typed to an answer: one file per kind of value.
//!
//! Each `parse` takes the raw text, gives the form that is stored, and is its
//! own inverse: `parse(&parse(raw)?)` is the same again. Both the widget and
//! the collector call these very functions.

pub mod date;
pub mod decimal;
mod domain;
pub mod email;
pub mod integer;
pub mod organisation_number;
pub mod personal_number;
pub mod phone;
pub mod text;
pub mod url;
