//! A text to read.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::Stand;

const TEXT: &str = "Läs *först*.\n\n- ett\n- två\n\n\
    Mer hos [tillsynen](https://example.org/a) eller [oss](mailto:info@example.org).\n\n\
    <b onclick=\"x\">inte fet</b> [x](javascript:alert(1))";

#[wasm_bindgen_test]
async fn is_a_heading_and_a_text_and_asks_for_nothing() {
    let stand = Stand::asking(&json!([{
        "id": "x.t.info",
        "type": "info",
        "label": { "sv": "Att tänka på" },
        "text": { "sv": TEXT },
    }]));
    assert_eq!(
        stand.one("h4.q-label").text_content().as_deref(),
        Some("Att tänka på")
    );
    assert!(!stand.has(".q input, .q [aria-describedby], .q-mark"));
    stand.assert_wired();
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Sida 2");
}

#[wasm_bindgen_test]
async fn may_have_no_heading() {
    let question = json!([{ "id": "x.t.i", "type": "info", "text": { "sv": "Bara text." } }]);
    let stand = Stand::asking(&question);
    assert!(!stand.has(".q .q-label"));
    assert_eq!(stand.texts(".q-text p"), ["Bara text."]);
}

#[wasm_bindgen_test]
async fn marks_become_elements_and_everything_else_is_text() {
    let question = json!([{ "id": "x.t.i", "type": "info", "text": { "sv": TEXT } }]);
    let stand = Stand::asking(&question);
    assert_eq!(stand.text(".q-text em"), "först");
    assert_eq!(stand.texts(".q-text ul li"), ["ett", "två"]);
    assert_eq!(
        stand.texts(".q-text p").last().map(String::as_str),
        Some("<b onclick=\"x\">inte fet</b> [x](javascript:alert(1))")
    );
    assert!(!stand.has(".q-text b, .q-text [onclick]"));
    let links = stand.all(".q-text a");
    let of = |index: usize, name: &str| links[index].get_attribute(name);
    assert_eq!(links.len(), 2);
    assert_eq!(of(0, "href").as_deref(), Some("https://example.org/a"));
    assert_eq!(of(0, "target").as_deref(), Some("_blank"));
    assert_eq!(of(0, "rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(of(1, "href").as_deref(), Some("mailto:info@example.org"));
    assert_eq!(of(1, "target"), None);
    assert_eq!(
        stand.texts(".q-text a"),
        ["tillsynen (öppnas i en ny flik)", "oss"]
    );
}

#[wasm_bindgen_test]
async fn a_text_in_another_language_says_so() {
    let mut document = crate::stand::document(&[json!([{
        "id": "x.t.i",
        "type": "text",
        "label": { "sv": "Namn" },
        "help": { "sv": "Hjälp." },
        "required": true,
    }])]);
    document["title"] = json!({ "sv": "Provenkät" });
    let stand = Stand::read_in(&document, "nb");
    assert_eq!(stand.one(".title").lang(), "sv");
    assert_eq!(stand.one(".q-help").lang(), "sv");
    assert_eq!(stand.one(".q-label span[lang]").lang(), "sv");
    assert_eq!(
        stand.one(".q-mark").lang(),
        "",
        "the mark is the interface's"
    );
}
