//! Code lists that nobody has.

use crate::document::{Outline, lists_of};
use crate::{Finding, Questionnaire};

/// The ids of the lists that lie with the widget.
pub(super) const WITH_THE_WIDGET: [&str; 16] = [
    "eqf",
    "fylke-no",
    "isced-f2013",
    "isco08",
    "kommun-se",
    "kommune-no",
    "lan-se",
    "sn2007",
    "sn2025",
    "sni2007",
    "sni2025",
    "ssyk2012",
    "styrk08",
    "trn-topic",
    "vgs-no",
    "yh-area",
];

/// `list.unknown` where a question asks by a list that lies neither with the
/// widget nor among the document's own.
pub(super) fn check(of: &Questionnaire) -> Vec<Finding> {
    let outline = Outline::new(of);
    let mut findings = Vec::new();
    for (number, _) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        for (field, id) in lists_of(question) {
            if !WITH_THE_WIDGET.contains(&id) && of.codelists.get(id).is_none() {
                let pointer = format!("{}/{field}", outline.pointer(number));
                findings.push(Finding::new("list.unknown", pointer).with("id", id));
            }
        }
    }
    findings
}

/// Every list that this questionnaire may name.
pub(super) fn ids(of: &Questionnaire) -> Vec<String> {
    let own = of.codelists.iter().map(|(id, _)| id);
    let all = own.chain(WITH_THE_WIDGET);
    all.map(str::to_owned).collect()
}
