//! From a text to a code list.

use super::CodeList;
use crate::{Finding, json};

/// Reads a code list. What its form alone does not hold, [`super::check()`]
/// tells: whoever only searches the list can do without.
///
/// # Errors
/// The first error of form (`json.*`), with its place in the text.
pub fn read(text: &str) -> Result<CodeList, Box<Finding>> {
    let tree = json::parse(text)?;
    json::typed(&tree, text)
}
