//! Code lists: which one a question asks by, and where it lies.

use super::ids::is_slug;
use crate::Finding;
use crate::document::{Country, Outline, Question, QuestionType, Questionnaire};
use crate::json::escape;

pub(super) fn check(of: &Questionnaire, outline: &Outline, findings: &mut Vec<Finding>) {
    for (id, address) in of.codelists.iter() {
        let pointer = format!("/codelists/{}", escape(id));
        if !is_slug(id) {
            findings.push(Finding::new("id.invalid", pointer).with("id", id));
        } else if !is_own_address(address) {
            findings.push(Finding::new("list.address", pointer));
        }
    }
    for (number, _) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        let at = outline.pointer(number);
        let named = lists(question);
        for (field, id) in named.iter().filter(|(_, id)| !is_slug(id)) {
            let finding = Finding::new("id.invalid", format!("{at}/{field}"));
            findings.push(finding.with("id", id));
        }
        let mut countries = [Country::Norway, Country::Sweden].into_iter();
        let lacks = |country| question.list_in(country).is_none();
        if question.kind == QuestionType::Code && countries.any(lacks) {
            findings.push(Finding::new("json.missing_field", at).with("field", "list"));
        }
    }
}

/// The code lists that a question names, each with the field it stands in.
pub(crate) fn lists(question: &Question) -> Vec<(&'static str, &str)> {
    let by_country = question.lists.as_ref();
    let of = |country| by_country.and_then(|lists| lists.of(country));
    let all = [
        ("list", question.list.as_deref()),
        ("lists/NO", of(Country::Norway)),
        ("lists/SE", of(Country::Sweden)),
    ];
    let named = |(field, id): (_, Option<_>)| Some((field, id?));
    all.into_iter().filter_map(named).collect()
}

/// Whether an address cannot lead away from the origin of the document: no
/// scheme, no host, and nothing that a browser would overlook before one.
fn is_own_address(address: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%?=&".contains(&byte);
    !address.is_empty() && !address.starts_with("//") && address.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::is_own_address;

    #[test]
    fn an_address_leads_to_the_own_origin() {
        for address in [
            "yrken.json",
            "lists/yrken.json",
            "/lists/yrken.json",
            "../yrken.json?v=2",
            "y%C3%A5.json",
        ] {
            assert!(is_own_address(address), "{address}");
        }
        for address in [
            "",
            "https://example.org/yrken.json",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "//example.org/yrken.json",
            "/\\example.org/yrken.json",
            "/\t/example.org/yrken.json",
            "data:,x",
            "a b.json",
            "å.json",
            "a.json#b",
        ] {
            assert!(!is_own_address(address), "{address}");
        }
    }
}
