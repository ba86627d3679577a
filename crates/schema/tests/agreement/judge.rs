//! What our reader says, and where it may say more than a JSON Schema can.

use behov_schema::{Finding, document};

#[derive(Debug)]
pub struct Verdict {
    /// What is wrong, of what a JSON Schema can see too.
    pub form: Vec<Finding>,
    /// What is wrong beyond that.
    pub beyond: Vec<Finding>,
}

impl Verdict {
    /// What a JSON Schema refuses we refuse; what we refuse for its form
    /// alone it refuses too.
    pub fn agrees(&self, valid: bool) -> bool {
        if valid {
            self.form.is_empty()
        } else {
            !self.form.is_empty() || !self.beyond.is_empty()
        }
    }
}

pub fn questionnaire(text: &str) -> Verdict {
    let findings = document::read(text).err().unwrap_or_default();
    // What a type needs of the fields that may be absent is beyond the form.
    let needed = [
        "label",
        "text",
        "row_label",
        "valid_when",
        "valid_message",
        "computed",
        "list",
    ];
    let (form, beyond) = findings.into_iter().partition(|finding| {
        let field = finding.params.get("field");
        let of_its_type = finding.code == "json.missing_field"
            && finding.pointer.starts_with("/pages")
            && field.is_some_and(|field| needed.contains(&field));
        finding.code.starts_with("json.") && !of_its_type
    });
    Verdict { form, beyond }
}

pub fn submission(text: &str) -> Verdict {
    let findings = behov_schema::submission::parse(text.as_bytes()).err();
    // Check digits, days of the calendar and addresses (a `format` is an annotation: JSON Schema
    // Validation, 7.2.1), and what the names and values inside `x` may be.
    let codes = [
        "organisation_number.",
        "email.",
        "answer.not_canonical",
        "submission.date",
    ];
    let more = |finding: &Finding| {
        codes.iter().any(|code| finding.code.starts_with(code))
            || finding.pointer.starts_with("/x/")
    };
    let (beyond, form) = findings.unwrap_or_default().into_iter().partition(more);
    Verdict { form, beyond }
}
