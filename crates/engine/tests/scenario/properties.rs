//! Whatever happens in whatever order: no panic, and what is sent passes review.

use std::path::Path;

use behov_engine::{Event, Focus, Plan, Step, review};
use proptest::prelude::*;
use serde_json::json;

use crate::dice::{event, filled, mutate, seen};
use crate::fill::{answer_all, plain, without_refused_consents};
use crate::support::*;

fn example() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/questionnaires/valid/inline_sv.json");
    Plan::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every type, with rules of every kind between them.
fn every_type() -> Plan {
    let low = json!({"choices": choices(&["low", "mid", "high"])});
    let matrix = json!({"lines": choices(&["one", "two"]), "choices": choices(&["low", "high"])});
    let cells = json!({"row_label": {"sv": "Rad"}, "max_rows": 4, "questions": [
        question("x.t.rows.n", "integer", json!({"max": 20})),
        question("x.t.rows.place", "code", json!({"list": "kommun-se", "prefill": "0114"})),
        question("x.t.rows.day", "date", json!({"visible_when": {">": [{"var": "x.t.rows.n"}, 9]}})),
        question("x.t.rows.twice", "computed", json!({
            "computed": {"*": [{"var": ["x.t.rows.n", 0]}, 2]}})),
    ]});
    plan(json!([
        page(
            "a",
            json!([
                question("x.t.text", "text", json!({"required": true})),
                question("x.t.lines", "textarea", json!({})),
                question("x.t.whole", "integer", json!({"prefill": 3})),
                question(
                    "x.t.decimal",
                    "decimal",
                    json!({
                "valid_when": {">=": [{"var": "x.t.decimal"}, {"var": ["x.t.whole", 0]}]},
                "valid_message": {"sv": "Minst så mycket."}})
                ),
                question("x.t.email", "email", json!({})),
                question("x.t.phone", "phone", json!({})),
                question("x.t.url", "url", json!({})),
                question(
                    "x.t.place",
                    "code",
                    json!({"lists": {"NO": "kommune-no", "SE": "kommun-se"}})
                ),
            ])
        ),
        page(
            "b",
            json!([
                question("x.t.date", "date", json!({"latest": "2030-12-31"})),
                question(
                    "x.t.month",
                    "month",
                    json!({"required_when": {"var": "x.t.yes"}})
                ),
                question("x.t.year", "year", json!({})),
                question("x.t.yes", "yes_no", json!({})),
                question("x.t.one", "choice", low.clone()),
                question("x.t.many", "choices", low),
                question(
                    "x.t.scale",
                    "scale",
                    json!({"visible_when": {"var": "x.t.yes"}})
                ),
                question("x.t.matrix", "matrix", matrix),
                question(
                    "x.t.fixed",
                    "text",
                    json!({"prefill": "alltid", "read_only": true})
                ),
                question(
                    "x.t.sum",
                    "computed",
                    json!({
                "computed": {"+": [{"var": ["x.t.whole", 0]}, {"var": ["x.t.decimal", 0]}]}})
                ),
                question(
                    "x.t.firm",
                    "organisation_number",
                    json!({
                "visible_when": {">": [{"var": "x.t.sum"}, 5]}})
                ),
                question("x.t.rows", "rows", cells),
                question("x.t.agreed", "consent", json!({})),
            ])
        ),
    ]))
}

fn plans() -> impl Strategy<Value = Plan> {
    prop_oneof![Just(example()), Just(every_type())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_gives_back_every_answer(
        plan in plans(),
        events in prop::collection::vec((0_u8..100, any::<u32>(), any::<u32>(), any::<u32>(), ".{0,8}"), 1..120)
    ) {
        let mut firm = Respondent::with(plan);
        for dice in events {
            let event = event(&firm.session, dice);
            // What goes out is another test's matter, and the page says anew which
            // language is read and how the answers come in.
            if !matches!(event, Event::Send { .. } | Event::Locale(_) | Event::Channel(_)) {
                firm.session.apply(event);
            }
        }
        let draft = firm.session.draft(NOW, &crate::draft::told);
        let text = draft.to_string();
        let mut again = Respondent::with(firm.session.plan().as_ref().clone());
        again.session.apply(Event::Resumed(serde_json::from_str(&text).unwrap()));
        prop_assert_eq!(again.session.draft(NOW, &crate::draft::told), draft);
        prop_assert!(again.session.stage().lost.is_empty());
        let sends = |firm: &mut Respondent| {
            while matches!(firm.session.stage().step, Step::Page(_)) {
                if crate::support::focus(&firm.next()) != Some(Focus::Heading) {
                    return None;
                }
            }
            outgoing(&firm.send()).map(|outgoing| outgoing.body)
        };
        prop_assert_eq!(sends(&mut again), sends(&mut firm));
    }

    #[test]
    fn what_was_sent_can_be_opened_and_sent_again(
        plan in plans(), dice in prop::collection::vec(any::<u32>(), 60), rows in 0_usize..4
    ) {
        let Some(sent) = filled(plan.clone(), &dice, rows) else { return Ok(()) };
        let mut firm = Respondent::with(plan);
        firm.session.apply(Event::Reopened(sent.clone()));
        let lost: Vec<String> = firm.session.stage().lost.iter().map(|lost| format!("{}: {}", lost.label, lost.text)).collect();
        prop_assert!(lost.is_empty(), "{lost:?} of {sent:?}");
        let mut again = body(&outgoing(&firm.send()).unwrap());
        let mut before = sent;
        for one in [&mut again, &mut before] {
            one.as_object_mut().unwrap().remove("meta");
        }
        prop_assert_eq!(again, before);
    }

    #[test]
    fn no_events_break_a_session(
        plan in plans(),
        events in prop::collection::vec((0_u8..100, any::<u32>(), any::<u32>(), any::<u32>(), ".{0,8}"), 1..250)
    ) {
        let mut firm = Respondent::with(plan);
        for dice in events {
            let event = event(&firm.session, dice);
            let before = firm.session.stage();
            let (was, row_goes) = (seen(&firm.session), matches!(event, Event::RowRemoved { .. }));
            let changes = firm.session.apply(event);
            let stage = firm.session.stage();
            prop_assert!(changes.stage || before == stage, "a stage that changed was not said");
            for (at, snapshot) in seen(&firm.session) {
                let known = was.iter().find(|(known, _)| *known == at);
                let same = known.is_some_and(|(_, before)| *before == snapshot);
                let new = known.is_none() && !snapshot.visible && !row_goes;
                prop_assert!(same || new || changes.touched.contains(&at), "{at:?} was not said");
            }
            prop_assert!(stage.number >= 1 && stage.number <= stage.of);
            if let Some(outgoing) = outgoing(&changes) {
                prop_assert_eq!(review(firm.session.plan(), &body(&outgoing)), vec![]);
            }
        }
    }

    /// The whole questionnaire filled at random, then sent.
    #[test]
    fn what_the_engine_sends_the_review_accepts(
        plan in plans(), dice in prop::collection::vec(any::<u32>(), 60), rows in 0_usize..4
    ) {
        if let Some(body) = filled(plan.clone(), &dice, rows) {
            prop_assert_eq!(review(&plan, &body), vec![]);
        }
    }

    /// A submission that somebody has changed is refused, or it is one that
    /// the engine would have sent for these very answers.
    #[test]
    fn what_the_review_accepts_the_engine_sends(
        plan in plans(), dice in prop::collection::vec(any::<u32>(), 60), rows in 0_usize..4,
        at in any::<prop::sample::Index>(), change in any::<u32>(),
    ) {
        let Some(mut body) = filled(plan.clone(), &dice, rows) else { return Ok(()) };
        mutate(&mut body, at, change);
        if review(&plan, &body).is_empty() {
            let mut firm = Respondent::with(plan);
            answer_all(&mut firm.session, &body);
            let mut again = firm.submit();
            again["meta"] = body["meta"].clone();
            // Known from the questionnaire, where it is left out.
            let country = again["org"]["country"].clone();
            body["org"]["country"] = country;
            let bare = |body| plain(without_refused_consents(&firm.session, body));
            prop_assert_eq!(bare(again), bare(body));
        }
    }

    /// A slip in one answer of a good submission is found, or makes another
    /// submission that the engine itself could have sent: never a panic.
    #[test]
    fn review_answers_anything(text in ".{0,40}", at in any::<prop::sample::Index>()) {
        let plan = example();
        let mut submission = serde_json::json!({"meta": {"today": "2026-11-21"}, "org": {"name": "A"},
            "need": [{"occupation": {"text": "Kock"}}], "x": {"akademinorr": {}}});
        let pointers = ["/org/name", "/org", "/need", "/need/0", "/need/0/occupation", "/x", "/meta", ""];
        let pointer = pointers[at.index(pointers.len())];
        *submission.pointer_mut(pointer).unwrap() = text.into();
        prop_assert!(!review(&plan, &submission).is_empty());
    }
}
