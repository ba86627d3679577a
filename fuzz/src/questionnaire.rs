//! A questionnaire: read as the widget does it, checked as for its author.

use std::sync::Arc;

use behov_engine::{Event, Plan, Session, Start, review};
use behov_schema::author::{self, Judged, LIMIT, Severity};
use behov_schema::submission::Channel;
use behov_schema::{Finding, Questionnaire, document, json};

/// The strict reader and the author's check agree, what is read is printed and
/// read the same, and what can be asked is asked to its end.
pub(crate) fn questionnaire(data: &[u8]) {
    let found = author::check_bytes(data);
    let error = found
        .iter()
        .any(|judged| judged.severity == Severity::Error);
    found.iter().for_each(told);
    let Ok(text) = std::str::from_utf8(data) else {
        assert!(error, "a file that is no UTF-8 is refused");
        return;
    };
    match document::read(text) {
        Ok(_) => {
            let mut of_form = found.iter().filter(|judged| is_of_form(&judged.finding));
            assert_eq!(of_form.next(), None, "what is read has no fault of form");
        }
        Err(findings) => {
            assert!(!findings.is_empty(), "a refusal says why");
            assert!(error, "{findings:?} is refused, and its author not told");
            let of_form = findings.iter().find(|finding| is_of_form(finding));
            let same = |of: &Finding| found.iter().any(|judged| judged.finding.code == of.code);
            // One of many may be the one that is not told.
            let known = of_form.is_none_or(|of| same(of) || found.len() > LIMIT);
            assert!(known, "{of_form:?} is not among {found:?}");
        }
    }
    if let Ok(read) = json::read::<Questionnaire>(text) {
        let printed = serde_json::to_string(&read).unwrap_or_default();
        let again = json::read::<Questionnaire>(&printed);
        assert_eq!(again.as_ref(), Ok(&read), "{printed}");
    }
    if let Ok(plan) = Plan::read(text) {
        ask(&Arc::new(plan));
    }
}

/// What a sentence says of a text stands on one line and moves no cursor.
fn told(judged: &Judged) {
    let line = judged.line(&"questionnaire.json");
    assert_eq!(author::plain(&line), line);
}

fn is_of_form(finding: &Finding) -> bool {
    let code = &finding.code;
    code.starts_with("json.") || code == "rule.syntax" || code == "rule.unsupported_operator"
}

/// As somebody who goes from page to page and answers nothing.
fn ask(plan: &Arc<Plan>) {
    let today = "2026-11-21";
    let mut session = Session::new(
        plan.clone(),
        Start {
            locale: "sv".to_owned(),
            today: today.to_owned(),
            started_at: format!("{today}T10:00:00Z"),
            campaign: None,
            region: None,
            channel: Channel::SelfService,
            prefill: Vec::new(),
        },
    );
    for page in session.pages().collect::<Vec<_>>() {
        for at in session.keys_on(page) {
            session.snapshot(at);
        }
        session.apply(Event::Next);
        session.stage();
    }
    let nothing = serde_json::json!({ "meta": { "today": today } });
    review(plan, &nothing);
}
