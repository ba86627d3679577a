//! The collector: receives submissions over HTTP, reviews each with the same
//! engine as the widget, and stores it.
//!
//! It trusts nothing that a widget checked. It keeps no address and no user
//! agent, and its log carries ids and codes, never answers.

mod admin;
mod answer;
mod bearer;
mod beside;
mod check;
mod clock;
mod config;
mod confined;
mod connections;
mod cors;
mod error;
mod export;
mod files;
mod health;
mod import;
mod inside;
mod keep;
mod library;
mod limit;
mod lists;
mod openapi;
mod private;
mod problem;
mod questionnaires;
mod receipt;
mod retention;
mod router;
mod served_lists;
mod server;
mod shares;
mod store;
mod submissions;
mod work;

pub use admin::{AdminToken, AdminTokenError};
pub use behov_schema::submission::{Deletable, DeletableError};
pub use check::check;
pub use clock::Clock;
pub use config::{Config, Origin, OriginError};
pub use error::StartError;
pub use export::{
    ExportError, Selection, Separator, SeparatorError, TableName, TableNameError, export,
    export_csv, export_csv_folder, export_xlsx,
};
pub use import::{Imported, Importer, NotImported};
pub use keep::{KeepError, Purge, Purged, backup, purge, restore};
pub use limit::{RateLimit, RateLimitError, TrustedProxy, TrustedProxyError};
pub use server::Server;
pub use work::{Work, WorkError};

/// The OpenAPI 3.1 document of the HTTP interface, as JSON with indentation.
pub fn openapi() -> String {
    router::document()
}
