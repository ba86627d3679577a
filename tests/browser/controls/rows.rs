//! A group of questions that repeats.

use behov_engine::Focus;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::{Control, Hand, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='rows']";
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

#[wasm_bindgen_test]
async fn each_row_is_a_group_with_a_name() {
    let stand = stand(&json!({ "min_rows": 2 }));
    assert_eq!(stand.texts(".row-title"), ["Yrke 1", "Yrke 2"]);
    assert_eq!(
        stand.texts(".row-head button"),
        ["Ta bort Yrke 1", "Ta bort Yrke 2"]
    );
    for row in stand.all(".row") {
        assert_eq!(row.get_attribute("role").as_deref(), Some("group"));
        assert_eq!(row.tab_index(), -1, "the focus can be put there");
    }
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn adding_a_row_leaves_the_others_alone_and_moves_the_focus() {
    let stand = stand(&json!({ "min_rows": 1 }));
    stand.type_in(".row input", "Svetsare").await;
    let first = stand.one(".row");
    stand.click(ADD).await;
    assert_eq!(stand.all(".row").len(), 2);
    assert!(first.is_connected(), "the first row was not drawn anew");
    let Some(Focus::Row { at, row }) = stand.sent_focus() else {
        panic!("{:?}", stand.sent_focus());
    };
    let target = stand.one(&format!("[id='{}']", behov::ids::row(at, row)));
    assert_eq!(
        target.text_content().map(|text| text.starts_with("Yrke 2")),
        Some(true)
    );
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn removing_a_row_keeps_the_others_and_counts_anew() {
    let stand = stand(&json!({ "min_rows": 3 }));
    for (index, name) in ["Svetsare", "Snickare", "Lärare"].iter().enumerate() {
        let row = format!(".row:nth-of-type({}) input", index + 1);
        stand.type_in(&row, name).await;
    }
    let third = stand.all(".row").remove(2);
    stand.click(".row:nth-of-type(2) .row-head button").await;
    assert_eq!(stand.value(".row:nth-of-type(1) input"), "Svetsare");
    assert_eq!(stand.value(".row:nth-of-type(2) input"), "Lärare");
    assert!(third.is_connected(), "the third row was not drawn anew");
    assert_eq!(
        stand.texts(".row-head button"),
        ["Ta bort Yrke 1", "Ta bort Yrke 2"]
    );
    assert!(matches!(stand.sent_focus(), Some(Focus::Row { .. })));
    stand.click(".row:nth-of-type(2) .row-head button").await;
    stand.click(".row .row-head button").await;
    assert_eq!(
        stand.sent_focus(),
        Some(Focus::AddRow(stand.key("x.t.asked")))
    );
    assert!(stand.one(ADD).id() == behov::ids::add_row(stand.key("x.t.asked")));
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn stops_at_the_most_and_says_so() {
    let stand = stand(&json!({ "min_rows": 2 }));
    stand.click(ADD).await;
    assert!(!stand.has(ADD));
    assert_eq!(
        stand.text(".rows-full"),
        "Du kan inte lägga till fler än 3."
    );
    stand.click(".row:nth-of-type(1) .row-head button").await;
    assert!(stand.has(ADD) && !stand.has(".rows-full"));
}

#[wasm_bindgen_test]
async fn the_heading_sums_a_row_up_once_it_is_left() {
    let stand = stand(&json!({ "min_rows": 1 }));
    stand.type_in(".row input", "Svetsare").await;
    assert_eq!(stand.text(".row-title"), "Yrke 1", "not while one types");
    stand.leave().await;
    assert_eq!(stand.text(".row-title"), "Yrke 1: Svetsare");
}

#[wasm_bindgen_test]
async fn an_error_in_a_row_names_the_row() {
    let required = json!({ "min_rows": 2, "questions": [{
        "id": "x.t.asked.occupation",
        "type": "text",
        "label": { "sv": "Vilket yrke?" },
        "required": true,
    }] });
    let stand = stand(&required);
    stand.type_in(".row:nth-of-type(1) input", "Svetsare").await;
    stand.submit().await;
    assert_eq!(
        stand.texts(".summary-list li"),
        ["Yrke 2: Vilket yrke? – Skriv ett svar."]
    );
    assert_eq!(stand.all(".row .q-error").len(), 1);
    stand.assert_wired();
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
    stand.type_in(".row:nth-of-type(2) input", "Lärare").await;
    assert_eq!(stand.all(".row:nth-of-type(1) .q").len(), 1);
    assert_eq!(stand.all(".row:nth-of-type(2) .q").len(), 2);
}
