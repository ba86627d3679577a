//! What is asked, and what is required, follows from the answers.

use serde_json::json;

use crate::support::*;

fn chain() -> Respondent {
    Respondent::new(json!([page(
        "a",
        json!([
            question(
                "org.sector",
                "choice",
                json!({"choices": choices(&["private", "state"])})
            ),
            question(
                "org.name",
                "text",
                json!({
            "visible_when": {"==": [{"var": "org.sector"}, "private"]},
            "required_when": {"==": [{"var": "org.sector"}, "private"]}})
            ),
            question(
                "x.a.follow",
                "text",
                json!({"visible_when": {"!!": {"var": "org.name"}}})
            ),
            question("x.a.apart", "text", json!({})),
        ])
    )]))
}

#[test]
fn a_question_appears_and_goes_with_the_answer_it_reads() {
    let mut firm = chain();
    assert!(!firm.sees("org.name"));
    firm.type_in("org.sector", "private");
    assert!(firm.sees("org.name") && firm.see("org.name").required);
    firm.type_in("org.sector", "state");
    assert!(!firm.sees("org.name") && !firm.see("org.name").required);
}

#[test]
fn a_hidden_answer_counts_as_absent_and_comes_back() {
    let mut firm = chain();
    firm.type_in("org.sector", "private");
    firm.type_in("org.name", "Exempelsågen AB");
    assert!(firm.sees("x.a.follow"));
    firm.type_in("org.sector", "state");
    assert!(
        !firm.sees("x.a.follow"),
        "what reads a hidden answer sees none"
    );
    assert_eq!(
        firm.submit()["org"],
        json!({"country": "SE", "sector": "state"})
    );
    let mut firm = chain();
    firm.type_in("org.sector", "private");
    firm.type_in("org.name", "Exempelsågen AB");
    firm.type_in("org.sector", "state");
    firm.type_in("org.sector", "private");
    assert_eq!(
        firm.see("org.name").raw,
        "Exempelsågen AB",
        "nothing typed is thrown away"
    );
    assert!(firm.sees("x.a.follow"));
}

#[test]
fn a_change_touches_only_what_depends_on_it() {
    let mut firm = chain();
    let apart = firm.top("x.a.apart");
    assert_eq!(firm.type_in("x.a.apart", "a").touched, [apart]);
    firm.type_in("org.sector", "private");
    let (name, follow) = (firm.top("org.name"), firm.top("x.a.follow"));
    assert_eq!(firm.type_in("org.name", "A").touched, [name, follow]);
    assert_eq!(
        firm.type_in("org.name", "AB").touched,
        [name],
        "still shown, so not touched"
    );
}

#[test]
fn a_whole_page_can_be_left_out() {
    let mut second = page(
        "b",
        json!([question("con.name", "text", json!({"required": true}))]),
    );
    second["visible_when"] = json!({"var": "perm.contact"});
    let mut firm = Respondent::new(json!([
        page("a", json!([question("perm.contact", "consent", json!({}))])),
        second
    ]));
    assert_eq!(firm.session.stage().of, 2);
    let changes = firm.flag("perm.contact", true);
    assert!(changes.stage);
    assert_eq!(firm.session.stage().of, 3);
    firm.flag("perm.contact", false);
    assert_eq!(firm.submit()["perm"], json!({"contact": false}));
}

#[test]
fn an_organisation_number_follows_the_country() {
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([
            question("org.number", "organisation_number", json!({})),
            question(
                "org.country",
                "choice",
                json!({"choices": choices(&["NO", "SE"])})
            ),
        ])
    )]));
    firm.type_in("org.number", "123 456 785");
    firm.leave("org.number");
    let number = firm.top("org.number");
    assert_eq!(
        firm.told(number).as_deref(),
        Some("organisation_number.length")
    );
    let changes = firm.type_in("org.country", "NO");
    assert!(changes.touched.contains(&number));
    assert_eq!(firm.told(number), None);
    assert_eq!(
        firm.submit()["org"],
        json!({"country": "NO", "number": "123456785"})
    );
}

#[test]
fn a_rule_that_has_no_value_shows_and_requires_nothing() {
    let broken = json!({"+": [{"var": "x.a.words"}, 1]});
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([
            question("x.a.words", "text", json!({})),
            question(
                "x.a.b",
                "text",
                json!({"visible_when": broken, "required_when": broken})
            ),
        ])
    )]));
    firm.type_in("x.a.words", "many");
    assert!(firm.sees("x.a.b"));
    assert!(!firm.see("x.a.b").required);
}

#[test]
fn rules_see_codes_and_the_day() {
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([
            question(
                "org.municipality",
                "choice",
                json!({
            "display": "select", "choices": choices(&["2580"]),
            "system": {"system": "kommun-se", "version": "2024"}})
            ),
            question(
                "x.a.lulea",
                "text",
                json!({
            "visible_when": {"==": [{"var": "org.municipality"}, "2580"]}})
            ),
            question(
                "x.a.today",
                "text",
                json!({
            "visible_when": {"==": [{"var": "meta.today"}, "2026-11-21"]}})
            ),
            question(
                "x.a.country",
                "text",
                json!({
            "visible_when": {"==": [{"var": "org.country"}, "SE"]}})
            ),
        ])
    )]));
    firm.type_in("org.municipality", "2580");
    assert!(firm.sees("x.a.lulea") && firm.sees("x.a.today") && firm.sees("x.a.country"));
    assert_eq!(
        firm.submit()["org"]["municipality"],
        json!({"system": "kommun-se", "version": "2024", "code": "2580", "display": "ord 2580"})
    );
}
