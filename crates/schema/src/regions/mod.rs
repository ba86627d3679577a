//! The region format, `behov.regions/1`: which municipalities belong together.
//! `docs/regions.md` is the manual.

mod check;
mod list;
mod read;

pub use check::check;
#[cfg(feature = "author")]
pub(crate) use check::municipalities;
pub use list::{Region, Regions, RegionsFormat, region_of};
pub use read::read;
