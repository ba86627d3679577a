//! An organisation number.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='organisation_number'] input";

fn control(country: &str, needed: &'static str, wrong: &'static str) -> Control {
    Control {
        question: json!({ "type": "organisation_number", "country": country }),
        kind: "organisation_number",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed,
        broken: Some(("1234", wrong)),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract_in_sweden() {
    let words = "Skriv organisationsnumret med 10 siffror, till exempel 556036-0793.";
    check(&control("SE", words, words), &Types(FIELD, "556036-0793")).await;
}

#[wasm_bindgen_test]
async fn keeps_the_contract_in_norway() {
    let words = "Skriv det norska organisationsnumret med 9 siffror, till exempel 123 456 785.";
    check(&control("NO", words, words), &Types(FIELD, "123 456 785")).await;
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_in_each_country() {
    for (country, typed, words) in [
        ("SE", "5560360794", "Organisationsnumret stämmer inte."),
        ("SE", "811218-9876", "Det ser ut som ett personnummer."),
        (
            "NO",
            "123456784",
            "Det norska organisationsnumret stämmer inte.",
        ),
        ("NO", "11077941012", "Det ser ut som ett personnummer."),
    ] {
        let stand = asking(country);
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        let said = stand.texts(".q-error");
        assert_eq!(said.len(), 1, "{country} {typed}");
        assert!(said[0].starts_with(&format!("Fel: {words}")), "{said:?}");
    }
}

#[wasm_bindgen_test]
async fn may_be_typed_as_people_write_it() {
    for (country, typed) in [("NO", "NO 123 456 785 MVA"), ("SE", "212000-0142")] {
        let stand = asking(country);
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        assert!(!stand.has(".q-error"), "{typed}: {}", stand.html());
        assert_eq!(stand.value(FIELD), typed);
    }
}

fn asking(country: &str) -> Stand {
    let question: Value = json!([{
        "id": "org.number",
        "type": "organisation_number",
        "label": { "sv": "Organisationsnummer" },
        "country": country,
    }]);
    Stand::asking(&question)
}
