//! Any of several, as check boxes.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Ticks;
use crate::contract::{Control, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='choices']";
const TIME: &str = "fieldset[data-type='choices'] input[value='time']";
const COST: &str = "fieldset[data-type='choices'] input[value='cost']";
const NONE: &str = "fieldset[data-type='choices'] input[value='none']";

fn control() -> Control {
    Control {
        question: json!({
            "type": "choices",
            "choices": [
                { "code": "time", "label": { "sv": "Tid" } },
                { "code": "cost", "label": { "sv": "Kostnad" } },
                { "code": "none", "label": { "sv": "Inget" }, "exclusive": true },
            ],
        }),
        kind: "choices",
        claims: GROUP,
        first: TIME,
        mark_heard: true,
        between: &[],
        needed: "Välj minst ett alternativ.",
        broken: None,
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Ticks(COST)).await;
}

#[wasm_bindgen_test]
async fn an_exclusive_choice_clears_the_others_and_they_clear_it() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let ticked = || [TIME, COST, NONE].map(|one| stand.ticked(one));
    stand.click(TIME).await;
    stand.click(COST).await;
    assert_eq!(ticked(), [true, true, false]);
    stand.click(NONE).await;
    assert_eq!(ticked(), [false, false, true]);
    stand.click(TIME).await;
    assert_eq!(ticked(), [true, false, false]);
    stand.click(TIME).await;
    assert_eq!(ticked(), [false, false, false]);
}

#[wasm_bindgen_test]
async fn each_box_says_that_something_is_wrong() {
    let required = json!({ "required": true });
    let stand = Stand::asking(&json!([control().with(&required)]));
    stand.submit().await;
    assert_eq!(stand.all("input[aria-invalid='true']").len(), 3);
    let group = stand.one(GROUP);
    for name in ["role", "aria-invalid", "aria-required"] {
        assert!(!group.has_attribute(name), "a group has no {name}");
    }
}

#[wasm_bindgen_test]
async fn going_from_box_to_box_is_not_leaving() {
    let stand = Stand::asking(&json!([control().with(&json!({ "required": true }))]));
    stand.click(TIME).await;
    stand.click(TIME).await;
    stand.focus(COST).await;
    assert!(!stand.has(".q-error"));
}
