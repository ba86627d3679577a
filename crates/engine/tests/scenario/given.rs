//! Answers that the page around the form, or a link to it, begins with.

use std::sync::Arc;

use behov_engine::{Event, Link, Plan, Session, Start, review};
use serde_json::{Value, json};

use crate::support::*;

/// Asks about the workplace by codes and in words, and for a permission.
fn pages() -> Value {
    let bands = json!({ "choices": choices(&["0", "1-4", "250+"]), "prefill": "0" });
    let text = |id| question(id, "text", json!({}));
    let municipalities = json!({ "choices": choices(&["2418", "2480"]),
        "system": { "system": "kommun-se", "version": "2024" } });
    json!([page(
        "a",
        json!([
            question("org.municipality", "choice", municipalities),
            question("org.employees", "choice", bands),
            question(
                "org.sector",
                "choice",
                json!({ "choices": choices(&["private", "state"]),
                    "prefill": "private", "read_only": true })
            ),
            text("org.name"),
            question("org.number", "organisation_number", json!({})),
            question("org.employees_exact", "integer", json!({})),
            question(
                "x.a.pick",
                "choice",
                json!({ "choices": choices(&["one", "two"]) })
            ),
            question("x.a.when", "date", json!({})),
            question(
                "x.a.many",
                "choices",
                json!({ "choices": choices(&["one", "two"]) })
            ),
            question("x.a.sum", "computed", json!({ "computed": 1 })),
            question("x.a.read", "info", json!({ "text": { "sv": "Läs" } })),
            question(
                "need",
                "rows",
                json!({ "row_label": { "sv": "Yrke" }, "min_rows": 1, "questions": [
                    question("need.level", "choice", json!({ "choices": choices(&["eqf4", "eqf5"]) })),
                ] })
            ),
            question("perm.contact", "consent", json!({})),
            question("con.email", "email", json!({})),
        ])
    )])
}

fn begun(plan: &Arc<Plan>, prefill: &[(&str, Value)]) -> Respondent {
    let prefill = prefill.iter();
    let prefill = prefill.map(|(id, value)| ((*id).to_owned(), value.clone()));
    let start = Start {
        prefill: prefill.collect(),
        ..start()
    };
    Respondent {
        session: Session::new(plan.clone(), start),
    }
}

#[test]
fn what_the_page_gives_is_as_a_document_gives_it() {
    let plan = Arc::new(plan(pages()));
    let mut firm = begun(
        &plan,
        &[
            ("org.name", json!("Bageriet")),
            ("org.municipality", json!("2480")),
            ("org.employees", json!("1-4")),
            ("x.a.when", json!("2026-05-01")),
            ("x.a.many", json!(["two"])),
            ("need.level", json!("eqf5")),
        ],
    );
    assert!(!firm.session.stage().unsent, "nobody has answered yet");
    for id in ["org.name", "org.municipality", "org.employees", "x.a.when"] {
        assert!(firm.see(id).prefilled, "{id}");
    }
    assert_eq!(firm.see("org.municipality").raw, "2480");
    assert_eq!(
        firm.see("org.employees").raw,
        "1-4",
        "before the document's"
    );
    firm.add_row("need");
    firm.type_in("org.name", "Kvarnen");
    assert!(!firm.see("org.name").prefilled, "it is the firm's own now");
    let body = firm.submit();
    assert_eq!(review(&plan, &body), []);
    assert_eq!(body["org"]["name"], "Kvarnen");
    assert_eq!(body["x"]["a"]["many"], json!(["two"]));
    assert_eq!(
        body["need"],
        json!([{ "level": "eqf5" }, { "level": "eqf5" }])
    );
    firm.session.apply(Event::Received(receipt(ID)));
    firm.session.apply(Event::Another {
        today: "2026-11-22".into(),
        now: NOW.into(),
    });
    assert_eq!(firm.see("org.employees").raw, "1-4", "for each answer");
}

#[test]
fn what_nobody_could_answer_is_left_out_and_the_rest_is_there() {
    let plan = Arc::new(plan(pages()));
    for (id, value) in [
        ("org.nam", json!("Bageriet")),
        ("", json!("Bageriet")),
        ("need", json!([{ "level": "eqf4" }])),
        ("need.0.level", json!("eqf4")),
        ("perm.contact", json!(true)),
        ("x.a.sum", json!(2)),
        ("x.a.read", json!("Läs")),
        ("org.sector", json!("state")),
        ("org.employees", json!("1-3")),
        ("org.employees", json!(0)),
        ("org.employees", json!(null)),
        ("org.name", json!({ "text": "Bageriet" })),
        ("org.name", json!("a".repeat(201))),
        ("org.name", json!("two\nlines")),
        ("org.number", json!("8112289874")),
        ("org.employees_exact", json!(-1)),
        ("org.employees_exact", json!(1.5)),
        ("x.a.when", json!("2026-02-30")),
        ("x.a.many", json!(["three"])),
        ("x.a.many", json!("one")),
        (
            "org.municipality",
            json!({ "system": "kommune-no", "version": "1", "code": "1860" }),
        ),
        ("org.municipality", json!({ "text": "a", "code": "b" })),
        ("con.email", json!("nobody")),
    ] {
        assert!(!plan.begins_with(id, &value), "{id} {value}");
        let given = [(id, value.clone()), ("x.a.pick", json!("two"))];
        let mut firm = begun(&plan, &given);
        assert_eq!(firm.see("x.a.pick").raw, "two");
        assert_eq!(firm.see("org.employees").raw, "0", "as the document has it");
        let body = firm.submit();
        assert_eq!(review(&plan, &body), [], "{id} {value}");
        let expected = json!({ "country": "SE", "employees": "0", "sector": "private" });
        assert_eq!(body["org"], expected, "{id} {value}");
        assert_eq!(body["con"], Value::Null);
    }
}

#[test]
fn what_comes_later_wins() {
    let plan = Arc::new(plan(pages()));
    let firm = begun(
        &plan,
        &[
            ("x.a.pick", json!("one")),
            ("x.a.pick", json!("two")),
            ("x.a.pick", json!("no such")),
        ],
    );
    assert_eq!(firm.see("x.a.pick").raw, "two");
}

fn link(text: &str) -> Link {
    Link::read(&plan(pages()), text)
}

fn codes(pairs: &[(&str, &str)]) -> Vec<(String, Value)> {
    let pairs = pairs.iter();
    pairs
        .map(|(id, code)| ((*id).to_owned(), json!(code)))
        .collect()
}

#[test]
fn a_link_says_the_workplace_the_campaign_and_the_region() {
    let said = "org.municipality=2480&campaign=brev-1&region=vasterbotten&org.employees=250+";
    let expected = Link {
        prefill: codes(&[("org.municipality", "2480"), ("org.employees", "250+")]),
        campaign: Some("brev-1".into()),
        region: Some("vasterbotten".into()),
        ignored: false,
    };
    assert_eq!(link(said), expected);
    let encoded =
        "org.municipality=%32%34%380&campaign=brev%2D1&region=vasterbotten&&org.employees=250%2b&";
    assert_eq!(link(encoded), expected);
    assert_eq!(link(""), Link::default());
    assert_eq!(link("campaign=a&campaign=b").campaign.as_deref(), Some("b"));
}

#[test]
fn a_link_says_nothing_else() {
    for said in [
        "org.name=Bageriet",
        "org.number=5560360793",
        "org.employees_exact=3",
        "con.email=kim@example.org",
        "con.email=kim%40example.org",
        "con.name=Kim",
        "perm.contact=true",
        "x.a.pick=one",
        "need.level=eqf5",
        "need.0.level=eqf5",
        "org.sector=state",
        "org.employees=1-3",
        "org.municipality",
        "org.municipality=",
        "org.municipality=Ring%20oss",
        "org.municipality=%3Cb%3E",
        "org.municipality=%",
        "org.municipality=%2",
        "org.municipality=%zz",
        "org.municipality=%+1",
        "org.municipality=%C3%A5",
        "org.municipality=å",
        "org.municipality=24\u{0}80",
        "org.municipality=2480=2481",
        "ORG.municipality=2480",
        "org=2480",
        "=2480",
        "=",
        "campaign=Brev",
        "campaign=brev+1",
        "region=a%2fb",
        "meta.campaign=brev",
        "__proto__=1",
        "utm_source=mail",
    ] {
        let found = link(&format!("{said}&org.municipality=2418"));
        assert!(found.ignored, "{said}");
        let rest = Link {
            ignored: false,
            ..found
        };
        let expected = Link {
            prefill: codes(&[("org.municipality", "2418")]),
            ..Link::default()
        };
        assert_eq!(rest, expected, "{said}");
    }
    let long = format!("org.municipality={}", "1".repeat(65));
    assert!(link(&long).ignored && link(&long).prefill.is_empty());
}

/// Whose municipalities are grouped.
fn grouped(pages: Value) -> Plan {
    let region = |id: &str, municipalities: Value| json!({ "id": id, "name": { "sv": id }, "municipalities": municipalities });
    let regions = json!([
        region("inland", json!(["1860", "2421"])),
        region("coast", json!(["2480"]))
    ]);
    plan_with(pages, json!({ "regions": regions }))
}

fn sent_region(plan: Plan, region: Option<&str>, answers: &[(&str, &str)]) -> Value {
    let start = Start {
        region: region.map(str::to_owned),
        ..start()
    };
    let mut firm = Respondent {
        session: Session::new(Arc::new(plan), start),
    };
    for (id, text) in answers {
        firm.type_in(id, text);
    }
    let body = firm.submit();
    assert_eq!(review(firm.session.plan(), &body), []);
    body["meta"]["region"].clone()
}

#[test]
fn the_region_is_that_of_the_municipality_else_that_of_the_link() {
    let asked = || {
        let both = json!({ "choices": choices(&["SE", "NO"]) });
        let some = json!({ "choices": choices(&["2480", "1860", "2418"]) });
        json!([page(
            "a",
            json!([
                question("org.country", "choice", both),
                question("org.municipality", "choice", some),
            ])
        )])
    };
    let region = |given, answers: &[(&str, &str)]| sent_region(grouped(asked()), given, answers);
    let sweden = ("org.country", "SE");
    assert_eq!(region(None, &[sweden]), Value::Null);
    assert_eq!(
        region(None, &[sweden, ("org.municipality", "2480")]),
        "coast"
    );
    assert_eq!(region(Some("inland"), &[sweden]), "inland");
    let differ = [sweden, ("org.municipality", "2480")];
    assert_eq!(
        region(Some("inland"), &differ),
        "coast",
        "the municipality wins"
    );
    let outside = [sweden, ("org.municipality", "2418")];
    assert_eq!(region(Some("elsewhere"), &outside), "elsewhere");
    // 1860 is Laxå here and Vestvågøy there.
    let laxa = [sweden, ("org.municipality", "1860")];
    assert_eq!(region(None, &laxa), "inland");
    let vestvagoy = [("org.country", "NO"), ("org.municipality", "1860")];
    assert_eq!(region(None, &vestvagoy), Value::Null);
}

#[test]
fn own_words_and_hidden_answers_have_no_region() {
    let words = json!([page(
        "a",
        json!([question("org.municipality", "text", json!({}))])
    )]);
    let typed = [("org.municipality", "2480")];
    assert_eq!(sent_region(grouped(words), None, &typed), Value::Null);
    let hidden = json!({ "choices": choices(&["2480"]), "prefill": "2480",
        "visible_when": { "==": [{ "var": "x.a.where" }, "here"] } });
    let pages = json!([page(
        "a",
        json!([
            question("x.a.where", "text", json!({})),
            question("org.municipality", "choice", hidden),
        ])
    )]);
    assert_eq!(sent_region(grouped(pages.clone()), None, &[]), Value::Null);
    let here = [("x.a.where", "here")];
    assert_eq!(sent_region(grouped(pages), None, &here), "coast");
}
