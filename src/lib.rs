//! The Behov widget: an embeddable needs questionnaire.

pub mod element;
pub mod i18n;
pub mod ids;
pub mod shell;
pub mod state;
pub mod transport;
pub mod view;
