//! Several lines of text.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='textarea'] textarea";

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    let control = Control {
        question: json!({ "type": "textarea", "max_length": 10 }),
        kind: "textarea",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv ett svar.",
        broken: Some(("mer än tio tecken", "Korta texten till högst 10 tecken.")),
    };
    check(&control, &Types(FIELD, "två\nrader")).await;
}

#[wasm_bindgen_test]
async fn has_room_for_several_lines() {
    let question = json!([{ "id": "x.t.a", "type": "textarea", "label": { "sv": "A" } }]);
    let stand = Stand::asking(&question);
    assert_eq!(stand.one(FIELD).get_attribute("rows").as_deref(), Some("4"));
}
