//! A whole number.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='integer'] input";

fn control() -> Control {
    Control {
        question: json!({ "type": "integer", "min": 1, "max": 40, "unit": { "sv": "veckor" } }),
        kind: "integer",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &["veckor"],
        needed: "Skriv ett tal med siffror, till exempel 3.",
        broken: Some(("tre", "Skriv svaret med siffror, till exempel 3.")),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Types(FIELD, "12")).await;
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_with_a_number() {
    for (typed, words) in [
        ("2,5", "Skriv ett heltal, utan decimaler, till exempel 3."),
        ("41", "Skriv ett tal från 1 till 40."),
        ("0", "Skriv ett tal från 1 till 40."),
        ("-3", "Skriv ett tal från 1 till 40."),
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

#[wasm_bindgen_test]
async fn shows_digits_on_a_phone_and_is_no_spinner() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let field = stand.one(FIELD);
    assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
    assert_eq!(field.get_attribute("inputmode").as_deref(), Some("numeric"));
    let unit = stand.one(".q-unit");
    assert_eq!(unit.previous_element_sibling().unwrap().id(), field.id());
}

#[wasm_bindgen_test]
async fn without_a_unit_there_is_none() {
    let question = json!([{ "id": "x.t.a", "type": "integer", "label": { "sv": "A" } }]);
    let stand = Stand::asking(&question);
    assert!(!stand.has(".q-unit") && !stand.has(".q-line"));
    assert!(!stand.has("[aria-describedby^='q0']"));
}

/// The rule is the coordinator's, and so are the words.
#[wasm_bindgen_test]
async fn a_rule_of_the_questionnaire_has_its_words() {
    let text = |text: &str| json!({ "sv": text });
    let more = json!({
        "valid_when": { ">=": [{ "var": "x.t.asked" }, 5] },
        "valid_message": text("Praktik tar minst fem veckor. Skriv 5 eller mer."),
    });
    let stand = Stand::asking(&json!([control().with(&more)]));
    stand.type_in(FIELD, "4").await;
    stand.submit().await;
    let words = "Praktik tar minst fem veckor. Skriv 5 eller mer.";
    assert_eq!(stand.texts(".q-error"), [format!("Fel: {words}")]);
    let entry = format!("Vad är frågan? – {words}");
    assert_eq!(stand.texts(".summary-list button"), [entry]);
    stand.type_in(FIELD, "5").await;
    assert!(!stand.has(".q-error") && !stand.has(".summary"));
}
