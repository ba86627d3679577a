//! Rules beside what their author is told of them.

use serde_json::{Value, json};

use crate::author;

/// The findings of a `visible_when`: code and where in the rule.
#[track_caller]
fn told(rule: Value, expected: &[(&str, &str)]) {
    told_of(json!({ "visible_when": rule }), expected);
}

/// The findings of a question with these fields, the last of its document.
#[track_caller]
fn told_of(fields: Value, expected: &[(&str, &str)]) {
    let text = json!({ "sv": "Text" });
    let choices = json!([{ "code": "yes", "label": text }, { "code": "no", "label": text }]);
    let bands = json!([{ "code": "0", "label": text }, { "code": "10", "label": text }]);
    let mut last = json!({ "id": "x.a.last", "type": "text", "label": text });
    let members = fields.as_object().unwrap().clone();
    last.as_object_mut().unwrap().extend(members);
    let document = json!({
        "format": "behov.questionnaire/1", "id": "a", "version": "1.0.0", "country": "SE",
        "languages": ["sv"], "title": text,
        "controller": { "name": "Kommunen", "contact": "info@example.org", "notice_version": "1",
            "purpose": text, "basis": text, "recipients": text, "retention": text, "rights": text },
        "pages": [
            { "id": "a", "title": text, "questions": [
                { "id": "x.a.n", "type": "integer", "label": text },
                { "id": "x.a.must", "type": "integer", "label": text, "required": true },
                { "id": "x.a.flag", "type": "yes_no", "label": text },
                { "id": "x.a.box", "type": "consent", "label": text },
                { "id": "x.a.one", "type": "choice", "label": text, "choices": choices },
                { "id": "x.a.band", "type": "choice", "label": text, "choices": bands },
                { "id": "x.a.any", "type": "choices", "label": text, "choices": choices },
                { "id": "x.a.text", "type": "text", "label": text },
                { "id": "x.a.mail", "type": "email", "label": text },
                { "id": "x.a.day", "type": "date", "label": text },
                { "id": "x.a.sum", "type": "computed", "label": text,
                  "computed": { "+": [1, { "var": ["x.a.n", 0] }] } },
                { "id": "x.a.grid", "type": "matrix", "label": text, "choices": choices,
                  "lines": [{ "code": "now", "label": text }] },
                { "id": "x.a.info", "type": "info", "text": text },
                { "id": "x.a.rows", "type": "rows", "label": text, "row_label": text,
                  "questions": [
                    { "id": "x.a.rows.n", "type": "integer", "label": text },
                    { "id": "x.a.rows.must", "type": "integer", "label": text, "required": true },
                    { "id": "x.a.rows.one", "type": "choice", "label": text, "choices": choices },
                ] },
            ] },
            { "id": "b", "title": text, "visible_when": { "!!": [{ "var": "x.a.n" }] }, "questions": [
                { "id": "x.a.later", "type": "integer", "label": text, "required": true },
                { "id": "x.a.some", "type": "rows", "label": text, "row_label": text,
                  "questions": [{ "id": "x.a.some.n", "type": "integer", "label": text }] },
            ] },
            { "id": "c", "title": text, "questions": [last] },
        ],
    });
    let found: Vec<(String, String)> = author::check(&document.to_string())
        .into_iter()
        .map(|found| {
            let at = found.finding.pointer;
            let at = at.strip_prefix("/pages/2/questions/0/").unwrap_or(&at);
            let at = at.strip_prefix("visible_when").unwrap_or(at);
            (found.finding.code.into_owned(), at.to_owned())
        })
        .collect();
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(code, at)| (format!("rule.{code}"), (*at).to_owned()))
        .collect();
    assert_eq!(found, expected, "{fields}");
}

fn var(path: &str) -> Value {
    json!({ "var": path })
}

#[test]
fn a_number_that_may_not_be_answered_is_warned_of() {
    told(json!({ "<": [var("x.a.n"), 5] }), &[("unguarded", "/</0")]);
    told(
        json!({ ">=": [5, var("x.a.n")] }),
        &[("unguarded", "/>=/1")],
    );
    told(
        json!({ "<": [0, var("x.a.n"), 9] }),
        &[("unguarded", "/</1")],
    );
    told(
        json!({ ">": [{ "+": [var("x.a.n"), 1] }, 5] }),
        &[("unguarded", "/>/0/+/0")],
    );
    told(
        json!({ "max": [var("x.a.n"), var("x.a.must")] }),
        &[("unguarded", "/max/0")],
    );
    told(json!({ "-": var("x.a.n") }), &[("unguarded", "/-")]);
    told(json!({ "/": [var("x.a.n"), 2] }), &[("unguarded", "/~1/0")]);
    told(
        json!({ "<": [{ "var": "x.a.later" }, 5] }),
        &[("unguarded", "/</0")],
    );
    told(
        json!({ "<": [{ "var": ["x.a.n"] }, 5] }),
        &[("unguarded", "/</0")],
    );
    told(
        json!({ "<": [{ "var": "x.a.rows.0.must" }, 5] }),
        &[("unguarded", "/</0")],
    );
    told(
        json!({ "<": [var("x.a.sum"), 5] }),
        &[("unguarded", "/</0")],
    );
    // Once in a rule is enough.
    let twice = json!({ "or": [{ "<": [var("x.a.n"), 5] }, { ">": [var("x.a.n"), 9] }] });
    told(twice, &[("unguarded", "/or/0/</0")]);
}

#[test]
fn what_no_answer_is_equal_to_is_warned_of() {
    told(
        json!({ "==": [var("x.a.flag"), false] }),
        &[("unguarded", "/==/0")],
    );
    told(
        json!({ "!=": [0, var("x.a.n")] }),
        &[("unguarded", "/!=/1")],
    );
    told(json!({ "==": [var("x.a.flag"), true] }), &[]);
    told(json!({ "===": [var("x.a.flag"), false] }), &[]);
    told(json!({ "==": [var("x.a.box"), false] }), &[]);
    told(json!({ "==": [var("x.a.n"), 4] }), &[]);
    told(json!({ "==": [var("x.a.one"), "no"] }), &[]);
    told(json!({ "==": [var("x.a.n"), null] }), &[]);
}

#[test]
fn what_is_surely_answered_is_not() {
    told(json!({ "<": [var("x.a.must"), 5] }), &[]);
    told(json!({ "<": [{ "var": ["x.a.n", 0] }, 5] }), &[]);
    told(json!({ ">=": [var("meta.today"), "2026-01-01"] }), &[]);
    told(json!({ "<": [var("x.a.text"), "m"] }), &[]);
    let less = json!({ "<": [var("x.a.n"), 5] });
    for guard in [
        var("x.a.n"),
        json!({ "!!": [var("x.a.n")] }),
        json!({ "!": [{ "missing": ["x.a.n"] }] }),
        json!({ "!": { "missing": [["x.a.text", "x.a.n"]] } }),
        json!({ "!": [{ "missing_some": [2, ["x.a.n", "x.a.text"]] }] }),
        json!({ "!=": [var("x.a.n"), null] }),
        json!({ "!==": [null, var("x.a.n")] }),
        json!({ "!": [{ "===": [var("x.a.n"), null] }] }),
        json!({ "in": [var("x.a.n"), [1, 2]] }),
        json!({ "or": [{ "==": [var("x.a.n"), 3] }, { "and": [var("x.a.n"), true] }] }),
    ] {
        told(json!({ "and": [guard, less] }), &[]);
    }
    told(json!({ "or": [{ "missing": "x.a.n" }, less] }), &[]);
    told(json!({ "or": [{ "!": var("x.a.n") }, less] }), &[]);
    told(json!({ "if": [var("x.a.n"), less, false] }), &[]);
    told(json!({ "if": [{ "missing": "x.a.n" }, true, less] }), &[]);
    for (other, at) in [
        (json!({ "and": [less, var("x.a.n")] }), "/and/0/</0"),
        (
            json!({ "and": [{ "!": [{ "missing_some": [1, ["x.a.n", "x.a.text"]] }] }, less] }),
            "/and/1/</0",
        ),
        (
            json!({ "and": [{ "or": [var("x.a.n"), var("x.a.flag")] }, less] }),
            "/and/1/</0",
        ),
        (json!({ "or": [var("x.a.n"), less] }), "/or/1/</0"),
        (json!({ "if": [var("x.a.n"), true, less] }), "/if/2/</0"),
        (
            json!({ "and": [{ ">": [var("x.a.n"), 0] }, less] }),
            "/and/0/>/0",
        ),
    ] {
        told(other, &[("unguarded", at)]);
    }
}

#[test]
fn a_question_is_looked_at_where_it_is_shown() {
    let less = json!({ "<": [var("x.a.n"), 5] });
    told_of(
        json!({ "required_when": less }),
        &[("unguarded", "required_when/</0")],
    );
    let shown = json!({ "visible_when": var("x.a.n"), "required_when": less });
    told_of(shown, &[]);
    // Whether an answer is valid is asked only where there is one.
    let own = json!({ "<": [{ "var": "x.a.last" }, 5] });
    let message = json!({ "sv": "Text" });
    let kind = "integer";
    told_of(
        json!({ "type": kind, "valid_when": own, "valid_message": message }),
        &[],
    );
    told_of(
        json!({ "type": kind, "required_when": own }),
        &[("unguarded", "required_when/</0")],
    );
}

#[test]
fn rows_are_read_from_inside() {
    let some = |body: Value| json!({ "some": [var("x.a.rows"), body] });
    told(some(json!({ "==": [var("one"), "yes"] })), &[]);
    told(some(json!({ "<": [var("must"), 5] })), &[]);
    told(
        some(json!({ "<": [var("n"), 5] })),
        &[("unguarded", "/some/1/</0")],
    );
    told(
        some(json!({ "==": [var("one"), "ja"] })),
        &[("type_clash", "/some/1/==/1")],
    );
    told(some(var("x.a.rows.one")), &[("unknown_id", "/some/1/var")]);
    told(some(var("two")), &[("unknown_id", "/some/1/var")]);
    told(some(var("")), &[]);
    told(
        json!({ "some": [var("x.a.some"), true] }),
        &[("unguarded", "/some/0")],
    );
    told(
        json!({ "none": [{ "var": ["x.a.some", []] }, var("n")] }),
        &[],
    );
    let kept = json!({ "filter": [var("x.a.rows"), var("one")] });
    told(
        json!({ "all": [kept, { "<": [var("n"), 5] }] }),
        &[("unguarded", "/all/1/</0")],
    );
    let sum = |path: &str| json!({ "reduce": [var("x.a.rows"), { "+": [{ "var": [path, 0] }, var("accumulator")] }, 0] });
    told(sum("current.n"), &[]);
    told(sum("n"), &[("unknown_id", "/reduce/1/+/0/var/0")]);
    // Of what is no rows nothing is known, but that no answer is read.
    told(
        json!({ "map": [[1, 2], { "<": [var(""), var("x")] }] }),
        &[("constant", "")],
    );
}

#[test]
fn what_an_answer_never_is() {
    let never = |operator: &str, path: &str, value: Value| {
        let at = format!("/{operator}/1");
        told(
            json!({ operator: [var(path), value] }),
            &[("type_clash", &at)],
        );
    };
    never("==", "x.a.one", json!("ja"));
    never("!=", "x.a.one", json!(1));
    never("===", "x.a.band", json!(10));
    never("==", "x.a.band", json!(20));
    never("<", "x.a.one", json!(5));
    never("==", "x.a.flag", json!("yes"));
    never("===", "x.a.flag", json!(1));
    never("==", "x.a.n", json!("many"));
    never("===", "x.a.n", json!("5"));
    never("<", "x.a.n", json!("many"));
    never("==", "x.a.any", json!("yes"));
    never("==", "x.a.any", json!(["yes"]));
    never(">", "x.a.any", json!(1));
    never("==", "x.a.rows", json!([]));
    never("===", "x.a.text", json!(5));
    never("==", "x.a.mail", json!(5));
    never("==", "x.a.info", json!("read"));
    never("<", "x.a.day", json!(2026));
    never("==", "x.a.grid", json!("yes"));
    never("==", "x.a.grid.now", json!("ja"));
    never("==", "org.country", json!("SWE"));
    told(
        json!({ "==": ["ja", var("x.a.one")] }),
        &[("type_clash", "/==/0")],
    );
    told(
        json!({ "in": [var("x.a.one"), ["yes", "ja"]] }),
        &[("type_clash", "/in/1/1")],
    );
    told(
        json!({ "in": ["ja", var("x.a.any")] }),
        &[("type_clash", "/in/0")],
    );
    told(
        json!({ "in": [1, var("x.a.n")] }),
        &[("type_clash", "/in/0")],
    );
    told(
        json!({ "+": [var("x.a.rows"), 1] }),
        &[("type_clash", "/+/0")],
    );
    told(
        json!({ "*": [{ "var": ["x.a.one", 0] }, 1] }),
        &[("type_clash", "/*/0")],
    );
}

#[test]
fn what_an_answer_can_be() {
    for rule in [
        json!({ "==": [var("x.a.band"), 10] }),
        json!({ "==": [var("x.a.band"), "10"] }),
        json!({ "==": [var("x.a.text"), 5] }),
        json!({ "==": [var("x.a.text"), "5"] }),
        json!({ "==": [var("x.a.n"), "5"] }),
        json!({ "==": [var("x.a.flag"), 1] }),
        json!({ "==": [{ "var": ["x.a.one", "none"] }, "none"] }),
        json!({ "in": ["yes", var("x.a.any")] }),
        json!({ "in": [var("x.a.one"), ["yes", null]] }),
        json!({ "in": ["gmail", var("x.a.mail")] }),
        json!({ "<": [var("x.a.one"), "z"] }),
        json!({ "==": [var("x.a.one"), var("x.a.text")] }),
        json!({ "<": [var("x.a.day"), "2026-12-31"] }),
        json!({ "==": [var("x.a.grid.now"), "no"] }),
        json!({ "==": [var("x.a.sum"), "much"] }),
        json!({ "==": [var("org.country"), "SE"] }),
    ] {
        told(rule, &[]);
    }
}
