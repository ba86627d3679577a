//! What is wrong in a row is never hidden.

use behov_engine::Focus;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{stand, toggle};
use crate::stand::Stand;

const BAD: &str = ".row-bad";

fn two() -> Value {
    json!({ "min_rows": 2, "questions": [
        { "id": "x.t.asked.occupation", "type": "text", "label": { "sv": "Vilket yrke?" },
          "required": true },
        { "id": "x.t.asked.count", "type": "integer", "label": { "sv": "Hur många?" } },
    ] })
}

fn bodies(stand: &Stand) -> usize {
    stand.all(".row-body").len()
}

#[wasm_bindgen_test]
async fn next_opens_the_rows_with_something_wrong() {
    let stand = stand(&two());
    stand.type_in("[data-type='text'] input", "Svetsare").await;
    stand.click(&toggle(1)).await;
    assert_eq!(bodies(&stand), 0);
    stand.submit().await;
    assert_eq!(
        stand.texts(".summary-list li"),
        ["Yrke 2: Vilket yrke? – Skriv ett svar."]
    );
    assert_eq!(bodies(&stand), 1, "the first one is in order");
    assert_eq!(stand.all(".row:nth-of-type(2) .q-error").len(), 1);
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn a_closed_row_says_how_much_is_wrong() {
    let stand = stand(&two());
    stand
        .type_in(".row:nth-of-type(1) input[inputmode]", "två")
        .await;
    stand.submit().await;
    assert_eq!(bodies(&stand), 2);
    assert!(!stand.has(BAD), "it stands at the questions");
    stand.click(&toggle(1)).await;
    assert_eq!(stand.text(&toggle(1)), "Yrke 1: två 2 fel");
    assert!(stand.has(".row-bad .sign[aria-hidden]"));
    stand.click(&toggle(2)).await;
    assert_eq!(stand.texts(BAD), ["2 fel", "1 fel"]);

    // The summary leads into it.
    stand.click(".summary-list li:last-child button").await;
    assert_eq!(bodies(&stand), 1);
    let field = stand.one(".row:nth-of-type(2) .q-bad input");
    let Some(Focus::Question(at)) = stand.sent_focus() else {
        panic!("{:?}", stand.sent_focus());
    };
    assert_eq!(field.id(), behov::ids::field(at));

    stand
        .type_in(".row:nth-of-type(2) .q-bad input", "Kock")
        .await;
    stand.click(&toggle(2)).await;
    assert_eq!(stand.text(&toggle(2)), "Yrke 2: Kock");
}

/// An error that another answer brings about shows in a row that is closed.
#[wasm_bindgen_test]
async fn a_closed_row_follows_what_happens_elsewhere() {
    let switch = json!({ "id": "x.t.more", "type": "consent", "label": { "sv": "Mer" } });
    let rows = super::control().with(&json!({ "min_rows": 2, "questions": [
        { "id": "x.t.asked.occupation", "type": "text", "label": { "sv": "Yrke?" },
          "required_when": { "var": "x.t.more" } },
    ] }));
    let needed =
        json!({ "id": "x.t.needed", "type": "text", "label": { "sv": "Namn" }, "required": true });
    let stand = Stand::asking(&json!([switch, needed, rows]));
    // What is wrong is due everywhere after this, and nothing is in the rows.
    stand.submit().await;
    assert!(!stand.has(BAD));
    stand.click("[data-type='consent'] input").await;
    assert_eq!(
        stand.texts(BAD),
        ["1 fel"],
        "in the second row, which is closed"
    );
    stand.click("[data-type='consent'] input").await;
    assert!(!stand.has(BAD));
}

#[wasm_bindgen_test]
async fn who_closes_a_row_has_left_its_fields() {
    let stand = stand(&two());
    stand.type_in(".row input[inputmode]", "två").await;
    // As where a button takes no focus.
    let at = stand.key("x.t.asked");
    let row = stand.state.look_at(at).rows[0];
    stand.state.fold(at, row, false);
    crate::stand::settle().await;
    assert_eq!(
        stand.texts(BAD),
        ["1 fel"],
        "an empty one is not held against anybody"
    );
}
