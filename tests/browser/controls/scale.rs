//! A point between two ends.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::Ticks;
use crate::contract::states::name_of;
use crate::contract::{Control, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='scale']";
const FIRST: &str = "fieldset[data-type='scale'] input[value='1']";
const FOURTH: &str = "fieldset[data-type='scale'] input[value='4']";
const LAST: &str = "fieldset[data-type='scale'] input[value='5']";

fn control() -> Control {
    Control {
        question: json!({
            "type": "scale",
            "min_label": { "sv": "Inte alls" },
            "max_label": { "sv": "Mycket väl" },
        }),
        kind: "scale",
        claims: GROUP,
        first: FIRST,
        mark_heard: false,
        between: &[],
        needed: "Välj ett tal på skalan.",
        broken: None,
    }
}

fn stand(more: &Value) -> Stand {
    Stand::asking(&json!([control().with(more)]))
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Ticks(FOURTH)).await;
}

#[wasm_bindgen_test]
async fn has_a_button_for_each_point_in_one_group() {
    let stand = stand(&json!({ "min": 0, "max": 10 }));
    let points: Vec<String> = (0..=10).map(|point| point.to_string()).collect();
    assert_eq!(stand.texts(".option-label"), points);
    let name = |radio: &web_sys::HtmlElement| radio.get_attribute("name");
    let mut names: Vec<_> = stand.all("input[type='radio']").iter().map(name).collect();
    names.dedup();
    assert_eq!(names.len(), 1, "arrow keys go from one to the next");
    let role = stand.one(GROUP).get_attribute("role");
    assert_eq!(role.as_deref(), Some("radiogroup"));
}

#[wasm_bindgen_test]
async fn an_end_is_heard_with_its_point() {
    let stand = stand(&json!({}));
    assert_eq!(
        stand.texts(".scale-ends p"),
        ["1 = Inte alls", "5 = Mycket väl"]
    );
    assert_eq!(name_of(&stand, &stand.one(FIRST)), "1 Inte alls");
    assert_eq!(name_of(&stand, &stand.one(LAST)), "5 Mycket väl");
    assert!(!stand.one(FOURTH).has_attribute("aria-labelledby"));
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn one_end_may_go_without_words_and_so_may_both() {
    let question = json!({ "id": "x.t.a", "type": "scale", "label": { "sv": "A?" } });
    let mut one = question.clone();
    one["max_label"] = json!({ "sv": "Mycket väl" });
    let stand = Stand::asking(&json!([question]));
    assert!(!stand.has(".scale-ends") && !stand.has("input[aria-labelledby]"));
    let stand = Stand::asking(&json!([one]));
    assert_eq!(stand.texts(".scale-ends p"), ["5 = Mycket väl"]);
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn is_read_with_its_last_point() {
    let stand = stand(&json!({ "min": 0, "max": 10 }));
    stand.click("input[value='0']").await;
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.text(".review-value"), "0 av 10");
}
