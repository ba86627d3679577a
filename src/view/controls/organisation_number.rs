//! An organisation number. What is right depends on its country, which the
//! session knows; it may be typed with spaces, hyphens or letters around it.

use crate::view::element::El;
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let field = asked
        .typed("input", &[])
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("enterkeyhint", "next")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false");
    asked.field("organisation_number", field)
}
