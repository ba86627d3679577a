//! One line of text.

use behov_engine::{Event, Raw};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::{Stand, fire};

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

    // The caret tells whether the text was written again while it was typed.
    let field: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(stand.one(FIELD));
    field.set_value("från hit");
    field.set_selection_range(2, 2).unwrap();
    fire(&field, "input");
    crate::stand::settle().await;
    assert_eq!(field.selection_start().unwrap(), Some(2));
    assert_eq!(stand.state.snapshot(at).raw_text(), "från hit");
}

trait RawText {
    fn raw_text(self) -> String;
}

impl RawText for leptos::prelude::ReadSignal<behov_engine::Snapshot> {
    fn raw_text(self) -> String {
        leptos::prelude::WithUntracked::with_untracked(&self, |snapshot| snapshot.raw.clone())
    }
}
