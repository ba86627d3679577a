//! From a text to a division into regions.

use super::Regions;
use crate::{Finding, json};

/// Reads a division into regions. What its form alone does not hold,
/// [`super::check()`] tells.
///
/// # Errors
/// The first error of form (`json.*`), with its place in the text.
pub fn read(text: &str) -> Result<Regions, Box<Finding>> {
    let tree = json::parse(text)?;
    json::typed(&tree, text)
}
