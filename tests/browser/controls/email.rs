//! An e-mail address.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::Stand;

const FIELD: &str = ".q[data-type='email'] input";

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    let control = Control {
        question: json!({ "type": "email" }),
        kind: "email",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv en e-postadress, till exempel info@example.se.",
        broken: Some((
            "info@",
            "Skriv hela e-postadressen, till exempel info@example.se.",
        )),
    };
    check(&control, &Types(FIELD, "info@example.org")).await;
}

#[wasm_bindgen_test]
async fn is_filled_in_by_the_browser_and_not_corrected() {
    let question = json!([{ "id": "con.email", "type": "email", "label": { "sv": "E-post" } }]);
    let stand = Stand::asking(&question);
    let field = stand.one(FIELD);
    for (name, value) in [
        ("type", "email"),
        ("inputmode", "email"),
        ("autocomplete", "email"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
    ] {
        assert_eq!(field.get_attribute(name).as_deref(), Some(value), "{name}");
    }
    let form = stand.one("form");
    assert!(
        form.has_attribute("novalidate"),
        "our words, not the browser's"
    );
}
