//! One line of text.

use behov_engine::{Event, Raw};
use js_sys::Function;
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::{Stand, fire, settle};

const FIELD: &str = ".q[data-type='text'] input";

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    let control = Control {
        question: json!({ "type": "text", "max_length": 5 }),
        kind: "text",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv ett svar.",
        broken: Some(("för långt", "Korta texten till högst 5 tecken.")),
    };
    check(&control, &Types(FIELD, "såg")).await;
}

#[wasm_bindgen_test]
async fn tells_the_browser_what_it_is_for() {
    let stand = Stand::asking(&json!([{
        "id": "org.name",
        "type": "text",
        "label": { "sv": "Namn" },
        "autocomplete": "organization",
    }]));
    let field = stand.one(FIELD);
    let has = |name: &str| field.get_attribute(name);
    assert_eq!(has("type").as_deref(), Some("text"));
    assert_eq!(has("autocomplete").as_deref(), Some("organization"));
    assert_eq!(has("spellcheck").as_deref(), Some("false"));
    assert_eq!(has("maxlength"), None, "nothing that is pasted is cut off");
}

#[wasm_bindgen_test]
async fn follows_the_session_but_leaves_the_same_text_alone() {
    let stand = Stand::asking(&json!([
        { "id": "x.t.a", "type": "text", "label": { "sv": "A" } },
    ]));
    let at = stand.key("x.t.a");
    let raw = Raw::Text("från annat håll".to_owned());
    stand.apply(Event::Answered { at, raw }).await;
    assert_eq!(stand.value(FIELD), "från annat håll");

    // What is typed is the element's already: writing it again would disturb
    // what is being composed.
    let watch = Function::new_with_args(
        "field",
        "let text = 'från hit', writes = 0;
         Object.defineProperty(field, 'value', {
             get: () => text, set: value => { text = value; writes++; } });
         return () => writes;",
    );
    let field = stand.one(FIELD);
    let writes: Function = watch
        .call1(&JsValue::NULL, &field)
        .unwrap()
        .unchecked_into();
    fire(&field, "input");
    settle().await;
    assert_eq!(writes.call0(&JsValue::NULL).unwrap().as_f64(), Some(0.0));
    let snapshot = stand.state.snapshot(at);
    let raw = snapshot.with_untracked(|snapshot| snapshot.raw.clone());
    assert_eq!(raw, "från hit");
}
