//! The estimate of minutes, on a questionnaire that can be counted by hand.

#![expect(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test stops where it goes wrong"
)]

use std::collections::BTreeMap;

use behov_schema::author::estimate::{Estimate, estimate};
use behov_schema::document;
use serde_json::{Value, json};

fn question(id: &str, kind: &str, more: &Value) -> Value {
    let mut question = json!({
        "id": id, "type": kind, "label": { "sv": "Två ord" }, "required": true
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        question[name] = value.clone();
    }
    question
}

fn counted(questions: &Value) -> BTreeMap<String, Estimate> {
    let text = json!({
        "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": "SE",
        "languages": ["sv"], "title": { "sv": "Rubrik" },
        "controller": {
            "name": "A", "contact": "info@example.org", "notice_version": "1",
            "purpose": { "sv": "Mycket att läsa som inte räknas." }, "basis": { "sv": "B" },
            "recipients": { "sv": "C" }, "retention": { "sv": "D" }, "rights": { "sv": "E" }
        },
        "pages": [{ "id": "a", "title": { "sv": "Sida ett" }, "questions": questions }]
    });
    let questionnaire = document::read(&text.to_string()).expect("a good questionnaire");
    estimate(&questionnaire, |list| list == "eqf")
}

#[test]
fn what_needs_an_answer_is_counted_by_what_one_does() {
    let choices = json!([
        { "code": "a", "label": { "sv": "Ett val" } },
        { "code": "b", "label": { "sv": "Ett annat val" } }
    ]);
    let questions = json!([
        question(
            "x.a.name",
            "text",
            &json!({ "help": { "sv": "Tre ord till" } })
        ),
        question("x.a.left", "text", &json!({ "required": false })),
        question(
            "x.a.when",
            "email",
            &json!({
                "required": false, "required_when": { "==": [{ "var": "x.a.pick" }, "a"] }
            })
        ),
        question("x.a.pick", "choice", &json!({ "choices": choices })),
        question(
            "x.a.drop",
            "choice",
            &json!({ "choices": choices, "display": "select" })
        ),
        question("x.a.some", "choices", &json!({ "choices": choices })),
        question("x.a.level", "code", &json!({ "list": "eqf" })),
        question("x.a.work", "code", &json!({ "list": "ssyk2012" })),
        {
            "id": "x.a.rows", "type": "rows", "label": { "sv": "Två ord" },
            "row_label": { "sv": "Rad" },
            "questions": [question("x.a.rows.n", "integer", &json!({}))]
        },
    ]);
    let sum = counted(&questions)["sv"];
    let expected = Estimate {
        // The titles, eight labels, a help text, and twice two choices in sight.
        words: 3 + 9 * 2 + 3 + 2 * 5,
        taps: 3,
        selects: 2,
        typed: 3,
        searched: 1,
    };
    assert_eq!(sum, expected);
    assert_eq!(sum.seconds(), 34 * 60 / 200 + 3 * 3 + 2 * 5 + 3 * 12 + 20);
}

#[test]
fn what_is_filled_in_beforehand_is_only_read() {
    let questions = json!([
        question(
            "x.a.work",
            "code",
            &json!({ "list": "ssyk2012", "prefill": "7115" })
        ),
        question(
            "x.a.name",
            "text",
            &json!({ "prefill": "Bageriet", "read_only": true })
        ),
    ]);
    let expected = Estimate {
        words: 3 + 2 * 2,
        ..Estimate::default()
    };
    assert_eq!(counted(&questions)["sv"], expected);
}

/// The form shows the core in the words of the country, where it has none of
/// the language.
#[test]
fn the_core_is_read_in_the_language_that_is_shown() {
    let title = json!({ "nb": "Behov", "sma": "Behov", "sv": "Behov" });
    for (country, shown) in [("NO", "nb"), ("SE", "sv")] {
        let text = json!({
            "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": country,
            "languages": ["nb", "sma", "sv"], "title": title, "core": 1,
            "controller": { "name": "A", "contact": "info@example.org", "notice_version": "1" },
            "pages": [{ "section": "workplace" }]
        });
        let questionnaire = document::read(&text.to_string()).expect("a good questionnaire");
        let sums = estimate(&questionnaire, |_| false);
        assert!(sums["sma"].words > 20);
        assert_eq!(sums["sma"], sums[shown]);
    }
}
