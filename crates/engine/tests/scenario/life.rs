//! Dates of life, and what is only tried out.

use behov_engine::{Event, Raw, Step, review};
use behov_schema::submission::Channel;
use serde_json::{Value, json};

use crate::support::*;

fn pages() -> Value {
    json!([page("a", json!([question("org.name", "text", json!({}))]))])
}

fn begun(more: Value, started_at: &str) -> Respondent {
    Respondent::begun(plan_with(pages(), more), started_at)
}

#[test]
fn a_session_begins_from_the_first_moment_to_the_last() {
    let dates = json!({
        "opens_at": "2026-11-01T08:00:00+01:00", "closes_at": "2026-11-30T23:59:59+01:00"
    });
    for (started_at, step) in [
        ("2026-11-01T06:59:59.999Z", Step::Before),
        ("2026-11-01T07:00:00Z", Step::Page(0)),
        ("2026-11-30T22:59:59Z", Step::Page(0)),
        ("2026-11-30T22:59:59.001Z", Step::After),
    ] {
        let firm = begun(dates.clone(), started_at);
        assert_eq!(firm.session.stage().step, step, "{started_at}");
    }
}

#[test]
fn either_date_may_be_missing() {
    for (dates, started_at, step) in [
        (json!({}), "0001-01-01T00:00:00Z", Step::Page(0)),
        (
            json!({"opens_at": NOW}),
            "9999-01-01T00:00:00Z",
            Step::Page(0),
        ),
        (
            json!({"opens_at": NOW}),
            "2026-01-01T00:00:00Z",
            Step::Before,
        ),
        (
            json!({"closes_at": NOW}),
            "2026-01-01T00:00:00Z",
            Step::Page(0),
        ),
        (
            json!({"closes_at": NOW}),
            "2027-01-01T00:00:00Z",
            Step::After,
        ),
    ] {
        let firm = begun(dates, started_at);
        assert_eq!(firm.session.stage().step, step, "{started_at}");
    }
}

#[test]
fn what_is_closed_asks_nothing_and_sends_nothing() {
    for field in ["opens_at", "closes_at"] {
        let date = match field {
            "opens_at" => "2027-01-01T00:00:00Z",
            _ => "2026-01-01T00:00:00Z",
        };
        let mut firm = begun(json!({field: date}), "2026-11-21T10:00:00Z");
        let at = firm.top("org.name");
        let before = firm.session.stage();
        for event in [
            Event::Answered {
                at,
                raw: Raw::Text("Namn".into()),
            },
            Event::Left { at },
            Event::Next,
            Event::Back,
            Event::GoTo {
                step: Step::Page(0),
                then: Some(at),
            },
            Event::Change { at },
            Event::Send {
                id: ID.into(),
                now: NOW.into(),
            },
            Event::Received(receipt(ID)),
            Event::Another {
                today: "2026-11-21".into(),
                now: NOW.into(),
            },
        ] {
            let changes = firm.session.apply(event.clone());
            assert_eq!(changes.effects, [], "{event:?}");
            assert_eq!(firm.session.stage(), before, "{event:?}");
        }
        assert!(!before.unsent);
        assert_eq!(firm.see("org.name").raw, "");
    }
}

#[test]
fn who_has_begun_in_time_may_take_longer() {
    let mut firm = begun(
        json!({"closes_at": "2026-11-21T10:01:00Z"}),
        "2026-11-21T10:00:00Z",
    );
    firm.type_in("org.name", "Namn");
    // NOW is four minutes after the closing.
    let sent = firm.submit();
    assert_eq!(sent["meta"]["submitted_at"], NOW);
}

#[test]
fn the_next_answer_is_not_begun_after_the_closing() {
    let mut firm = begun(
        json!({"closes_at": "2026-11-21T10:01:00Z"}),
        "2026-11-21T10:00:00Z",
    );
    firm.submit();
    firm.session.apply(Event::Received(receipt(ID)));
    firm.session.apply(Event::Another {
        today: "2026-11-21".into(),
        now: NOW.into(),
    });
    assert_eq!(firm.session.stage().step, Step::After);
}

#[test]
fn a_test_says_so_and_is_never_taken_for_real() {
    let mut firm = begun(json!({"mode": "test"}), "2026-11-21T10:00:00Z");
    let mut sent = firm.submit();
    assert_eq!(sent["meta"]["mode"], "test");
    assert_eq!(review(firm.session.plan(), &sent), []);

    let mut for_real = begun(json!({}), "2026-11-21T10:00:00Z");
    let real = for_real.submit();
    assert_eq!(real["meta"].get("mode"), None);

    let codes = |firm: &Respondent, submission: &Value| -> Vec<(String, String)> {
        let findings = review(firm.session.plan(), submission).into_iter();
        findings
            .map(|found| (found.code.into_owned(), found.pointer))
            .collect()
    };
    let wrong = [("submission.mode".to_owned(), "/meta/mode".to_owned())];
    assert_eq!(codes(&for_real, &sent), wrong, "a test sent for real");
    assert_eq!(codes(&firm, &real), wrong, "a real answer sent as a test");
    sent["meta"]["mode"] = json!(1);
    assert_eq!(codes(&for_real, &sent), wrong, "another kind of value");
}

#[test]
fn who_holds_the_pen_is_part_of_the_stage() {
    let mut firm = begun(json!({}), "2026-11-21T10:00:00Z");
    assert!(!firm.session.stage().assisted);
    let changes = firm.session.apply(Event::Channel(Channel::PhoneAssisted));
    assert!(changes.stage && firm.session.stage().assisted);
    firm.session.apply(Event::Channel(Channel::Import));
    assert!(!firm.session.stage().assisted);
}
