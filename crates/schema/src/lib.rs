//! The formats of Behov: questionnaires, answers, submissions and findings.
//!
//! This crate parses and checks. It knows no web, no clock, no storage and no
//! language but those inside a document. Whatever it is given, it answers with
//! a value or with findings; it never panics.

pub mod answer;
#[cfg(feature = "author")]
pub mod author;
pub mod codelist;
pub mod core;
pub mod document;
pub mod finding;
pub mod inline;
pub mod json;
pub mod regions;
pub mod rule;
pub mod submission;
pub mod text;
pub mod time;

pub use document::{Choice, Page, Question, QuestionType, Questionnaire};
pub use finding::{Finding, Place};
pub use rule::Rule;
pub use text::LocalizedText;
