//! An answer: read as the collector does it, and reviewed against a
//! questionnaire of every section of the core, and one of every type of question.

use std::sync::OnceLock;

use behov_engine::{Plan, review};
use behov_schema::submission::{self, Submission};
use behov_schema::{Finding, json};
use serde_json::Value;

const DOCUMENTS: [&str; 2] = [
    include_str!("core.json"),
    include_str!("../../tests/fixtures/questionnaires/valid/every_type_in_two_languages.json"),
];

/// The review answers whatever it is given, and what is read is printed and
/// read the same.
pub(crate) fn submission(data: &[u8]) {
    // Each process reads the documents once.
    static PLANS: OnceLock<Result<Vec<Plan>, Vec<Finding>>> = OnceLock::new();
    let plans = PLANS.get_or_init(|| DOCUMENTS.into_iter().map(Plan::read).collect());
    assert!(plans.is_ok(), "a questionnaire of ours: {plans:?}");
    let plans = plans.as_deref().unwrap_or_default();
    match submission::parse(data) {
        Ok(parsed) => {
            let printed = serde_json::to_string(&parsed.submission).unwrap_or_default();
            let again = json::read::<Submission>(&printed);
            assert_eq!(again.as_ref(), Ok(&parsed.submission), "{printed}");
            let tree = serde_json::to_vec(&parsed.value).unwrap_or_default();
            let again = submission::parse(&tree);
            assert!(again.is_ok_and(|again| again == parsed), "as it was stored");
        }
        Err(findings) => assert!(!findings.is_empty(), "a refusal says why"),
    }
    // What is no submission at all never comes to the review; it answers all
    // the same.
    let text = String::from_utf8_lossy(data);
    if let Ok(tree) = json::read::<Value>(&text) {
        for plan in plans {
            let findings = review(plan, &tree);
            assert_eq!(findings, review(plan, &tree));
        }
    }
}
