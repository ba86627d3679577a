//! The address of a web page.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='url'] input";

fn control() -> Control {
    Control {
        question: json!({ "type": "url" }),
        kind: "url",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv en webbadress, till exempel www.example.se.",
        broken: Some((
            "exempelsågen",
            "Skriv hela webbadressen, till exempel www.example.se.",
        )),
    }
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Types(FIELD, "www.example.org/om-oss")).await;
}

/// `type=url` would refuse what most people write.
#[wasm_bindgen_test]
async fn asks_for_no_scheme_and_is_not_corrected() {
    let stand = Stand::asking(&json!([control().with(&json!({}))]));
    let field = stand.one(FIELD);
    for (name, value) in [
        ("type", Some("text")),
        ("inputmode", Some("url")),
        ("autocomplete", None),
        ("autocapitalize", Some("off")),
        ("spellcheck", Some("false")),
    ] {
        assert_eq!(field.get_attribute(name).as_deref(), value, "{name}");
    }
    stand.type_in(FIELD, "example.org").await;
    stand.leave().await;
    assert!(!stand.has(".q-error"), "{}", stand.html());
    assert_eq!(stand.value(FIELD), "example.org", "what was typed stays");
}

#[wasm_bindgen_test]
async fn the_browser_fills_it_in_when_the_document_says_so() {
    let more = json!({ "autocomplete": "url" });
    let stand = Stand::asking(&json!([control().with(&more)]));
    let token = stand.one(FIELD).get_attribute("autocomplete");
    assert_eq!(token.as_deref(), Some("url"));
}
