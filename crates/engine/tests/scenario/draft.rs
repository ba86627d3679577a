//! What is kept on the device, and gone on with in another visit.

use behov_engine::{Event, Failure, Sending, Snapshot, Step};
use behov_schema::Question;
use serde_json::{Value, json};

use crate::support::*;

const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";
const THIRD: &str = "01890a5d-ac96-774b-bcce-b302099a8059";

/// As a view would say it: the id, and the text that was typed.
pub fn told(question: &Question, snapshot: &Snapshot) -> [String; 2] {
    [question.id.clone(), snapshot.raw.clone()]
}

fn pages() -> Value {
    let row = json!([
        question("need.occupation", "text", json!({})),
        question(
            "need.level",
            "choice",
            json!({"choices": choices(&["eqf4", "eqf5"])})
        ),
    ]);
    json!([
        page(
            "firm",
            json!([
                question("org.name", "text", json!({"required": true})),
                question("org.number", "organisation_number", json!({})),
                question(
                    "org.sector",
                    "choice",
                    json!({"choices": choices(&["private", "public"])})
                ),
            ])
        ),
        page(
            "need",
            json!([question(
                "need",
                "rows",
                json!({"row_label": {"sv": "Yrke"}, "questions": row})
            )])
        ),
    ])
}

fn draft(firm: &Respondent) -> Value {
    let draft = firm.session.draft(NOW, &told);
    // As it lies on the device: a text.
    serde_json::from_str(&draft.to_string()).unwrap()
}

fn resumed(pages: Value, draft: Value) -> Respondent {
    let mut firm = Respondent::begun(plan(pages), "2026-11-23T08:00:00Z");
    firm.session.apply(Event::Resumed(draft));
    firm
}

fn begun() -> Respondent {
    let mut firm = Respondent::new(pages());
    firm.type_in("org.name", "  Exempelsågen ");
    firm.type_in("org.number", "5560360793x");
    firm.type_in("org.sector", "private");
    firm.type_in("org.number", "");
    firm.next();
    for (index, occupation) in ["Snickare", "Svetsare"].iter().enumerate() {
        firm.add_row("need");
        firm.write(firm.cell("need", index, "need.occupation"), occupation);
    }
    firm
}

#[test]
fn every_answer_is_there_again_and_so_is_the_page() {
    let firm = begun();
    let kept = draft(&firm);
    let hash = firm.session.plan().hash();
    assert_eq!(
        kept["questionnaire"],
        json!({"id": "prov", "version": "1.0.0", "hash": hash})
    );
    let mut again = resumed(pages(), kept);
    assert_eq!(again.session.stage().step, Step::Page(1));
    assert!(again.session.stage().unsent);
    assert_eq!(again.see("org.name").raw, "  Exempelsågen ");
    let second = again
        .session
        .snapshot(again.cell("need", 1, "need.occupation"));
    assert_eq!(second.raw, "Svetsare");
    let sent = again.submit();
    assert_eq!(
        sent["need"],
        json!([{"occupation": "Snickare"}, {"occupation": "Svetsare"}])
    );
    // It is the visit that began, not the one that went on.
    assert_eq!(sent["meta"]["started_at"], "2026-11-21T10:00:00Z");
    assert_eq!(sent["meta"]["today"], "2026-11-21");
}

#[test]
fn what_is_wrong_is_kept_as_it_was_typed_but_no_personal_number() {
    let mut firm = Respondent::new(pages());
    firm.type_in("org.number", "55603607");
    assert_eq!(
        resumed(pages(), draft(&firm)).see("org.number").raw,
        "55603607"
    );
    // A day and a month of birth: nobody's, and a personal number all the same.
    firm.type_in("org.number", "811218-9876");
    assert_eq!(firm.told(firm.top("org.number")), None, "not left yet");
    let kept = draft(&firm);
    assert!(!kept.to_string().contains("9876"), "{kept}");
}

#[test]
fn a_newer_version_keeps_what_means_the_same_and_tells_the_rest() {
    let firm = begun();
    let mut newer = pages();
    // Reworded: the same. Other codes: not the same. Another type: neither.
    newer[0]["questions"][0]["label"]["sv"] = "Vad heter ni?".into();
    newer[0]["questions"][2]["choices"] = choices(&["private", "public", "non_profit"]);
    newer[1]["questions"][0]["questions"][0]["type"] = "textarea".into();
    let again = resumed(newer, draft(&firm));
    assert_eq!(again.see("org.name").raw, "  Exempelsågen ");
    assert_eq!(again.see("org.sector").raw, "");
    assert_eq!(again.see("need").rows.len(), 2);
    let lost: Vec<_> = again
        .session
        .stage()
        .lost
        .into_iter()
        .map(|lost| (lost.label, lost.text))
        .collect();
    let said = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    assert_eq!(
        lost,
        [
            said("org.sector", "private"),
            said("need.occupation", "Snickare"),
            said("need.occupation", "Svetsare"),
        ]
    );
    assert_eq!(
        again.session.stage().step,
        Step::Page(0),
        "all is gone through again"
    );
    // They stay in the draft, and come back with their questions.
    let before = resumed(pages(), draft(&again));
    assert_eq!(before.see("org.sector").raw, "private");
    assert!(draft(&again).to_string().contains("Svetsare"));
}

#[test]
fn the_draft_of_another_questionnaire_changes_nothing() {
    let firm = begun();
    let mut other = draft(&firm);
    other["questionnaire"]["id"] = "annan".into();
    let again = resumed(pages(), other);
    assert_eq!(again.see("org.name").raw, "");
    assert!(!again.session.stage().unsent);
    for nonsense in [json!(null), json!([]), json!({"schema": "behov.draft/2"})] {
        assert!(!again.session.plan().resumes(&nonsense));
    }
}

/// The tab is closed while the body is under way: the next visit sends the very
/// same, also when the questions have changed since.
#[test]
fn what_was_on_its_way_goes_out_as_the_same_bytes() {
    let mut firm = begun();
    firm.next();
    let first = outgoing(&firm.send()).unwrap();
    let kept = draft(&firm);
    let mut newer = pages();
    let asked = newer[0]["questions"].as_array_mut().unwrap();
    asked.push(question("org.web", "url", json!({"required": true})));
    for pages in [pages(), newer] {
        let mut again = resumed(pages, kept.clone());
        assert_eq!(again.session.stage().step, Step::Review);
        let second = outgoing(&again.send_as(OTHER)).unwrap();
        assert!(first == second, "byte for byte");
    }
}

/// Committed, the reply lost, edited and sent again, and that one lost too: each
/// later body replaces the first, whichever of them were stored.
#[test]
fn what_is_edited_after_a_try_replaces_the_first_of_its_chain() {
    let mut firm = begun();
    firm.next();
    firm.send();
    firm.session.apply(Event::Failed(Failure::Network));
    firm.type_in("org.name", "Sågen AB");
    let kept = draft(&firm);
    assert_eq!(
        kept.get("outbox"),
        None,
        "the first body is not what is meant now"
    );
    let mut again = resumed(pages(), kept);
    let sent = |firm: &mut Respondent, id| {
        while matches!(firm.session.stage().step, Step::Page(_)) {
            firm.next();
        }
        let sent = body(&outgoing(&firm.send_as(id)).unwrap());
        firm.session.apply(Event::Failed(Failure::TimeOut));
        (sent["meta"]["id"].clone(), sent["meta"]["replaces"].clone())
    };
    assert_eq!(sent(&mut again, OTHER), (json!(OTHER), json!(ID)));
    again.type_in("org.name", "Nya Sågen AB");
    assert_eq!(sent(&mut again, THIRD), (json!(THIRD), json!(ID)));
}

/// By its receipt code an answer comes back as it was stored.
#[test]
fn what_was_stored_is_opened_and_replaced() {
    let mut firm = begun();
    let stored = firm.submit();
    let mut again = Respondent::begun(plan(pages()), "2026-11-23T08:00:00Z");
    again.session.apply(Event::Reopened(stored.clone()));
    let stage = again.session.stage();
    assert_eq!((stage.step, stage.unsent), (Step::Review, false));
    again.type_in("org.name", "Nya Sågen AB");
    let sent = body(&outgoing(&again.send_as(OTHER)).unwrap());
    assert_eq!(sent["meta"]["replaces"], stored["meta"]["id"]);
    assert_eq!(sent["org"]["name"], "Nya Sågen AB");
    assert_eq!(sent["need"], stored["need"]);
    // A correction of a correction replaces that.
    let mut third = Respondent::begun(plan(pages()), "2026-11-24T08:00:00Z");
    third.session.apply(Event::Reopened(sent));
    let sent = body(&outgoing(&third.send_as(THIRD)).unwrap());
    assert_eq!(sent["meta"]["replaces"], OTHER);
}

#[test]
fn what_another_version_does_not_ask_of_a_stored_answer_is_told() {
    let stored = json!({
        "org": {"country": "SE", "name": "Sågen", "sector": "abolished", "size": 12},
        "need": [
            {"occupation": "Sågare", "level": "eqf4", "count": {"y1": 2}},
            {"occupation": "Truckförare", "code": {"system": "ssyk2012", "version": "1", "code": "8343", "display": "Kranförare"}},
            {"occupation": "Svetsare", "level": "eqf5", "count": {"y1": 4}},
        ],
        "x": {"own": {"old": ["a", "b"]}},
        "meta": {"id": ID, "questionnaire": {"id": "prov", "hash": "another"}},
    });
    let mut pages = pages();
    pages[1]["questions"][0]["max_rows"] = 2.into();
    let mut firm = Respondent::begun(plan(pages.clone()), "2026-11-24T08:00:00Z");
    firm.session.apply(Event::Reopened(stored));
    assert_eq!(firm.see("org.name").raw, "Sågen");
    let told = |firm: &Respondent| {
        let mut told: Vec<String> = Vec::new();
        let lost = firm.session.stage().lost;
        told.extend(
            lost.iter()
                .map(|lost| format!("{}: {}", lost.label, lost.text)),
        );
        told.sort();
        told
    };
    let all = [
        "need.code: Kranförare",
        "need.count.y1: 2",
        "need.count.y1: 4",
        "need.level: eqf5",
        "need.occupation: Svetsare",
        "org.sector: abolished",
        "org.size: 12",
        "x.own.old: a, b",
    ];
    assert_eq!(told(&firm), all);
    // And is there still when one comes back to it.
    firm.type_in("org.name", "Sågen AB");
    let kept = draft(&firm);
    assert_eq!(told(&resumed(pages, kept)), all);
}

#[test]
fn what_is_under_way_or_has_arrived_is_not_replaced_by_a_draft() {
    let kept = draft(&begun());
    let mut firm = begun();
    firm.type_in("org.name", "En annan");
    firm.next();
    firm.send();
    firm.session.apply(Event::Resumed(kept.clone()));
    assert_eq!(firm.session.stage().sending, Sending::Busy);
    firm.session.apply(Event::Received(receipt(ID)));
    firm.session.apply(Event::Resumed(kept));
    assert_eq!(firm.see("org.name").raw, "En annan");
}
