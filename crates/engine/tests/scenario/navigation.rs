//! From page to page, and what is said on the way.

use behov_engine::{Event, Focus, Step};
use serde_json::json;

use crate::support::*;

fn two_pages() -> Respondent {
    Respondent::new(json!([
        page(
            "a",
            json!([
                question("org.name", "text", json!({"required": true})),
                question("con.email", "email", json!({})),
            ])
        ),
        page(
            "b",
            json!([question(
                "org.employees_exact",
                "integer",
                json!({"max": 50})
            )])
        ),
    ]))
}

#[test]
fn a_finding_is_told_after_the_field_is_left() {
    let mut firm = two_pages();
    let email = firm.top("con.email");
    firm.type_in("con.email", "post@");
    assert_eq!(firm.told(email), None, "not while one types");
    firm.leave("con.email");
    assert_eq!(firm.told(email).as_deref(), Some("email.invalid"));
    firm.type_in("con.email", "post@example.org");
    assert_eq!(firm.told(email), None, "gone as soon as it is right");
}

#[test]
fn nobody_is_blamed_for_passing_through_an_empty_field() {
    let mut firm = two_pages();
    firm.leave("org.name");
    assert_eq!(firm.told(firm.top("org.name")), None);
    assert_eq!(focus(&firm.next()), Some(Focus::Summary));
    assert_eq!(firm.told(firm.top("org.name")).as_deref(), Some("required"));
    assert_eq!(firm.session.stage().step, Step::Page(0));
}

#[test]
fn the_summary_shrinks_as_things_are_mended() {
    let mut firm = two_pages();
    firm.type_in("con.email", "post@");
    firm.next();
    assert_eq!(firm.session.stage().summary.len(), 2);
    assert!(firm.type_in("org.name", "A").stage);
    assert_eq!(firm.session.stage().summary.len(), 1);
    assert!(!firm.type_in("org.name", "AB").stage || firm.session.stage().summary.len() == 1);
}

#[test]
fn steps_are_counted_with_the_review() {
    let mut firm = two_pages();
    let step = |firm: &Respondent| {
        let stage = firm.session.stage();
        (stage.step, stage.number, stage.of)
    };
    assert_eq!(step(&firm), (Step::Page(0), 1, 3));
    firm.session.apply(Event::Back);
    assert_eq!(
        step(&firm),
        (Step::Page(0), 1, 3),
        "there is nothing before the first"
    );
    firm.type_in("org.name", "A");
    assert_eq!(focus(&firm.next()), Some(Focus::Heading));
    assert_eq!(step(&firm), (Step::Page(1), 2, 3));
    firm.next();
    assert_eq!(step(&firm), (Step::Review, 3, 3));
    firm.session.apply(Event::Back);
    assert_eq!(step(&firm), (Step::Page(1), 2, 3));
}

#[test]
fn one_answer_is_changed_from_the_review_and_back() {
    let mut firm = two_pages();
    firm.type_in("org.name", "A");
    firm.next();
    firm.next();
    let at = firm.top("org.name");
    let changes = firm.session.apply(Event::Change { at });
    assert_eq!(focus(&changes), Some(Focus::Question(at)));
    assert!(firm.session.stage().changing);
    firm.type_in("org.name", "B");
    firm.next();
    let stage = firm.session.stage();
    assert_eq!((stage.step, stage.changing), (Step::Review, false));
}

#[test]
fn typing_makes_the_page_worth_a_warning() {
    let mut firm = two_pages();
    assert!(!firm.session.stage().unsent);
    assert!(firm.type_in("org.name", "A").stage);
    assert!(firm.session.stage().unsent);
}

#[test]
fn an_exclusive_choice_clears_the_others() {
    let mut list = choices(&["time", "cost", "none"]);
    list[2]["exclusive"] = json!(true);
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([question(
            "bar.training",
            "choices",
            json!({"choices": list})
        )])
    )]));
    firm.toggle("bar.training", "cost", true);
    firm.toggle("bar.training", "time", true);
    assert_eq!(
        firm.see("bar.training").parts,
        ["time", "cost"],
        "in the document's order"
    );
    firm.toggle("bar.training", "none", true);
    assert_eq!(firm.see("bar.training").parts, ["none"]);
    firm.toggle("bar.training", "cost", true);
    assert_eq!(firm.see("bar.training").parts, ["cost"]);
    firm.toggle("bar.training", "cost", false);
    assert_eq!(firm.submit().get("bar"), None);
}
