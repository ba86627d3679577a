//! The collector: receives submissions over HTTP, reviews each with the same
//! engine as the widget, and stores it.
//!
//! It trusts nothing that a widget checked. It keeps no address and no user
//! agent, and its log carries ids and codes, never answers.

mod admin;
mod clock;
mod config;
mod connections;
mod cors;
mod error;
mod export;
mod files;
mod health;
mod inside;
mod library;
mod openapi;
mod problem;
mod questionnaires;
mod receipt;
mod router;
mod served_lists;
mod server;
mod store;
mod submissions;

pub use admin::{AdminToken, AdminTokenError};
pub use clock::Clock;
pub use config::{Config, Origin, OriginError};
pub use error::StartError;
pub use export::{ExportError, Selection, export};
pub use library::check;
pub use server::Server;

/// The OpenAPI 3.1 document of the HTTP interface, as JSON with indentation.
pub fn openapi() -> String {
    router::document()
}
