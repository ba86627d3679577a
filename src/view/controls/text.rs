//! One line of text.

use behov_schema::document::Autocomplete;

use crate::view::element::El;
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let token = asked.question.autocomplete;
    // Names are no misspelt words.
    let named = matches!(
        token,
        Some(Autocomplete::Name | Autocomplete::Organization | Autocomplete::AddressLevel2)
    );
    let field = asked
        .typed("input", &[])
        .attr("type", "text")
        .attr("enterkeyhint", "next")
        .attr_if("autocomplete", token.map(Autocomplete::token))
        .attr_if("spellcheck", named.then_some("false"));
    asked.field("text", field)
}
