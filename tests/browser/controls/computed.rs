//! What a rule makes of other answers.

use behov::ids;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::states::name_of;
use crate::stand::{Stand, heard};

const NOW: &str = ".q[data-type='integer'] input";
const VALUE: &str = "output.q-value";

/// Asks for a number and computes with it.
fn stand(rule: &Value, more: &Value) -> Stand {
    let mut computed = json!({
        "id": "x.t.sum",
        "type": "computed",
        "label": { "sv": "Sammanlagt" },
        "help": { "sv": "Räknas ut." },
        "computed": rule,
    });
    for (field, value) in more.as_object().unwrap() {
        computed[field] = value.clone();
    }
    let now = json!({ "id": "x.t.now", "type": "integer", "label": { "sv": "Nu" } });
    Stand::asking(&json!([now, computed]))
}

fn thousandfold() -> Value {
    let now = json!({ "var": "x.t.now" });
    json!({ "if": [{ "!!": [now] }, { "*": [now, 1000.5] }] })
}

#[wasm_bindgen_test]
async fn follows_the_answers_and_is_no_control() {
    let stand = stand(&thousandfold(), &json!({ "unit": { "sv": "kronor" } }));
    assert_eq!(stand.text(VALUE), "Räknas ut från andra svar");
    let value = stand.one(VALUE);
    stand.type_in(NOW, "12").await;
    let spaced = stand.text(VALUE).replace('\u{a0}', " ");
    assert_eq!(spaced, "12 006 kronor");
    assert!(value.is_connected(), "it says its changes itself");
    assert_eq!(value.tab_index(), -1);
    assert_eq!(value.id(), ids::field(stand.key("x.t.sum")));
    assert!(!stand.has("[data-type='computed'] :is(input, button)"));
    stand.type_in(NOW, "tolv").await;
    assert_eq!(stand.text(VALUE), "Räknas ut från andra svar");
}

#[wasm_bindgen_test]
async fn is_a_group_with_label_and_help() {
    let stand = stand(&thousandfold(), &json!({}));
    let frame = stand.one(".q[data-type='computed']");
    assert_eq!(frame.get_attribute("role").as_deref(), Some("group"));
    assert_eq!(name_of(&stand, &frame), "Sammanlagt");
    assert_eq!(stand.described(&frame), ["Räknas ut."]);
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn a_decimal_is_written_as_the_language_writes_it() {
    let stand = stand(&json!({ "/": [{ "var": "x.t.now" }, 2] }), &json!({}));
    stand.type_in(NOW, "5").await;
    assert_eq!(stand.text(VALUE), "2,5");
}

#[wasm_bindgen_test]
async fn yes_no_and_words_are_read_as_such() {
    let large = stand(&json!({ ">": [{ "var": ["x.t.now", 0] }, 9] }), &json!({}));
    large.type_in(NOW, "3").await;
    assert_eq!(large.text(VALUE), "Nej");
    large.type_in(NOW, "12").await;
    assert_eq!(large.text(VALUE), "Ja");
    let words = stand(
        &json!({ "cat": ["storlek ", { "var": "x.t.now" }] }),
        &json!({}),
    );
    words.type_in(NOW, "3").await;
    assert_eq!(words.text(VALUE), "storlek 3");
}

#[wasm_bindgen_test]
async fn the_review_says_it_and_has_nothing_to_change() {
    let stand = stand(&thousandfold(), &json!({}));
    stand.submit().await;
    stand.submit().await;
    let said: Vec<String> = stand
        .all(".review-value")
        .iter()
        .map(|one| heard(one))
        .collect();
    assert_eq!(said, ["Inte besvarad", "Räknas ut från andra svar"]);
    assert_eq!(stand.texts(".review-change"), ["Ändra Nu"]);
}

#[wasm_bindgen_test]
async fn a_hidden_one_is_nowhere() {
    let stand = stand(&thousandfold(), &json!({ "hidden": true }));
    stand.type_in(NOW, "3").await;
    assert!(!stand.has("[data-type='computed']"));
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.texts(".review-key"), ["Nu"]);
}
