//! A list that comes late, not at all, or after an answer that it must name.

use behov::state::Listed;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{FIELD, HIT, comes, names, occupations, sent, stand};
use crate::stand::Stand;

const FAILED: &str = "Listan kunde inte hämtas. Skriv svaret med egna ord, eller försök igen.";

#[wasm_bindgen_test]
async fn what_is_typed_while_it_comes_is_kept_and_searched() {
    let stand = stand("ssyk2012", &json!({}));
    stand.type_in(FIELD, "svets").await;
    assert_eq!(
        stand.texts(".lookup-status"),
        ["Listan hämtas … Du kan skriva under tiden."]
    );
    comes(&stand, "ssyk2012", occupations(40)).await;
    assert_eq!(stand.value(FIELD), "svets");
    assert_eq!(names(&stand), ["Svetsare"]);
    assert_eq!(stand.asked_lists(), ["ssyk2012"]);
}

#[wasm_bindgen_test]
async fn without_the_list_own_words_are_an_answer() {
    let stand = stand("ssyk2012", &json!({ "required": true }));
    stand.type_in(FIELD, "Svetsare").await;
    comes(&stand, "ssyk2012", Listed::Failed).await;
    assert_eq!(stand.texts(".lookup-failed p"), [FAILED]);
    assert!(!stand.has(".lookup-box"));
    stand.assert_wired();
    assert_eq!(sent(&stand).await, json!({ "text": "Svetsare" }));
}

#[wasm_bindgen_test]
async fn it_can_be_tried_again_from_where_one_is() {
    let stand = stand("ssyk2012", &json!({ "free_text": false }));
    stand.type_in(FIELD, "svets").await;
    comes(&stand, "ssyk2012", Listed::Failed).await;
    let online = "Listan kunde inte hämtas. Kontrollera att du har internet, och försök igen.";
    assert_eq!(stand.texts(".lookup-failed p"), [online]);
    stand.type_in(FIELD, "svetsa").await;
    assert_eq!(stand.asked_lists().len(), 1, "not with every letter");
    stand.click(".lookup-failed button").await;
    assert_eq!(stand.asked_lists().len(), 2);
    assert!(!stand.has(".lookup-failed"));
    assert_eq!(
        stand.focused().unwrap().tag_name(),
        "INPUT",
        "the button is gone"
    );
    comes(&stand, "ssyk2012", occupations(40)).await;
    stand.click(HIT).await;
    assert_eq!(stand.value(FIELD), "Svetsare");
}

#[wasm_bindgen_test]
async fn a_code_to_begin_with_is_named_when_the_list_comes() {
    let stand = stand("ssyk2012", &json!({ "prefill": "7212" }));
    assert_eq!(stand.value(FIELD), "7212");
    assert_eq!(
        stand.asked_lists(),
        ["ssyk2012"],
        "though nobody touched it"
    );
    comes(&stand, "ssyk2012", occupations(40)).await;
    assert_eq!(stand.value(FIELD), "Svetsare");
    assert_eq!(stand.texts(".lookup-note"), ["Smeder"]);
    assert!(stand.has(".q-prefilled"), "it is still as it was given");
    assert_eq!(sent(&stand).await["code"], json!("7212"));
}

#[wasm_bindgen_test]
async fn an_answer_in_whole_is_shown_without_the_list() {
    let coded = json!({ "system": "ssyk2012", "version": "2012", "code": "7212",
        "display": "Svetsare m.fl." });
    let stand = stand("ssyk2012", &json!({ "prefill": coded }));
    assert_eq!(stand.value(FIELD), "Svetsare m.fl.");
    comes(&stand, "ssyk2012", Listed::Failed).await;
    assert_eq!(sent(&stand).await, coded);
}

#[wasm_bindgen_test]
async fn a_code_that_cannot_be_changed_is_named_too() {
    let stand = stand("ssyk2012", &json!({ "prefill": "7212", "read_only": true }));
    assert_eq!(stand.texts(".q-value"), ["7212"]);
    assert_eq!(stand.asked_lists(), ["ssyk2012"]);
    comes(&stand, "ssyk2012", occupations(40)).await;
    assert_eq!(stand.texts(".q-value"), ["Svetsare"]);
}

#[wasm_bindgen_test]
async fn the_list_follows_the_country() {
    let stand = Stand::asking(&json!([
        { "id": "org.country", "type": "choice", "label": { "sv": "Land" }, "choices": [
            { "code": "NO", "label": { "sv": "Norge" } }, { "code": "SE", "label": { "sv": "Sverige" } }] },
        { "id": "x.t.asked", "type": "code", "label": { "sv": "Yrke" },
          "lists": { "NO": "styrk08", "SE": "ssyk2012" } },
    ]));
    stand.type_in(FIELD, "svets").await;
    comes(&stand, "ssyk2012", occupations(40)).await;
    stand.click(".hit:not(.keep)").await;
    assert_eq!(stand.texts(".lookup-note"), ["Smeder"]);
    stand.click("label[for='q0-0']").await;
    assert_eq!(stand.value(FIELD), "Svetsare", "no word is lost");
    assert!(!stand.has(".lookup-note"), "but here it is no code");
    stand.click(FIELD).await;
    assert_eq!(stand.asked_lists(), ["ssyk2012", "styrk08"]);
}
