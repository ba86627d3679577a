//! A whole number, with its unit beside it.
//!
//! `type=number` would hide what was typed wrongly, and change the number when
//! the wheel turns.

use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let unit = asked.question.unit.as_ref();
    let unit = unit.map(|unit| asked.words.localize(unit));
    let after: Vec<String> = unit.iter().map(|_| ids::unit(asked.at)).collect();
    let field = asked
        .typed("input", &after)
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("enterkeyhint", "next")
        .attr("autocomplete", "off");
    let control = match unit {
        None => field,
        Some(unit) => {
            let unit = el("span")
                .class("q-unit")
                .attr("id", ids::unit(asked.at))
                .localized(unit);
            el("div").class("q-line").child(field).child(unit)
        }
    };
    asked.field("integer", control)
}
