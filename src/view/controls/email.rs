//! An e-mail address.

use behov_schema::document::Autocomplete;

use crate::view::element::El;
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let token = asked.question.autocomplete.unwrap_or(Autocomplete::Email);
    let field = asked
        .typed("input", &[])
        .attr("type", "email")
        .attr("inputmode", "email")
        .attr("enterkeyhint", "next")
        .attr("autocomplete", token.token())
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false");
    asked.field("email", field)
}
