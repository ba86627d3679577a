//! One of many, in a drop-down list.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::{Control, Hand, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='select'] select";

struct Chooses(&'static str);

impl Hand for Chooses {
    async fn answer(&self, stand: &Stand) {
        stand.choose(FIELD, self.0).await;
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        stand.value(FIELD) == self.0
    }
}

fn control() -> Control {
    Control {
        question: json!({
            "type": "choice",
            "display": "select",
            "choices": [
                { "code": "2283", "label": { "sv": "Sollefteå" } },
                { "code": "2380", "label": { "sv": "Östersund" } },
            ],
        }),
        kind: "select",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Välj ett alternativ.",
        broken: None,
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Chooses("2380")).await;
}

#[wasm_bindgen_test]
async fn asks_before_anything_is_chosen_and_can_be_emptied() {
    let required = json!({ "required": true });
    let stand = Stand::asking(&json!([control().with(&required)]));
    assert_eq!(stand.value(FIELD), "");
    assert_eq!(stand.texts("option"), ["Välj …", "Sollefteå", "Östersund"]);
    stand.choose(FIELD, "2283").await;
    stand.choose(FIELD, "").await;
    stand.submit().await;
    assert_eq!(stand.texts(".q-error"), ["Fel: Välj ett alternativ."]);
}
