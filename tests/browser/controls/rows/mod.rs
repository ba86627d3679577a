//! A group of questions that repeats.

mod cards;
mod findings;
mod undo;

use behov_engine::{Announce, Event, Focus};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::{Control, Hand, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='rows']";
/// The heading of the one open row, or of all.
const TOGGLE: &str = ".row-toggle";
const ADD: &str = "fieldset[data-type='rows'] > button.add";

struct Adds;

impl Hand for Adds {
    async fn answer(&self, stand: &Stand) {
        stand.click(ADD).await;
        stand.type_in(".row:last-of-type input", "Svetsare").await;
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        stand.all(".row").len() == 1 && stand.value(".row input") == "Svetsare"
    }
}

fn control() -> Control {
    Control {
        question: json!({
            "type": "rows",
            "max_rows": 3,
            "row_label": { "sv": "Yrke" },
            "add_label": { "sv": "Lägg till ett yrke" },
            "questions": [{
                "id": "x.t.asked.occupation",
                "type": "text",
                "label": { "sv": "Vilket yrke?" },
            }],
        }),
        kind: "rows",
        claims: GROUP,
        first: ADD,
        mark_heard: true,
        between: &[],
        needed: "Lägg till minst en.",
        broken: None,
    }
}

fn stand(more: &Value) -> Stand {
    Stand::asking(&json!([control().with(more)]))
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Adds).await;
}

#[wasm_bindgen_test]
async fn says_when_there_is_none() {
    let stand = stand(&json!({}));
    assert_eq!(stand.text(".rows-empty"), "Inget har lagts till ännu.");
    assert!(!stand.has(".rows"));
    stand.click(ADD).await;
    assert!(!stand.has(".rows-empty"));
}

/// Rows that were added and filled in, one after the other; the last is open.
async fn filled(names: &[&str], more: &Value) -> Stand {
    let stand = stand(more);
    for name in names {
        stand.click(ADD).await;
        stand.type_in(".row-body input", name).await;
    }
    stand
}

/// The heading of the row at this place, from one.
fn toggle(place: usize) -> String {
    format!(".row:nth-of-type({place}) {TOGGLE}")
}

#[wasm_bindgen_test]
async fn each_row_has_a_name_and_an_open_one_is_a_group() {
    let stand = stand(&json!({ "min_rows": 2, "max_rows": 5 }));
    assert_eq!(stand.texts(".row-name"), ["Yrke 1", "Yrke 2"]);
    let body = stand.one(".row-body");
    assert_eq!(body.get_attribute("role").as_deref(), Some("group"));
    let names = body.get_attribute("aria-labelledby").unwrap();
    assert_eq!(stand.text(&format!("[id='{names}']")), "Yrke 1");
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn adding_a_row_leaves_the_others_alone_and_moves_the_focus() {
    let stand = filled(&["Svetsare"], &json!({})).await;
    let first = stand.one(".row");
    stand.click(ADD).await;
    assert_eq!(stand.all(".row").len(), 2);
    assert!(first.is_connected(), "the first row was not drawn anew");
    let Some(Focus::NewRow { at, row }) = stand.sent_focus() else {
        panic!("{:?}", stand.sent_focus());
    };
    let body = stand.one(&format!("[id='{}']", behov::ids::row_body(at, row)));
    assert_eq!(body.query_selector_all("input").unwrap().length(), 1);
    assert_eq!(
        stand.sent_words(),
        Some(Announce::RowAdded { at, index: 1 })
    );
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn removing_a_row_keeps_the_others_and_counts_anew() {
    let stand = filled(&["Svetsare", "Snickare", "Lärare"], &json!({})).await;
    let third = stand.one(".row:nth-of-type(3)");
    stand.click(&toggle(2)).await;
    let remove = ".row:nth-of-type(2) .row-body > button";
    assert_eq!(stand.text(remove), "Ta bort Yrke 2");
    stand.click(remove).await;
    assert!(third.is_connected(), "the third row was not drawn anew");
    assert_eq!(stand.texts(".row-name"), ["Yrke 1", "Yrke 2"]);
    assert_eq!(stand.value(".row-body input"), "Lärare");
    assert_eq!(stand.text(".row-body > button"), "Ta bort Yrke 2");
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn stops_at_the_most_and_says_so() {
    let stand = filled(&["a", "b"], &json!({})).await;
    stand.click(ADD).await;
    assert!(!stand.has(ADD));
    assert_eq!(
        stand.text(".rows-full"),
        "Du kan inte lägga till fler än 3."
    );
    stand.click(".row-body > button").await;
    assert!(stand.has(ADD) && !stand.has(".rows-full"));
}

/// A row that must be there cannot be removed, and nothing says that it can.
#[wasm_bindgen_test]
async fn stops_at_the_least() {
    let stand = stand(&json!({ "min_rows": 1 }));
    let remove = ".row-body > button";
    assert!(!stand.has(remove));
    stand.click(ADD).await;
    assert_eq!(stand.text(remove), "Ta bort Yrke 2");
    stand.click(&toggle(1)).await;
    assert_eq!(stand.all(remove).len(), 2);
    stand.click(".row:nth-of-type(2) .row-body > button").await;
    assert!(!stand.has(remove));
    let at = stand.key("x.t.asked");
    let row = stand.state.look_at(at).rows[0];
    stand.apply(Event::RowRemoved { at, row }).await;
    assert_eq!(stand.all(".row").len(), 1);
}

#[wasm_bindgen_test]
async fn a_rule_inside_a_row_sees_that_row() {
    let more = json!({ "min_rows": 2, "questions": [
        { "id": "x.t.asked.occupation", "type": "text", "label": { "sv": "Yrke?" } },
        {
            "id": "x.t.asked.level",
            "type": "integer",
            "label": { "sv": "Nivå?" },
            "visible_when": { "!!": [{ "var": "x.t.asked.occupation" }] },
        },
    ] });
    let stand = stand(&more);
    stand.click(&toggle(2)).await;
    stand.type_in(".row:nth-of-type(2) input", "Lärare").await;
    assert_eq!(stand.all(".row:nth-of-type(1) .q").len(), 1);
    assert_eq!(stand.all(".row:nth-of-type(2) .q").len(), 2);
}
