//! What is written on one line. The types differ in what the browser is told
//! of them, and in nothing else.
//!
//! `type=number` and `type=url` are not among it: the one hides what was typed
//! wrongly and turns with the wheel, the other asks for `https://`.

use behov_schema::QuestionType;
use behov_schema::document::Autocomplete;

use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    let question = asked.question;
    let off = Some(Autocomplete::Off);
    let (name, kind, keys, filled) = match question.kind {
        QuestionType::Email => ("email", "email", Some("email"), Some(Autocomplete::Email)),
        QuestionType::Phone => ("phone", "tel", Some("tel"), Some(Autocomplete::Tel)),
        QuestionType::Url => ("url", "text", Some("url"), None),
        QuestionType::Integer => ("integer", "text", Some("numeric"), off),
        QuestionType::Decimal => ("decimal", "text", Some("decimal"), off),
        QuestionType::Year => ("year", "text", Some("numeric"), off),
        QuestionType::OrganisationNumber => ("organisation_number", "text", Some("numeric"), off),
        _ => ("text", "text", None, None),
    };
    let filled = question.autocomplete.or(filled);
    // Names, numbers and addresses are no misspelt words.
    let named = matches!(
        filled,
        Some(Autocomplete::Name | Autocomplete::Organization | Autocomplete::AddressLevel2)
    );
    let unit = question.unit.as_ref();
    let unit = unit.map(|unit| asked.words.unit(unit, None));
    let after: Vec<String> = unit.iter().map(|_| ids::unit(asked.at)).collect();
    let field = asked
        .typed("input", &after)
        .attr("type", kind)
        .attr_if("inputmode", keys)
        .attr("enterkeyhint", "next")
        .attr_if("autocomplete", filled.map(Autocomplete::token))
        .attr_if("autocapitalize", keys.map(|_| "off"))
        .attr_if("spellcheck", (named || keys.is_some()).then_some("false"));
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
    asked.field(name, control)
}
