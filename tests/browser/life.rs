//! What is closed, what is only a test, and the next answer.

use behov_engine::{Event, Focus, Key, Sending, Snapshot, Step};
use behov_schema::submission::{Channel, Receipt, ReceiptStatus};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::{Stand, document, settle};

const NAME: &str = ".q[data-type='text'] input";
const COUNT: &str = ".q[data-type='integer'] input";
const BANNER: &str = "Det här är ett test. Svaren sparas men räknas inte.";

fn text(text: &str) -> Value {
    json!({ "sv": text })
}

/// A firm, its workplace, and rows; with more fields.
fn enquiry(more: Value) -> Value {
    let mut document = document(&[
        json!([
            { "id": "org.name", "type": "text", "label": text("Namn"), "required": true },
            { "id": "org.employees_exact", "type": "integer", "label": text("Anställda") },
        ]),
        json!([{
            "id": "need", "type": "rows", "label": text("Behov"), "row_label": text("Yrke"),
            "questions": [{ "id": "need.occupation", "type": "text", "label": text("Vilket?") }],
        }]),
    ]);
    let fields = document.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    document
}

async fn at_receipt(more: Value) -> Stand {
    let stand = Stand::new(&enquiry(more));
    stand.type_in(NAME, "Exempelsågen AB").await;
    stand.type_in(COUNT, "12").await;
    stand.submit().await;
    stand
        .apply(Event::RowAdded {
            at: stand.key("need"),
        })
        .await;
    stand.type_in(NAME, "Kock").await;
    stand.submit().await;
    stand.submit().await;
    stand.apply(Event::Received(receipt())).await;
    stand
}

fn receipt() -> Receipt {
    Receipt {
        id: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        code: "7K4M-92QX".to_owned(),
        received_at: "2026-03-02T08:31:00Z".to_owned(),
        status: ReceiptStatus::Stored,
        deletable: None,
    }
}

// A session on the stand begins on 2 March 2026 at 08:00 UTC.

#[wasm_bindgen_test]
async fn before_it_opens_it_says_when() {
    let stand = Stand::new(&enquiry(json!({ "opens_at": "2026-03-05T12:00:00Z" })));
    settle().await;
    assert_eq!(stand.text(".title"), "Provenkät");
    assert_eq!(
        stand.text(".closed h3.heading"),
        "Enkäten har inte öppnat än"
    );
    let said = stand.text(".closed-text");
    assert!(
        said.starts_with("Enkäten öppnar 5 mars 2026 kl. "),
        "{said}"
    );
    assert!(stand.text(".closed").contains("info@example.org"));
    assert!(!stand.has("form") && !stand.has("input") && !stand.has("button"));
    assert!(!stand.has(".head .intro"), "nobody is asked to begin");
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn after_it_has_closed_it_says_when() {
    let stand = Stand::new(&enquiry(
        json!({ "closes_at": "2026-02-28T12:00:00+01:00" }),
    ));
    settle().await;
    assert_eq!(stand.text(".closed h3.heading"), "Enkäten är stängd");
    let said = stand.text(".closed-text");
    assert!(
        said.starts_with("Enkäten stängde 28 februari 2026 kl. "),
        "{said}"
    );
    assert!(!stand.has("form"));
}

#[wasm_bindgen_test]
async fn the_coordinator_has_the_word() {
    let before = text("Vi öppnar *snart*.\n\n- en\n- två");
    let more =
        json!({ "opens_at": "2026-03-05T12:00:00Z", "before": before, "after": text("Slut") });
    let stand = Stand::new(&enquiry(more.clone()));
    settle().await;
    assert_eq!(stand.text(".closed-text em"), "snart");
    assert_eq!(stand.texts(".closed-text li"), ["en", "två"]);
    assert!(!stand.text(".closed").contains("2026"));

    let mut closed = enquiry(more);
    closed.as_object_mut().unwrap().remove("opens_at");
    closed["closes_at"] = json!("2026-03-01T00:00:00Z");
    let stand = Stand::new(&closed);
    settle().await;
    assert_eq!(stand.text(".closed-text"), "Slut");
}

#[wasm_bindgen_test]
async fn a_test_says_so_on_every_step() {
    let stand = Stand::new(&enquiry(json!({ "mode": "test" })));
    settle().await;
    let first = stand.one(".test");
    assert!(
        first
            .next_element_sibling()
            .is_some_and(|next| next.class_name() == "title")
    );
    stand.type_in(NAME, "Exempelsågen AB").await;
    for heading in ["Sida 1", "Sida 2", "Granska och skicka"] {
        assert_eq!(stand.text(".heading"), heading);
        assert_eq!(stand.text(".test"), BANNER);
        stand.submit().await;
    }
    stand.apply(Event::Received(receipt())).await;
    assert!(stand.has(".receipt"));
    assert_eq!(stand.text(".test"), BANNER);

    let real = Stand::new(&enquiry(json!({})));
    settle().await;
    assert!(!real.has(".test"));
}

#[wasm_bindgen_test]
async fn from_the_receipt_to_another_workplace() {
    let stand = at_receipt(json!({})).await;
    assert_eq!(stand.text("h3.another-title"), "Har ni fler arbetsplatser?");
    assert!(!stand.has(PRIMARY), "nothing is urged");
    stand.assert_wired();
    assert_eq!(
        stand.text(".another button"),
        "Svara för en annan arbetsplats"
    );
    stand.click(".another button").await;
    assert_eq!(stand.sent_focus(), Some(Focus::Heading));
    assert_eq!(stand.text(".heading"), "Sida 1");
    assert_eq!(stand.text(".progress-text"), "Steg 1 av 3");
    assert_eq!(stand.value(NAME), "Exempelsågen AB");
    assert_eq!(stand.value(COUNT), "", "of the other workplace");
    let stage = stand.state.stage().get_untracked();
    assert_eq!((stage.unsent, stage.sending), (false, Sending::Idle));
    stand.type_in(COUNT, "3").await;
    stand.submit().await;
    assert!(!stand.has(".row"));
    stand.submit().await;
    assert_eq!(
        stand.texts(".review-value"),
        ["Exempelsågen AB", "3", "Inget har lagts till"]
    );
    stand.submit().await;
    assert_eq!(stand.submissions(), 2);
    let sent = stand.sent_body();
    assert_eq!(sent["meta"].get("replaces"), None);
    assert_eq!(sent["meta"]["today"], "2026-03-03");
    assert_eq!(sent["meta"]["started_at"], "2026-03-02T08:30:00Z");
}

const PRIMARY: &str = ".button.primary";

#[wasm_bindgen_test]
async fn by_phone_the_next_answer_begins_empty() {
    let stand = at_receipt(json!({})).await;
    // What reads a former row is told that there is none any more.
    let need = stand.state.snapshot(stand.key("need")).get_untracked();
    let plan = stand.state.plan();
    let occupation = plan.outline().find("need.occupation").unwrap();
    let row = stand.state.snapshot(Key::in_row(occupation, need.rows[0]));
    assert_eq!(row.get_untracked().raw, "Kock");

    stand.apply(Event::Channel(Channel::PhoneAssisted)).await;
    assert!(!stand.has(".another"));
    assert_eq!(stand.text(".receipt .nav .primary"), "Nästa svar");
    let first = stand
        .all(".receipt :is(a, button)")
        .into_iter()
        .next()
        .unwrap();
    assert!(
        first.class_name().contains("primary"),
        "the first thing to press"
    );
    assert_eq!(stand.text(".receipt-code"), "7K4M-92QX");
    stand.click(".receipt .primary").await;
    assert_eq!(stand.text(".heading"), "Sida 1");
    assert_eq!(
        (stand.value(NAME), stand.value(COUNT)),
        (String::new(), String::new())
    );
    assert_eq!(row.get_untracked(), Snapshot::default());
    assert!(!stand.html().contains("Exempelsågen"));
    assert!(!stand.state.stage().with(|stage| stage.unsent));
    // And so with the one after it.
    stand.type_in(NAME, "En annan AB").await;
    for _ in 0..3 {
        stand.submit().await;
    }
    assert_eq!(
        stand.sent_body()["org"],
        json!({ "country": "SE", "name": "En annan AB" })
    );
    assert_eq!(stand.sent_body()["need"], json!([]));
    stand.apply(Event::Received(receipt())).await;
    stand.click(".receipt .primary").await;
    assert_eq!(stand.state.stage().get_untracked().step, Step::Page(0));
    assert_eq!(stand.value(NAME), "");
}
