//! Dates of life: moments, in their order.

use crate::document::Questionnaire;
use crate::{Finding, time};

pub(super) fn check(of: &Questionnaire, findings: &mut Vec<Finding>) {
    let mut read = |date: &Option<String>, pointer| {
        let moment = time::moment(date.as_deref()?);
        if moment.is_none() {
            findings.push(Finding::new("time.invalid", pointer));
        }
        moment
    };
    let opens = read(&of.opens_at, "/opens_at");
    let closes = read(&of.closes_at, "/closes_at");
    if opens
        .zip(closes)
        .is_some_and(|(opens, closes)| closes <= opens)
    {
        findings.push(Finding::new("range.empty", "/closes_at"));
    }
}
