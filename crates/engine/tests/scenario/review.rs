//! The review trusts nothing that the widget checked.

use behov_engine::{Plan, review};
use serde_json::{Value, json};

use crate::support::*;

fn asked() -> Plan {
    plan(json!([page(
        "a",
        json!([
            question(
                "org.name",
                "text",
                json!({"required": true, "max_length": 20})
            ),
            question("org.number", "organisation_number", json!({})),
            question(
                "org.sector",
                "choice",
                json!({"choices": choices(&["private", "state"])})
            ),
            question(
                "org.municipality",
                "choice",
                json!({
            "choices": choices(&["2580"]), "system": {"system": "kommun-se", "version": "2024"}})
            ),
            question(
                "bar.training",
                "choices",
                json!({"choices": choices(&["time", "cost"])})
            ),
            question("perm.contact", "yes_no", json!({})),
            question("perm.feedback", "consent", json!({})),
            question(
                "con.email",
                "email",
                json!({
            "visible_when": {"var": "perm.contact"}, "required_when": {"var": "perm.contact"}})
            ),
            question(
                "need",
                "rows",
                json!({"max_rows": 2, "row_label": {"sv": "Yrke"}, "questions": [
                    question("need.occupation", "text", json!({
                        "required": true, "system": {"system": "ssyk2012", "version": "2012"}})),
                    question("need.count.now", "integer", json!({"max": 9})),
                    question("need.count.y1", "integer", json!({
                        "visible_when": {"!": {"var": "need.count.now"}}})),
                ]})
            ),
            question("x.a.comment", "textarea", json!({})),
        ])
    )]))
}

fn good() -> Value {
    json!({
        "meta": {"today": "2026-11-21"},
        "org": {
            "country": "SE", "name": "Exempelsågen AB", "number": "5560360793", "sector": "private",
            "municipality": {"system": "kommun-se", "version": "2024", "code": "2580", "display": "x"}
        },
        "bar": {"training": ["time"]},
        "perm": {"contact": true, "feedback": false},
        "con": {"email": "post@example.org"},
        "need": [
            {"occupation": {"text": "Kock"}, "count": {"now": 2}},
            {"occupation": {"text": "Kallskänka"}, "count": {"y1": 1}},
        ],
        "x": {"a": {"comment": "rad 1\nrad 2"}}
    })
}

fn found(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let mut submission = good();
    change(&mut submission);
    let findings = review(&asked(), &submission);
    findings
        .into_iter()
        .map(|finding| (finding.code.into_owned(), finding.pointer))
        .collect()
}

/// `value` at `pointer` (absent for null) has exactly this finding there.
fn refuses(pointer: &str, value: Value, code: &str) {
    let found = found(|submission| {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = submission.pointer_mut(parent).unwrap();
        match (value.is_null(), parent) {
            (true, parent) => drop(parent.as_object_mut().unwrap().remove(name)),
            (false, Value::Array(items)) => items[name.parse::<usize>().unwrap()] = value,
            (false, parent) => parent[name] = value,
        }
    });
    assert!(
        found.contains(&(code.to_owned(), pointer.to_owned())),
        "{pointer}: {found:?}"
    );
}

#[test]
fn a_good_submission_passes() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn every_answer_is_checked_again() {
    refuses("/org/name", Value::Null, "required");
    refuses(
        "/org/name",
        json!("a name of more than 20"),
        "text.too_long",
    );
    refuses("/org/name", json!(" padded "), "answer.not_canonical");
    refuses("/org/name", json!(""), "answer.not_canonical");
    refuses("/org/name", json!("a\u{0}b"), "text.control");
    refuses("/org/name", json!(7), "answer.wrong_type");
    refuses("/org/number", json!("556036-0793"), "answer.not_canonical");
    refuses(
        "/org/number",
        json!("5560360794"),
        "organisation_number.checksum",
    );
    refuses(
        "/org/number",
        json!("123456785"),
        "organisation_number.length",
    );
    refuses(
        "/org/number",
        json!("1212121212"),
        "organisation_number.personal_number",
    );
    refuses("/org/sector", json!("municipal"), "choice.unknown");
    refuses("/org/sector", json!(["private"]), "answer.wrong_type");
    refuses("/org/municipality", json!("2580"), "answer.wrong_type");
    refuses("/bar/training", json!([]), "answer.not_canonical");
    refuses(
        "/bar/training",
        json!(["cost", "time"]),
        "answer.not_canonical",
    );
    refuses(
        "/bar/training",
        json!(["time", "time"]),
        "answer.not_canonical",
    );
    refuses("/bar/training", json!(["magic"]), "choice.unknown");
    refuses("/bar/training", json!([1]), "answer.wrong_type");
    refuses("/perm/contact", json!("true"), "answer.wrong_type");
    refuses("/con/email", json!("nobody"), "email.invalid");
    refuses("/con/email", Value::Null, "required");
    refuses("/x/a/comment", json!("rad\r\nrad"), "answer.not_canonical");
}

#[test]
fn a_code_means_nothing_without_its_system() {
    let code = found(|submission| submission["org"]["municipality"]["code"] = json!("0301"));
    assert_eq!(
        code,
        [("choice.unknown".into(), "/org/municipality".into())]
    );
    let version = found(|submission| submission["org"]["municipality"]["version"] = json!("2007"));
    assert_eq!(
        version,
        [("answer.wrong_system".into(), "/org/municipality".into())]
    );
    let system =
        found(|submission| submission["org"]["municipality"]["system"] = json!("kommune-no"));
    assert_eq!(
        system,
        [("answer.wrong_system".into(), "/org/municipality".into())]
    );
    // Own words are all that this question takes. Without a value that rules
    // can see, the required answer is still there.
    let coded = found(|submission| {
        submission["need"][1]["occupation"] =
            json!({ "system": "ssyk2012", "version": "2012", "code": "5120", "display": "Kockar" });
    });
    assert_eq!(
        coded,
        [("answer.wrong_type".into(), "/need/1/occupation".into())]
    );
}

#[test]
fn what_was_read_is_a_line_of_words() {
    for (display, code) in [
        (json!("Umeå\n"), "answer.not_canonical"),
        (json!(""), "answer.not_canonical"),
        (json!("\u{0}\u{1b}[31m"), "text.control"),
        (json!("x".repeat(501)), "text.too_long"),
        (
            json!("19121212-1212"),
            "organisation_number.personal_number",
        ),
        (json!(7), "answer.wrong_type"),
    ] {
        let found = found(|submission| {
            submission["org"]["municipality"]["display"] = display.clone();
        });
        assert_eq!(found, [(code.into(), "/org/municipality".into())]);
    }
}

#[test]
fn own_words_are_no_number_of_a_person() {
    for number in ["19121212-1212", "121212+1212", "01010012345"] {
        let code = "organisation_number.personal_number";
        refuses("/need/0/occupation", json!({ "text": number }), code);
    }
    for words in ["Kock 2", "556036-0793", "0701740605"] {
        let found = found(|submission| {
            submission["need"][0]["occupation"] = json!({ "text": words });
        });
        assert_eq!(found, [], "{words}");
    }
}

#[test]
fn rows_are_checked_one_by_one() {
    refuses("/need", Value::Null, "required");
    refuses("/need", json!({}), "answer.wrong_type");
    refuses("/need", json!([{}, {}, {}]), "rows.too_many");
    refuses("/need/0", json!("Kock"), "answer.wrong_type");
    refuses("/need/0/occupation", Value::Null, "required");
    refuses("/need/0/occupation", json!("Kock"), "answer.wrong_type");
    refuses("/need/0/count/now", json!(10), "integer.out_of_range");
    refuses("/need/0/count/now", json!(1.5), "answer.wrong_type");
    refuses("/need/0/count/y1", json!(1), "answer.not_relevant");
}

#[test]
fn what_nobody_asked_is_refused() {
    refuses("/org/odd", json!(1), "answer.unknown_question");
    refuses("/need/1/odd", json!(1), "answer.unknown_question");
    refuses("/x/b", json!({"comment": "c"}), "answer.unknown_question");
    refuses("/gap", json!({"degree": "some"}), "answer.unknown_question");
    refuses("/x/a/comment.more", json!("c"), "answer.unknown_question");
    refuses("/org/country", json!("NO"), "answer.not_canonical");
    let hidden = found(|submission| submission["perm"]["contact"] = json!(false));
    assert_eq!(
        hidden,
        [("answer.not_relevant".into(), "/con/email".into())]
    );
}

#[test]
fn a_finding_never_holds_an_answer() {
    let mut submission = good();
    submission["org"]["number"] = json!("1212121212");
    submission["con"]["email"] = json!("secret-address");
    let told = serde_json::to_string(&review(&asked(), &submission)).unwrap();
    assert!(
        !told.contains("1212121212") && !told.contains("secret"),
        "{told}"
    );
}
