//! Yes or no.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Ticks;
use crate::contract::{Control, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='yes_no']";
const YES: &str = "fieldset[data-type='yes_no'] input[value='true']";
const NO: &str = "fieldset[data-type='yes_no'] input[value='false']";

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    for answer in [YES, NO] {
        let control = Control {
            question: json!({ "type": "yes_no" }),
            kind: "yes_no",
            claims: GROUP,
            first: YES,
            mark_heard: false,
            between: &[],
            needed: "Välj ja eller nej.",
            broken: None,
        };
        check(&control, &Ticks(answer)).await;
    }
}

#[wasm_bindgen_test]
async fn is_neither_before_it_is_said() {
    let question = json!([{ "id": "x.t.a", "type": "yes_no", "label": { "sv": "Ja?" } }]);
    let stand = Stand::asking(&question);
    assert!(!stand.ticked(YES) && !stand.ticked(NO));
    stand.click(NO).await;
    assert!(!stand.ticked(YES) && stand.ticked(NO));
    stand.click(YES).await;
    assert!(stand.ticked(YES) && !stand.ticked(NO));
    assert_eq!(stand.texts(".option-label"), ["Ja", "Nej"]);
}
