//! Rules: they read what is asked, and never turn in a circle.

use crate::document::{Graph, Node, Outline, Question, Questionnaire, resolve};
use crate::{Finding, Rule};

pub(super) fn check(of: &Questionnaire, outline: &Outline, findings: &mut Vec<Finding>) {
    for (index, page) in of.pages.iter().enumerate() {
        let at = format!("/pages/{index}/visible_when");
        rule(of, outline, page.visible_when.as_ref(), None, &at, findings);
    }
    for (number, entry) in outline.iter() {
        let Some(question) = outline.question(of, number) else {
            continue;
        };
        let at = outline.pointer(number);
        let rows = entry.row.map(|(rows, _)| rows);
        for (field, written) in rules_of(question) {
            rule(
                of,
                outline,
                written.as_ref(),
                rows,
                &format!("{at}/{field}"),
                findings,
            );
        }
    }
    if let Err(cycle) = Graph::new(of, outline) {
        findings.push(circle(of, outline, &cycle));
    }
}

/// The rules of a question, each with the field it stands in.
pub(crate) fn rules_of(question: &Question) -> [(&'static str, &Option<Rule>); 5] {
    [
        ("visible_when", &question.visible_when),
        ("empty_when", &question.empty_when),
        ("required_when", &question.required_when),
        ("valid_when", &question.valid_when),
        ("computed", &question.computed),
    ]
}

fn rule(
    of: &Questionnaire,
    outline: &Outline,
    rule: Option<&Rule>,
    rows: Option<usize>,
    at: &str,
    findings: &mut Vec<Finding>,
) {
    let Some(reads) = rule.map(Rule::reads) else {
        return;
    };
    if reads.dynamic {
        findings.push(Finding::new("rule.dynamic_path", at));
    }
    for path in reads.paths {
        if resolve(of, outline, path, rows).is_err() {
            findings.push(Finding::new("rule.unknown_id", at).with("id", path));
        }
    }
}

/// The finding stands at the first rule of the circle in document order.
fn circle(of: &Questionnaire, outline: &Outline, cycle: &[Node]) -> Finding {
    let mut ids = Vec::new();
    let mut places = Vec::new();
    for node in cycle {
        let (id, at, fields) = match node {
            Node::Question(number) => {
                let Some(question) = outline.question(of, *number) else {
                    continue;
                };
                let fields = [
                    ("visible_when", question.visible_when.is_some()),
                    ("empty_when", question.empty_when.is_some()),
                    ("computed", question.computed.is_some()),
                ];
                (&question.id, outline.pointer(*number), fields)
            }
            Node::Page(index) => {
                let Some(page) = of.pages.get(*index) else {
                    continue;
                };
                let visible = page.visible_when.is_some();
                let fields = [("visible_when", visible), ("", false), ("", false)];
                (&page.id, format!("/pages/{index}"), fields)
            }
        };
        ids.push(id.as_str());
        if let Some((field, _)) = fields.iter().find(|(_, stands)| *stands) {
            places.push((*node, format!("{at}/{field}")));
        }
    }
    let first = places.into_iter().min().map(|(_, at)| at);
    Finding::new("rule.cycle", first.unwrap_or_default()).with("ids", ids.join(" "))
}
