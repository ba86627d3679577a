//! Whatever a questionnaire holds, the widget's way through it (strict reading,
//! check, the start of a session) ends within a second, and so does the check
//! for its author: it is asked, or refused with a finding.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use behov_engine::{Plan, Session, Start, review};
use behov_schema::author;
use behov_schema::submission::{self, Channel};
use serde_json::{Map, Value, json};

/// Where nothing is optimised all takes about ten times as long as it does for
/// a firm; and the machine may be busy with other tests.
const SECOND: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

fn start() -> Start {
    Start {
        locale: "sv".into(),
        today: "2026-11-21".into(),
        started_at: "2026-11-21T10:00:00Z".into(),
        campaign: None,
        region: None,
        channel: Channel::SelfService,
        prefill: Vec::new(),
    }
}

/// A document with more fields.
fn document(more: Value) -> Value {
    let text = |text: &str| json!({ "sv": text });
    let mut document = json!({
        "format": "behov.questionnaire/1", "id": "prov", "version": "1.0.0", "country": "SE",
        "languages": ["sv"], "title": text("Prov"),
        "controller": {
            "name": "Exempelkommunen", "contact": "dataskydd@example.org", "notice_version": "1",
            "purpose": text("p"), "basis": text("b"), "recipients": text("r"),
            "retention": text("k"), "rights": text("d")
        },
        "pages": [page("a", vec![question("x.a.a", json!({}))])]
    });
    for (name, value) in more.as_object().unwrap() {
        document[name] = value.clone();
    }
    document
}

fn page(id: &str, questions: Vec<Value>) -> Value {
    json!({ "id": id, "title": { "sv": "Sida" }, "questions": questions })
}

fn question(id: &str, more: Value) -> Value {
    let mut question = json!({ "id": id, "type": "text", "label": { "sv": "Fråga" } });
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

/// A document of one page with so many questions.
/// On as few pages as there may be for so many.
fn asking(many: usize, one: impl Fn(usize) -> Value) -> Value {
    let questions: Vec<Value> = (0..many).map(one).collect();
    let pages = questions.chunks(1_000).enumerate();
    let pages = pages.map(|(number, some)| page(&format!("a{number}"), some.to_vec()));
    document(json!({ "pages": pages.collect::<Vec<_>>() }))
}

fn with_rule(rule: &Value) -> Value {
    asking(1, |_| question("x.a.a", json!({ "visible_when": rule })))
}

/// The code of the first finding, or nothing when it is asked.
fn code(name: &str, text: &str) -> Option<String> {
    let begun = Instant::now();
    let read = Plan::read(text).map(|plan| {
        let session = Session::new(Arc::new(plan), start());
        for page in session.pages().collect::<Vec<_>>() {
            for at in session.keys_on(page) {
                session.snapshot(at);
            }
        }
        review(
            session.plan(),
            &json!({ "meta": { "today": "2026-11-21" } }),
        );
    });
    let widget = begun.elapsed();
    let begun = Instant::now();
    let told = author::check_bytes(text.as_bytes());
    let author = begun.elapsed();
    println!(
        "{name}: {} KB, {widget:.0?}, for its author {author:.0?}",
        text.len() / 1024
    );
    assert!(
        widget < SECOND && author < SECOND,
        "{name}: {widget:?}, {author:?}"
    );
    let findings = read.err()?;
    let code = findings[0].code.to_string();
    assert!(
        findings.iter().all(|finding| finding.place.is_some()),
        "{name}"
    );
    assert!(
        told.iter().any(|judged| judged.finding.code == code),
        "{name}: {code}"
    );
    Some(code)
}

fn refused(name: &str, document: &Value, expected: &str) {
    let found = code(name, &document.to_string());
    assert_eq!(found.as_deref(), Some(expected), "{name}");
}

fn asked(name: &str, document: &Value) {
    assert_eq!(code(name, &document.to_string()), None, "{name}");
}

#[test]
fn a_megabyte_in_one_place() {
    let long = "å*[".repeat(250_000);
    let text = document(json!({ "title": { "sv": long } }));
    refused("a text", &text, "text.too_long");
    let html = "<script>alert(1)</script>".repeat(40_000);
    let text = document(json!({ "intro": { "sv": html } }));
    refused("a text that looks like HTML", &text, "text.too_long");
    refused("an id", &document(json!({ "id": long })), "id.invalid");
    refused(
        "a field",
        &document(json!({ &long: 1 })),
        "json.unknown_field",
    );
    let inside = document(json!({ &long: vec![1; 20_000] }));
    refused("a field with much in it", &inside, "json.unknown_field");
    let unknown = with_rule(&json!({ "!!": { "var": long } }));
    refused("an id in a rule", &unknown, "rule.unknown_id");
    let dots = with_rule(&json!({ "!!": { "var": "x.1.".repeat(250_000) } }));
    refused("an id of many steps", &dots, "rule.unknown_id");
    let more = document(json!({ "title": { "sv": long.repeat(3) } }));
    refused("three of them", &more, "json.too_large");
}

#[test]
fn a_hundred_thousand_of_anything() {
    let many = |make: &dyn Fn(usize) -> Value| (0..100_000).map(make).collect::<Vec<_>>();
    let long = asking(100_000, |n| question(&format!("x.a.q{n}"), json!({})));
    refused("questions", &long, "json.too_large");
    // As many as there is room for in two megabytes.
    let short = asking(30_000, |n| question(&format!("x.a.q{n}"), json!({})));
    refused("fewer questions", &short, "document.too_many");
    let same = asking(30_000, |_| question("x.a.q", json!({})));
    refused("the same question", &same, "document.too_many");
    let pages = (0..20_000).map(|n| page(&format!("p{n}"), vec![]));
    let pages = document(json!({ "pages": pages.collect::<Vec<_>>() }));
    refused("pages", &pages, "document.too_many");
    let languages = many(&|n| json!(format!("sv-{n:05}")));
    refused(
        "languages",
        &document(json!({ "languages": languages })),
        "document.too_many",
    );
    let region = |n| json!({ "id": format!("{n}"), "name": {}, "municipalities": [] });
    let regions = document(json!({ "regions": many(&region)[..30_000] }));
    refused("regions", &regions, "document.too_many");
    let choice = |n| json!({ "code": format!("c{n}"), "label": {} });
    let choices = json!({ "type": "choice", "choices": many(&choice)[..50_000] });
    let choices = asking(1, |_| question("x.a.a", choices.clone()));
    refused("choices", &choices, "document.too_many");
    let lines: Vec<Value> = (0..1_000).map(choice).collect();
    let cells = json!({ "type": "matrix", "lines": lines, "choices": lines });
    let cells = asking(1, |_| question("x.a.a", cells.clone()));
    refused("a million cells of a matrix", &cells, "document.too_many");
    let texts: Map<String, Value> = (0..100_000).map(|n| (format!("l{n}"), json!(""))).collect();
    refused(
        "languages of a text",
        &document(json!({ "title": texts })),
        "languages.invalid",
    );
    let least = json!({ "type": "rows", "min_rows": 200, "row_label": { "sv": "Rad" } });
    let rows = asking(100, |n| {
        let mut rows = question(&format!("x.a.q{n}"), least.clone());
        rows["questions"] = json!([question(&format!("x.a.q{n}.a"), json!({}))]);
        rows
    });
    refused("rows to begin with", &rows, "document.too_many");
    let wrong = asking(20_000, |n| {
        question(&format!("x.a.q{n}"), json!({ "nonsense": 1 }))
    });
    refused("unknown fields", &wrong, "json.unknown_field");
}

#[test]
fn as_many_as_there_may_be() {
    let id = |n: usize| format!("x.a.q{n}");
    asked("questions", &asking(2_000, |n| question(&id(n), json!({}))));
    let page_of = |many| {
        page(
            "a",
            (0..many).map(|n| question(&id(n), json!({}))).collect(),
        )
    };
    let full = document(json!({ "pages": [page_of(1_000)] }));
    asked("a full page", &full);
    let more = document(json!({ "pages": [page_of(1_001)] }));
    refused("one more", &more, "document.too_many");
    let chain = asking(1_000, |n| {
        let rule = json!({ "visible_when": { "!": { "var": id(n.saturating_sub(1)) } } });
        question(&id(n), if n == 0 { json!({}) } else { rule })
    });
    asked("each reads the one before", &chain);
    let one = json!({ "required_when": { "!!": { "var": "x.a.q0" } } });
    asked(
        "all read one",
        &asking(1_000, |n| question(&id(n), one.clone())),
    );
    let all = |n: usize| json!({ "required_when": { "or": (n..n + 500).map(|m| json!({ "var": id(m % 1_000) })).collect::<Vec<_>>() } });
    let each = asking(1_000, |n| {
        question(&id(n), if n % 10 == 0 { all(n) } else { json!({}) })
    });
    asked("each reads many", &each);
    let circle = asking(1_000, |n| {
        question(
            &id(n),
            json!({ "visible_when": { "!": { "var": id((n + 1) % 1_000) } } }),
        )
    });
    refused("a circle of all", &circle, "rule.cycle");
    let wrong = asking(2_000, |n| question("x.a.q", json!({ "min_rows": n + 1 })));
    refused("all are wrong", &wrong, "field.not_for_type");
    let prefill = json!({ "type": "integer", "prefill": "many" });
    let wrong = asking(2_000, |n| question(&id(n), prefill.clone()));
    let found = Plan::read(&wrong.to_string()).unwrap_err();
    assert_eq!((found.len(), &*found[0].code), (50, "prefill.invalid"));
}

#[test]
fn rules_that_work_without_end() {
    let numbers: Vec<usize> = (0..40).collect();
    let double = json!({ "merge": [{ "var": "accumulator" }, { "var": "accumulator" }] });
    let doubling = json!({ "reduce": [numbers, double, [1]] });
    let rule = |rule: &Value| json!({ "visible_when": rule, "required_when": rule });
    asked("one", &asking(1, |_| question("x.a.q", rule(&doubling))));
    let every = asking(500, |n| question(&format!("x.a.q{n}"), rule(&doubling)));
    asked("a thousand", &every);
    let more = asking(501, |n| question(&format!("x.a.q{n}"), rule(&doubling)));
    refused("more", &more, "document.too_many");
    let rows = json!({ "type": "rows", "min_rows": 200, "max_rows": 200, "row_label": { "sv": "Rad" },
        "questions": [question("x.a.rows.a", json!({}))] });
    let read = json!({ "if": [{ "var": "x.a.rows" }, doubling, true] });
    let most = |many| {
        asking(many, |n| match n {
            0 => question("x.a.rows", rows.clone()),
            _ => question(&format!("x.a.q{n}"), json!({ "visible_when": read })),
        })
    };
    asked("for each row", &most(5));
    refused("for each row", &most(6), "document.too_many");
    let wide = json!({ "or": (0..3_000).map(|n| json!({ "var": format!("x.a.q{n}") })).collect::<Vec<_>>() });
    refused("one of many parts", &with_rule(&wide), "rule.syntax");
}

#[test]
fn much_is_said_of_the_core() {
    let hidden: Vec<String> = (0..50_000).map(|n| format!("org.a{n}")).collect();
    let section = json!({ "section": "workplace", "hide": hidden });
    let core = document(json!({ "core": 1, "pages": [section] }));
    refused("hidden questions", &core, "core.not_in_section");
}

#[test]
fn an_answer_of_many_rows() {
    let text = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/submissions/valid/full.json"
    ));
    let mut answer: Value = serde_json::from_str(&text.unwrap()).unwrap();
    answer["int"] = vec![json!({ "places_year": 60_000 }); 60_000].into();
    answer["x"] = json!({ "a": { "b": vec!["<b>"; 60_000] } });
    let body = answer.to_string();
    let begun = Instant::now();
    let findings = submission::parse(body.as_bytes()).unwrap_err();
    assert_eq!(findings.len(), 60_001);
    assert!(begun.elapsed() < SECOND, "{:?}", begun.elapsed());
    let core = document(json!({ "core": 1, "pages": [{ "section": "internship" }] }));
    let plan = Plan::read(&core.to_string()).unwrap();
    let begun = Instant::now();
    assert!(!review(&plan, &answer).is_empty());
    assert!(begun.elapsed() < SECOND, "{:?}", begun.elapsed());
}

#[test]
fn ten_thousand_levels() {
    let deep = format!("{}true{}", "{\"!\":[".repeat(10_000), "]}".repeat(10_000));
    let text = with_rule(&json!("deep"))
        .to_string()
        .replace("\"deep\"", &deep);
    assert_eq!(code("a rule", &text).as_deref(), Some("json.too_deep"));
    let brackets = "[".repeat(1_000_000);
    assert_eq!(
        code("brackets", &brackets).as_deref(),
        Some("json.too_deep")
    );
    let mut deep = json!(true);
    for _ in 0..60 {
        deep = json!({ "!": [deep] });
    }
    refused("what JSON still holds", &with_rule(&deep), "rule.syntax");
}

#[test]
fn texts_that_are_hardly_json() {
    let zeros = format!("[{}0]", "0,".repeat(500_000));
    assert_eq!(code("numbers", &zeros).as_deref(), Some("json.wrong_type"));
    let keys: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\":1")).collect();
    let keys = format!("{{{}}}", keys.join(","));
    assert_eq!(code("fields", &keys).as_deref(), Some("json.unknown_field"));
    let same = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(100_000));
    assert_eq!(
        code("the same field", &same).as_deref(),
        Some("json.duplicate_key")
    );
    let cut = format!("{{\"a\":\"{}", "\\\\".repeat(500_000));
    assert_eq!(code("cut off", &cut).as_deref(), Some("json.syntax"));
}

#[test]
fn names_that_mean_something_elsewhere() {
    for id in [
        "__proto__",
        "x.__proto__.a",
        "constructor",
        "x.a.\u{202e}b",
        "x.a.b\u{0}",
        "x.a.ä",
    ] {
        let document = asking(1, |_| question(id, json!({})));
        refused(id, &document, "id.invalid");
        let rule = with_rule(&json!({ "!!": { "var": id } }));
        refused(id, &rule, "rule.unknown_id");
    }
    // Of letters that ids have: it is a name like any other.
    asked(
        "constructor",
        &asking(1, |_| question("x.constructor.prototype", json!({}))),
    );
    refused(
        "a field",
        &document(json!({ "__proto__": {} })),
        "json.unknown_field",
    );
    let turned = "\u{202e}\u{2066}Behov\u{2069}";
    asked(
        "a text that turns",
        &document(json!({ "title": { "sv": turned } })),
    );
}
