//! Rules: they read what is asked, and never turn in a circle.

use crate::document::{Graph, Node, Outline, Questionnaire, resolve};
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
        let visible = question.visible_when.as_ref();
        rule(
            of,
            outline,
            visible,
            rows,
            &format!("{at}/visible_when"),
            findings,
        );
        let required = question.required_when.as_ref();
        rule(
            of,
            outline,
            required,
            rows,
            &format!("{at}/required_when"),
            findings,
        );
    }
    if let Err(cycle) = Graph::new(of, outline) {
        findings.push(circle(of, outline, &cycle));
    }
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
    let name = |node: &Node| match node {
        Node::Question(number) => outline.question(of, *number).map(|q| q.id.clone()),
        Node::Page(index) => of.pages.get(*index).map(|page| page.id.clone()),
    };
    let pointer = |node: &Node| match node {
        Node::Question(number) => outline.pointer(*number),
        Node::Page(index) => format!("/pages/{index}"),
    };
    let has_rule = |node: &&Node| match node {
        Node::Question(number) => outline
            .question(of, *number)
            .is_some_and(|q| q.visible_when.is_some()),
        Node::Page(index) => of
            .pages
            .get(*index)
            .is_some_and(|page| page.visible_when.is_some()),
    };
    let first = cycle.iter().filter(has_rule).min();
    let at = first.map_or_else(String::new, |node| {
        format!("{}/visible_when", pointer(node))
    });
    let ids: Vec<String> = cycle.iter().filter_map(name).collect();
    Finding::new("rule.cycle", at).with("ids", ids.join(" "))
}
