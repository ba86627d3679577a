//! A telephone number.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='phone'] input";
const SWEDISH: &str = "Skriv numret som 070-174 06 05, eller med + och landsnummer först.";
const NORWEGIAN: &str = "Skriv numret med 8 siffror, eller med + och landsnummer först.";

fn control(country: &str, wrong: &'static str) -> Control {
    Control {
        question: json!({ "type": "phone", "country": country }),
        kind: "phone",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv ett telefonnummer.",
        broken: Some(("174 06", wrong)),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract_in_sweden() {
    check(&control("SE", SWEDISH), &Types(FIELD, "070-174 06 05")).await;
}

#[wasm_bindgen_test]
async fn keeps_the_contract_in_norway() {
    check(&control("NO", NORWEGIAN), &Types(FIELD, "22 00 00 00")).await;
}

/// Where the question names no country, the one that was answered decides.
#[wasm_bindgen_test]
async fn follows_the_country_of_the_firm() {
    let text = |text: &str| json!({ "sv": text });
    let stand = Stand::asking(&json!([
        { "id": "org.country", "type": "choice", "label": text("Land"), "choices": [
            { "code": "SE", "label": text("Sverige") },
            { "code": "NO", "label": text("Norge") },
        ] },
        { "id": "con.phone", "type": "phone", "label": text("Telefon") },
    ]));
    stand.click("input[value='NO']").await;
    stand.type_in(FIELD, "070-174 06 05").await;
    stand.leave().await;
    assert_eq!(stand.texts(".q-error"), [format!("Fel: {NORWEGIAN}")]);
    stand.click("input[value='SE']").await;
    assert!(!stand.has(".q-error"), "{}", stand.html());
}

#[wasm_bindgen_test]
async fn may_be_typed_as_people_write_it() {
    for typed in ["+46 (0)70-174 06 05", "0046701740605", "(070) 174 06 05"] {
        let stand = Stand::asking(&json!([control("SE", SWEDISH).with(&json!({}))]));
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        assert!(!stand.has(".q-error"), "{typed}: {}", stand.html());
        assert_eq!(stand.value(FIELD), typed);
    }
}

#[wasm_bindgen_test]
async fn is_filled_in_by_the_browser_and_not_corrected() {
    let stand = Stand::asking(&json!([control("SE", SWEDISH).with(&json!({}))]));
    let field = stand.one(FIELD);
    for (name, value) in [
        ("type", "tel"),
        ("inputmode", "tel"),
        ("autocomplete", "tel"),
        ("spellcheck", "false"),
    ] {
        assert_eq!(field.get_attribute(name).as_deref(), Some(value), "{name}");
    }
    let more = json!({ "autocomplete": "off" });
    let stand = Stand::asking(&json!([control("SE", SWEDISH).with(&more)]));
    let token = stand.one(FIELD).get_attribute("autocomplete");
    assert_eq!(token.as_deref(), Some("off"), "the document's comes first");
}
