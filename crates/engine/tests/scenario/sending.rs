//! Sending: the same bytes each try, nothing dropped before a receipt.

use behov_engine::{Announce, Effect, Event, Failure, Focus, Sending, Step, review};
use behov_schema::Finding;
use serde_json::json;

use crate::support::*;

const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

fn at_review() -> Respondent {
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([
            question("org.name", "text", json!({"required": true})),
            question("perm.contact", "consent", json!({})),
            question(
                "need",
                "rows",
                json!({"row_label": {"sv": "Yrke"}, "questions": [
            question("need.occupation", "text", json!({}))]})
            ),
        ])
    )]));
    firm.type_in("org.name", "  Exempelsågen AB ");
    firm.add_row("need");
    firm.next();
    firm
}

#[test]
fn the_body_is_whole_and_passes_review() {
    let mut firm = at_review();
    let sent = body(&outgoing(&firm.send()).unwrap());
    let hash = firm.session.plan().hash().to_owned();
    assert_eq!(hash.len(), 64);
    assert_eq!(
        sent,
        json!({
            "org": {"country": "SE", "name": "Exempelsågen AB"},
            "perm": {"contact": false},
            "need": [{}],
            "meta": {
                "schema": "behov.submission/1.0", "id": ID,
                "questionnaire": {"id": "prov", "version": "1.0.0", "hash": hash},
                "locale": "sv", "channel": "self", "today": "2026-11-21",
                "started_at": "2026-11-21T10:00:00Z", "submitted_at": NOW,
                "notice": {"version": "1", "shown_at": "2026-11-21T10:00:00Z"}
            }
        })
    );
    assert_eq!(review(firm.session.plan(), &sent), []);
}

#[test]
fn what_a_robot_filled_in_is_said_with_the_answer_and_not_with_the_next() {
    let mut firm = at_review();
    let changes = firm.session.apply(Event::Honeypot(true));
    assert_eq!(changes.effects, []);
    let sent = outgoing(&firm.send()).unwrap();
    assert_eq!(body(&sent)["meta"]["honeypot"], true);
    firm.session.apply(Event::Received(receipt(&sent.id)));
    firm.session.apply(Event::Another {
        today: "2026-11-21".into(),
        now: NOW.into(),
    });
    firm.next();
    let next = outgoing(&firm.send_as(OTHER)).unwrap();
    assert_eq!(body(&next)["meta"].get("honeypot"), None);
}

#[test]
fn a_second_try_sends_the_same_bytes() {
    let mut firm = at_review();
    let first = outgoing(&firm.send()).unwrap();
    assert_eq!(firm.session.stage().sending, Sending::Busy);
    assert_eq!(outgoing(&firm.send()), None, "one at a time");
    firm.session.apply(Event::Failed(Failure::Network));
    assert_eq!(
        firm.session.stage().sending,
        Sending::Failed(Failure::Network)
    );
    assert!(firm.session.stage().unsent);
    let second = outgoing(&firm.send_as(OTHER)).unwrap();
    assert!(first == second, "byte for byte");
}

#[test]
fn what_goes_out_is_unsent_although_nothing_was_typed() {
    let mut firm = Respondent::new(json!([page(
        "a",
        json!([question(
            "org.name",
            "text",
            json!({"prefill": "Exempelsågen AB"})
        )])
    )]));
    firm.next();
    assert!(!firm.session.stage().unsent);
    let first = outgoing(&firm.send()).unwrap();
    assert!(firm.session.stage().unsent);
    let kept = firm.session.draft(NOW, &|_, _| Default::default());
    assert_eq!(kept["outbox"]["id"], json!(first.id));
    firm.session.apply(Event::Failed(Failure::Network));
    assert_eq!(outgoing(&firm.send_as(OTHER)).unwrap(), first);
}

#[test]
fn an_id_that_something_else_has_is_sent_no_more() {
    let mut firm = at_review();
    let first = outgoing(&firm.send()).unwrap();
    for (status, same) in [(403, true), (409, false)] {
        firm.session.apply(Event::Failed(Failure::Refused(status)));
        let next = outgoing(&firm.send_as(OTHER)).unwrap();
        assert_eq!(next.id == first.id, same, "{status}");
        if !same {
            assert_eq!(body(&next)["meta"]["replaces"], json!(first.id));
        }
    }
}

#[test]
fn what_was_sent_can_be_corrected_and_is_replaced() {
    let mut firm = at_review();
    let first = body(&outgoing(&firm.send()).unwrap());
    firm.session.apply(Event::Received(receipt(ID)));
    firm.session.apply(Event::Corrected);
    let stage = firm.session.stage();
    assert_eq!((stage.step, stage.unsent), (Step::Review, false));
    // Nothing changed: the same bytes, and so the same receipt.
    let again = outgoing(&firm.send_as(OTHER)).unwrap();
    assert_eq!(body(&again), first);
    firm.session.apply(Event::Received(receipt(ID)));
    firm.session.apply(Event::Corrected);
    firm.type_in("org.name", "Sågen AB");
    assert!(firm.session.stage().unsent);
    let second = body(&outgoing(&firm.send_as(OTHER)).unwrap());
    assert_eq!(second["meta"]["replaces"], first["meta"]["id"]);
    assert_eq!(second["org"]["name"], "Sågen AB");
}

#[test]
fn what_is_under_way_is_not_changed_and_says_so() {
    let mut firm = at_review();
    let at = firm.top("org.name");
    firm.send();
    let step = Step::Page(0);
    for event in [
        Event::Back,
        Event::Change { at },
        Event::GoTo { step, then: None },
    ] {
        let changes = firm.session.apply(event);
        assert_eq!(changes.effects, [Effect::Announce(Announce::Sending)]);
        assert_eq!(firm.session.stage().step, Step::Review);
        assert_eq!(firm.session.stage().sending, Sending::Busy);
    }
    firm.session.apply(Event::Failed(Failure::TooLate));
    firm.session.apply(Event::Change { at });
    assert_eq!(firm.session.stage().step, step, "known, and so changed");
}

#[test]
fn an_edit_after_a_try_makes_a_new_submission_that_replaces() {
    let mut firm = at_review();
    firm.send();
    firm.session.apply(Event::Failed(Failure::TimeOut));
    let at = firm.top("org.name");
    firm.session.apply(Event::Change { at });
    firm.type_in("org.name", "Annat AB");
    assert_eq!(firm.session.stage().sending, Sending::Idle);
    firm.next();
    let sent = body(&outgoing(&firm.send_as(OTHER)).unwrap());
    assert_eq!(
        (&sent["meta"]["id"], &sent["meta"]["replaces"]),
        (&json!(OTHER), &json!(ID))
    );
    assert_eq!(sent["org"]["name"], "Annat AB");
}

#[test]
fn only_a_receipt_ends_it() {
    let mut firm = at_review();
    firm.session.apply(Event::Received(receipt(ID)));
    assert_eq!(
        firm.session.stage().step,
        Step::Review,
        "nothing was sent yet"
    );
    firm.send();
    let changes = firm.session.apply(Event::Received(receipt(ID)));
    assert_eq!(focus(&changes), Some(Focus::Heading));
    let stage = firm.session.stage();
    assert_eq!((stage.step, stage.unsent), (Step::Receipt, false));
    assert_eq!(
        firm.see("org.name").raw,
        "  Exempelsågen AB ",
        "the copy is still there"
    );
    firm.type_in("org.name", "x");
    firm.session.apply(Event::Back);
    assert_eq!(firm.session.stage().step, Step::Receipt);
    assert_eq!(outgoing(&firm.send_as(OTHER)), None);
}

#[test]
fn findings_of_the_backend_stand_beside_their_questions() {
    let mut firm = at_review();
    firm.send();
    let changes = firm.session.apply(Event::Refused(vec![
        Finding::new("text.too_long", "/need/0/occupation").with("max", 5),
        Finding::new("submission.unheard_of", "/meta/odd"),
    ]));
    let at = firm.cell("need", 0, "need.occupation");
    assert_eq!(focus(&changes), Some(Focus::Summary));
    assert_eq!(firm.told(at).as_deref(), Some("text.too_long"));
    let stage = firm.session.stage();
    assert_eq!((stage.summary[0].0, stage.sending), (at, Sending::Idle));
    let (step, then) = (Step::Page(0), Some(at));
    let changes = firm.session.apply(Event::GoTo { step, then });
    assert_eq!(focus(&changes), Some(Focus::Question(at)));
    firm.write(at, "Kock");
    assert_eq!(firm.told(at), None, "another answer, another judgement");
}

#[test]
fn a_refusal_that_fits_no_question_is_said_as_such() {
    let mut firm = at_review();
    firm.send();
    firm.session.apply(Event::Refused(vec![Finding::new(
        "submission.schema",
        "/meta/schema",
    )]));
    assert_eq!(
        firm.session.stage().sending,
        Sending::Failed(Failure::Refused(422))
    );
}

#[test]
fn nothing_wrong_is_sent() {
    let mut firm = at_review();
    let at = firm.top("org.name");
    firm.session.apply(Event::Change { at });
    firm.type_in("org.name", " ");
    firm.session.apply(Event::Back);
    assert_eq!(firm.session.stage().step, Step::Review);
    let changes = firm.send();
    assert_eq!(outgoing(&changes), None);
    assert_eq!(focus(&changes), Some(Focus::Summary));
    assert_eq!(firm.session.stage().summary[0].0, at);
}
