//! One of several, as radio buttons.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Ticks;
use crate::contract::{Control, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='choice']";
const FIRST: &str = "fieldset[data-type='choice'] input[value='private']";
const SECOND: &str = "fieldset[data-type='choice'] input[value='state']";

fn control() -> Control {
    Control {
        question: json!({
            "type": "choice",
            "choices": [
                {
                    "code": "private",
                    "label": { "sv": "Privat" },
                    "help": { "sv": "Även ekonomisk förening." },
                },
                { "code": "state", "label": { "sv": "Statlig" } },
            ],
        }),
        kind: "choice",
        claims: GROUP,
        first: FIRST,
        mark_heard: false,
        between: &[],
        needed: "Välj ett alternativ.",
        broken: None,
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Ticks(SECOND)).await;
}

#[wasm_bindgen_test]
async fn is_one_group_in_which_one_is_chosen() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let role = stand.one(GROUP).get_attribute("role");
    assert_eq!(role.as_deref(), Some("radiogroup"));
    let name = |selector| stand.one(selector).get_attribute("name").unwrap();
    assert_eq!(
        name(FIRST),
        name(SECOND),
        "arrow keys go from one to the other"
    );
    stand.click(FIRST).await;
    stand.click(SECOND).await;
    assert!(!stand.ticked(FIRST) && stand.ticked(SECOND));
}

#[wasm_bindgen_test]
async fn a_choice_has_its_own_help() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    assert_eq!(
        stand.described(&stand.one(FIRST)),
        ["Även ekonomisk förening."]
    );
    assert!(!stand.one(SECOND).has_attribute("aria-describedby"));
}

#[wasm_bindgen_test]
async fn two_groups_with_the_same_codes_are_two() {
    let mut other = control().with(&json!({}));
    other["id"] = "x.t.other".into();
    let stand = Stand::asking(&json!([control().with(&json!({})), other]));
    let first = stand.all(FIRST);
    first[0].click();
    first[1].click();
    crate::stand::settle().await;
    assert_eq!(stand.all("input:checked").len(), 2);
}
