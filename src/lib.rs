//! The Behov widget: an embeddable needs questionnaire.
//!
//! A site that is written in Leptos uses [`Questionnaire`]; every other one the
//! element `<behov-questionnaire>`, which is made of the rest of this crate.

mod component;
pub mod element;
pub mod i18n;
pub mod ids;
pub mod shell;
pub mod signal;
pub mod state;
pub mod transport;
pub mod view;

pub use behov_schema::submission::{Channel, ReceiptStatus};
pub use component::{Problem, Questionnaire, Ready, Received, words};

/// The examples of the page for webmasters are compiled.
#[cfg(doctest)]
#[doc = include_str!("../docs/embedding.md")]
struct Embedding;
