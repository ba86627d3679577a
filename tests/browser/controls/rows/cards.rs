//! Rows open and close.

use behov_engine::Event;
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADD, TOGGLE, filled, stand, toggle};
use crate::stand::Stand;

/// Whether each row is open, in order.
fn open(stand: &Stand) -> Vec<bool> {
    let toggles = stand.all(TOGGLE);
    let says = |toggle: &web_sys::HtmlElement| toggle.get_attribute("aria-expanded").unwrap();
    toggles.iter().map(|one| says(one) == "true").collect()
}

fn required() -> Value {
    json!({ "questions": [
        { "id": "x.t.asked.occupation", "type": "text", "label": { "sv": "Yrke?" }, "required": true },
    ] })
}

#[wasm_bindgen_test]
async fn a_heading_opens_its_row_and_closes_it() {
    let stand = stand(&json!({ "min_rows": 3 }));
    assert_eq!(open(&stand), [true, false, false], "the first one is open");
    assert_eq!(stand.all(".row-body").len(), 1, "a closed row is not drawn");
    let second = stand.one(&toggle(2));
    assert_eq!(second.tag_name(), "BUTTON");
    assert_eq!(second.tab_index(), 0);
    assert_eq!(second.parent_element().unwrap().tag_name(), "H4");
    assert!(
        !second.has_attribute("aria-controls"),
        "there is nothing yet"
    );

    second.focus().unwrap();
    stand.click(&toggle(2)).await;
    assert_eq!(
        open(&stand),
        [true, true, false],
        "the others stay as they are"
    );
    let controls = second.get_attribute("aria-controls").unwrap();
    let body = stand.one(&format!("[id='{controls}']"));
    assert!(body.parent_element() == stand.one(".row:nth-of-type(2)").dyn_into().ok());
    stand.assert_wired();

    stand.click(&toggle(2)).await;
    assert_eq!(open(&stand), [true, false, false]);
    assert!(
        stand.focused().is_some_and(|at| at == *second),
        "the heading keeps the focus"
    );
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn a_closed_row_is_summed_up_in_its_heading() {
    let stand = filled(&["Svetsare"], &json!({})).await;
    assert_eq!(stand.text(TOGGLE), "Yrke 1", "the answers can be seen");
    stand.click(TOGGLE).await;
    assert_eq!(stand.text(TOGGLE), "Yrke 1: Svetsare");
    stand.click(TOGGLE).await;
    assert_eq!(stand.value(".row-body input"), "Svetsare");
    stand.type_in(".row-body input", "").await;
    stand.type_in(".row-body input", &"lång ".repeat(12)).await;
    stand.click(TOGGLE).await;
    let text = stand.text(TOGGLE);
    assert!(text.ends_with('…') && text.chars().count() < 60, "{text}");
}

#[wasm_bindgen_test]
async fn a_summary_is_made_of_what_can_be_read_alone() {
    let label = |text: &str| json!({ "sv": text });
    let stand = stand(&json!({ "min_rows": 1, "questions": [
        { "id": "x.t.asked.sure", "type": "yes_no", "label": label("Säkert?") },
        { "id": "x.t.asked.kind", "type": "choices", "label": label("Vilka?"), "choices": [
            { "code": "a", "label": label("Dag") }, { "code": "b", "label": label("Natt") },
        ] },
        { "id": "x.t.asked.occupation", "type": "text", "label": label("Yrke?") },
        { "id": "x.t.asked.other", "type": "text", "label": label("Annat?"),
          "visible_when": { "==": [{ "var": "x.t.asked.occupation" }, "annat"] } },
        { "id": "x.t.asked.count", "type": "integer", "label": label("Antal?"), "unit": label("personer") },
    ] }));
    stand.click(TOGGLE).await;
    assert_eq!(stand.text(TOGGLE), "Yrke 1: Inte besvarad");
    stand.click(TOGGLE).await;
    stand.click("input[value='true']").await;
    stand.click("input[value='a']").await;
    stand.click("input[value='b']").await;
    let occupation = "[id='q3-r0']";
    stand.type_in(occupation, "annat").await;
    stand.type_in("[id='q4-r0']", "Dold").await;
    stand.type_in(occupation, "Svetsare").await;
    stand.type_in("[inputmode='numeric']", "2").await;
    stand.click(TOGGLE).await;
    assert_eq!(stand.text(TOGGLE), "Yrke 1: Svetsare, 2 personer");
}

#[wasm_bindgen_test]
async fn a_new_row_closes_those_that_are_complete() {
    let stand = filled(&["Svetsare", "Snickare"], &required()).await;
    assert_eq!(open(&stand), [false, true]);
    assert_eq!(stand.texts(TOGGLE), ["Yrke 1: Svetsare", "Yrke 2"]);
    stand.type_in(".row-body input", " ").await;
    stand.click(ADD).await;
    assert_eq!(
        open(&stand),
        [false, true, true],
        "something is missing in the second"
    );
}

#[wasm_bindgen_test]
async fn what_was_open_is_open_after_another_page() {
    let stand = filled(&["Svetsare", "Snickare", "Lärare"], &json!({})).await;
    stand.click(&toggle(1)).await;
    assert_eq!(open(&stand), [true, false, true]);
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Sida 2");
    stand.apply(Event::Back).await;
    assert_eq!(open(&stand), [true, false, true]);
    stand.assert_wired();
}

/// A row costs as much as its own elements, however many there are.
#[wasm_bindgen_test]
async fn closed_rows_are_a_heading_each() {
    let stand = filled(&["a"; 10], &json!({ "max_rows": 120 })).await;
    let closed = stand.one(".row:nth-of-type(4)");
    let elements = closed.query_selector_all("*").unwrap().length();
    assert!(elements <= 5, "{elements}: {}", closed.outer_html());
    assert_eq!(stand.all(".row-body").len(), 1);
}
