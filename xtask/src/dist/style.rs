//! The one sheet, joined from the files that `style/index.css` imports.

use anyhow::Result;

use super::scripts;
use crate::place::Place;

pub(super) fn sheet(place: &Place) -> Result<Vec<u8>> {
    scripts::joined_sheet(&place.root.join("style/index.css"), place)
}
