//! A number with decimals.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='decimal'] input";

fn control() -> Control {
    Control {
        question: json!({
            "type": "decimal",
            "max": 5000,
            "decimals": 2,
            "unit": { "sv": "timmar" },
        }),
        kind: "decimal",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &["timmar"],
        needed: "Skriv ett tal, till exempel 2,5.",
        broken: Some(("två", "Skriv svaret som ett tal, till exempel 2,5.")),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Types(FIELD, "7,5")).await;
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_with_a_number() {
    let two_ways = "Menar du tusental, skriv 1500. \
                    Menar du decimaler, skriv en nolla till: 1,5000.";
    for (typed, words) in [
        ("1.500", two_ways),
        ("1,500", two_ways),
        ("1.234,5", two_ways),
        (
            "2,1254",
            "Avrunda talet. Antalet decimaler får vara högst 2.",
        ),
        ("5000,5", "Skriv ett tal från 0 till 5000."),
        ("-1", "Skriv ett tal från 0 till 5000."),
    ] {
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

/// What the words tell one to write is understood.
#[wasm_bindgen_test]
async fn what_it_asks_for_is_an_answer() {
    for typed in ["1500", "1,5000", "1.50", "1 500,25", "0,500"] {
        let stand = Stand::asking(&json!([control().with(&json!({}))]));
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        assert!(!stand.has(".q-error"), "{typed}: {}", stand.html());
        assert_eq!(stand.value(FIELD), typed);
    }
}

#[wasm_bindgen_test]
async fn shows_digits_with_a_comma_on_a_phone_and_is_no_spinner() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let field = stand.one(FIELD);
    for (name, value) in [
        ("type", "text"),
        ("inputmode", "decimal"),
        ("autocomplete", "off"),
    ] {
        assert_eq!(field.get_attribute(name).as_deref(), Some(value), "{name}");
    }
    let unit = stand.one(".q-unit");
    assert_eq!(unit.previous_element_sibling().unwrap().id(), field.id());
}

#[wasm_bindgen_test]
async fn the_review_shows_it_as_it_was_typed_with_its_unit() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    stand.type_in(FIELD, "2,50").await;
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.texts(".review-value"), ["2,50 timmar"]);
}
