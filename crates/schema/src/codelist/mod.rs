//! The code list format, `behov.codelist/1`: codes, what they are called, and
//! how they hang together. `docs/codelists.md` is the manual.

mod check;
mod list;
mod print;
mod read;
mod reading;

pub use check::{check, lost_zero};
pub use list::{CodeList, CodeListFormat, Entry, Lists, SYNONYMS};
pub use print::print;
pub use read::read;
pub use reading::{Broken, Reading};
