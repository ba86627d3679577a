//! The code lists that come with Behov, made of the tables in `codelists/`,
//! and how a list is made of a table.
//!
//! Native only: the widget loads a list as a file when its field is touched.

mod fit;
mod import;
mod known;
mod notice;
mod own;

pub use fit::{fit, fit_regions, municipality_list};
pub use import::{Column, Columns, Fault, Head, Table, import};
pub use known::{choosable, is_short, known, list, version};
pub use notice::notice;
pub use own::{Own, own, tables};
