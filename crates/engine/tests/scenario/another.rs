//! From the receipt to the next answer.

use behov_engine::{Changes, Event, Focus, Key, Sending, Snapshot, Step, review};
use behov_schema::submission::Channel;
use serde_json::{Value, json};

use crate::support::*;

const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";
const LATER: &str = "2026-11-22T09:30:00Z";

/// Asks something of every kind that stays, and of every kind that goes.
fn pages() -> Value {
    let text = |id| question(id, "text", json!({}));
    let given = json!({"==": [{"var": "org.number_status"}, "given"]});
    json!([
        page(
            "firm",
            json!([
                question(
                    "org.country",
                    "choice",
                    json!({"choices": choices(&["SE", "NO"])})
                ),
                question(
                    "org.number_status",
                    "choice",
                    json!({"choices": choices(&["given", "withheld"])})
                ),
                question(
                    "org.number",
                    "organisation_number",
                    json!({"visible_when": given})
                ),
                question("org.name", "text", json!({"required": true})),
                question(
                    "org.sector",
                    "choice",
                    json!({"choices": choices(&["private", "state"])})
                ),
                question("org.employees_exact", "integer", json!({})),
                question(
                    "need",
                    "rows",
                    json!({"row_label": {"sv": "Yrke"}, "min_rows": 1, "questions": [
                        question("need.occupation", "text", json!({}))]})
                ),
                text("x.a.comment"),
            ])
        ),
        page(
            "contact",
            json!([
                question("perm.contact", "consent", json!({})),
                question(
                    "con.name",
                    "text",
                    json!({"visible_when": {"var": "perm.contact"}})
                ),
                question(
                    "con.email",
                    "email",
                    json!({"visible_when": {"var": "perm.contact"},
                        "required_when": {"var": "perm.contact"}})
                ),
            ])
        ),
    ])
}

/// Has answered everything; what was sent first.
fn at_receipt() -> (Respondent, Value) {
    let mut firm = Respondent::new(pages());
    for (id, text) in [
        ("org.country", "NO"),
        ("org.number_status", "given"),
        ("org.number", "123456785"),
        ("org.name", "Exempelsaga AS"),
        ("org.sector", "private"),
        ("org.employees_exact", "12"),
        ("x.a.comment", "bara här"),
    ] {
        firm.type_in(id, text);
    }
    firm.write(firm.cell("need", 0, "need.occupation"), "Kock");
    firm.add_row("need");
    firm.flag("perm.contact", true);
    firm.type_in("con.name", "Kim");
    firm.type_in("con.email", "kim@example.org");
    let sent = firm.submit();
    firm.session.apply(Event::Received(receipt(ID)));
    assert_eq!(firm.session.stage().step, Step::Receipt);
    (firm, sent)
}

fn another(firm: &mut Respondent) -> Changes {
    firm.session.apply(Event::Another {
        today: "2026-11-22".into(),
        now: LATER.into(),
    })
}

/// To the review and off, as the second answer.
fn submit_again(firm: &mut Respondent) -> Value {
    while matches!(firm.session.stage().step, Step::Page(_)) {
        assert_eq!(focus(&firm.next()), Some(Focus::Heading));
    }
    body(&outgoing(&firm.send_as(OTHER)).unwrap())
}

#[test]
fn another_workplace_keeps_the_firm_and_nothing_of_the_workplace() {
    let (mut firm, first) = at_receipt();
    let changes = another(&mut firm);
    assert!(changes.stage);
    assert_eq!(focus(&changes), Some(Focus::Heading));
    let stage = firm.session.stage();
    assert_eq!((stage.step, stage.number), (Step::Page(0), 1));
    assert_eq!((stage.sending, stage.unsent), (Sending::Idle, false));

    firm.type_in("org.employees_exact", "3");
    assert!(
        firm.session.stage().unsent,
        "now there is something to lose"
    );
    let second = submit_again(&mut firm);
    assert_eq!(second["org"]["employees_exact"], 3);
    for kept in ["country", "number_status", "number", "name", "sector"] {
        assert_eq!(second["org"][kept], first["org"][kept], "{kept}");
        assert!(first["org"].get(kept).is_some(), "{kept}");
    }
    assert_eq!(
        second["need"],
        json!([{}]),
        "an open row, and nothing in it"
    );
    assert_eq!(second["perm"], json!({"contact": false}), "given anew");
    assert_eq!((second.get("con"), second.get("x")), (None, None));
    assert_eq!(review(firm.session.plan(), &second), []);
}

#[test]
fn the_contact_is_there_once_the_permission_is_given_again() {
    let (mut firm, first) = at_receipt();
    another(&mut firm);
    assert!(!firm.sees("con.email"));
    firm.flag("perm.contact", true);
    assert_eq!(firm.see("con.email").raw, "kim@example.org");
    assert_eq!(submit_again(&mut firm)["con"], first["con"]);
}

#[test]
fn it_is_a_submission_of_its_own() {
    let (mut firm, first) = at_receipt();
    firm.session.apply(Event::Locale("nb".into()));
    firm.session.apply(Event::Region(Some("namdalen".into())));
    another(&mut firm);
    let second = submit_again(&mut firm);
    let meta = &second["meta"];
    assert_eq!(meta["id"], OTHER);
    assert_eq!(meta.get("replaces"), None);
    assert_eq!(
        (&meta["started_at"], &meta["today"]),
        (&json!(LATER), &json!("2026-11-22"))
    );
    assert_eq!(meta["notice"]["shown_at"], LATER);
    assert_eq!(
        (&meta["locale"], &meta["region"]),
        (&json!("nb"), &json!("namdalen"))
    );
    assert_eq!(meta["questionnaire"], first["meta"]["questionnaire"]);
}

#[test]
fn an_answer_that_was_hidden_is_not_taken_along() {
    let mut firm = Respondent::new(pages());
    firm.type_in("org.name", "Namn");
    firm.flag("perm.contact", true);
    firm.type_in("con.name", "Kim");
    firm.flag("perm.contact", false);
    firm.submit();
    firm.session.apply(Event::Received(receipt(ID)));
    another(&mut firm);
    firm.flag("perm.contact", true);
    assert_eq!(firm.see("con.name").raw, "");
}

#[test]
fn by_phone_nothing_of_the_former_is_left() {
    let (mut firm, _) = at_receipt();
    let old_row = firm.cell("need", 1, "need.occupation");
    firm.session.apply(Event::Channel(Channel::PhoneAssisted));
    let changes = another(&mut firm);
    let mut fresh = Respondent::new(pages());
    fresh.session.apply(Event::Channel(Channel::PhoneAssisted));
    assert_eq!(firm.session.stage(), fresh.session.stage());
    let numbers = 0..firm.session.plan().outline().len();
    for at in numbers.map(Key::top) {
        let (mut now, empty) = (firm.session.snapshot(at), fresh.session.snapshot(at));
        assert!(now == Snapshot::default() || changes.touched.contains(&at));
        assert_eq!(now.rows.len(), empty.rows.len());
        assert!(now.rows.iter().all(|row| *row > 1), "a row of its own");
        now.rows.clone_from(&empty.rows);
        assert_eq!(now, empty, "{at:?}");
    }
    assert_eq!(firm.session.snapshot(old_row), Snapshot::default());
    assert!(
        changes.touched.contains(&old_row),
        "whoever shows it is told"
    );
    firm.type_in("org.name", "En annan");
    let sent = submit_again(&mut firm);
    assert_eq!(sent["org"], json!({"name": "En annan"}));
    assert_eq!(sent["meta"]["channel"], "phone_assisted");
    assert_eq!(sent["meta"].get("replaces"), None);
}

#[test]
fn it_waits_for_the_receipt() {
    let mut firm = Respondent::new(pages());
    firm.type_in("org.name", "Namn");
    for _ in 0..3 {
        let before = firm.session.stage();
        assert_eq!(another(&mut firm), Changes::default());
        assert_eq!(firm.session.stage(), before);
        firm.next();
    }
    firm.send();
    assert_eq!(another(&mut firm), Changes::default());
    assert_eq!(firm.session.stage().sending, Sending::Busy);
}
