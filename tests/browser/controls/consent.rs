//! A box to tick.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Ticks;
use crate::contract::{Control, check};
use crate::stand::Stand;

/// The box under test, not one that another question stands for.
const BOX: &str = "input[aria-describedby*='-text']";

fn control() -> Control {
    Control {
        question: json!({ "type": "consent", "text": { "sv": "Vi skriver *en* gång." } }),
        kind: "consent",
        claims: BOX,
        first: BOX,
        mark_heard: false,
        between: &["Vi skriver en gång."],
        needed: "Markera rutan för att gå vidare.",
        broken: None,
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Ticks(BOX)).await;
}

#[wasm_bindgen_test]
async fn is_not_ticked_for_anybody_and_can_be_taken_back() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    assert!(!stand.ticked(BOX));
    stand.click(BOX).await;
    assert!(stand.ticked(BOX));
    stand.click(BOX).await;
    assert!(!stand.ticked(BOX));
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Sida 2", "no is an answer");
}

#[wasm_bindgen_test]
async fn what_is_agreed_to_stands_before_the_box() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let frame = stand.one(".q");
    let first = frame.first_element_child().unwrap();
    assert_eq!(first.class_name(), "q-text");
    assert_eq!(stand.text(".q-text em"), "en");
    assert_eq!(frame.last_element_child().unwrap().class_name(), "option");
}
