//! A year.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='year'] input";
const WORDS: &str = "Skriv årtalet med fyra siffror, till exempel 2026.";

fn control() -> Control {
    Control {
        question: json!({ "type": "year", "min": 2000, "max": 2100 }),
        kind: "year",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv ett årtal med fyra siffror, till exempel 2026.",
        broken: Some(("i fjol", WORDS)),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Types(FIELD, "2027")).await;
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_with_a_year() {
    let range = "Skriv ett årtal från 2000 till 2100.";
    for (typed, words) in [("26", range), ("1999", range), ("2.026", WORDS)] {
        let stand = Stand::asking(&json!([control().with(&json!({}))]));
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        assert_eq!(
            stand.texts(".q-error"),
            [format!("Fel: {words}")],
            "{typed}"
        );
        assert_eq!(stand.value(FIELD), typed, "what was typed stays");
    }
}

#[wasm_bindgen_test]
async fn shows_digits_on_a_phone_and_is_no_spinner() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let field = stand.one(FIELD);
    assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
    assert_eq!(field.get_attribute("inputmode").as_deref(), Some("numeric"));
    assert_eq!(field.get_attribute("autocomplete").as_deref(), Some("off"));
}
