//! The keys of the pattern.

use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{FIELD, HIT, areas, comes, names, occupations, says, stand};
use crate::stand::{Stand, settle};

/// Presses a key in the field; whether the browser does nothing of its own.
async fn press(stand: &Stand, key: &str, alt: bool) -> bool {
    let init = web_sys::KeyboardEventInit::new();
    init.set_key(key);
    init.set_alt_key(alt);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event =
        web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let goes_on = stand.one(FIELD).dispatch_event(&event).unwrap();
    settle().await;
    !goes_on
}

async fn down(stand: &Stand) -> bool {
    press(stand, "ArrowDown", false).await
}

/// The suggestion that is looked at.
fn active(stand: &Stand) -> Option<String> {
    let id = says(stand, "aria-activedescendant")?;
    let selected: Vec<String> = stand
        .all("[aria-selected='true']")
        .iter()
        .map(|one| one.id())
        .collect();
    assert_eq!(
        selected,
        std::slice::from_ref(&id),
        "the same to eye and ear"
    );
    Some(stand.text(&format!("[id='{id}']")))
}

async fn opened() -> Stand {
    let stand = stand("yh-area", &json!({}));
    stand.focus(FIELD).await;
    comes(&stand, "yh-area", areas()).await;
    stand
}

#[wasm_bindgen_test]
async fn down_opens_and_goes_on_to_the_text_and_round() {
    let stand = opened().await;
    assert!(down(&stand).await, "the page is not scrolled");
    assert_eq!(active(&stand).as_deref(), Some("Data/IT"));
    assert!(
        stand.focused().unwrap().matches("input").unwrap(),
        "the focus stays"
    );
    for next in [
        Some("Juridik"),
        Some("Teknik och tillverkning"),
        None,
        Some("Data/IT"),
    ] {
        down(&stand).await;
        assert_eq!(active(&stand).as_deref(), next);
    }
    for before in [None, Some("Teknik och tillverkning"), Some("Juridik")] {
        press(&stand, "ArrowUp", false).await;
        assert_eq!(active(&stand).as_deref(), before);
    }
}

#[wasm_bindgen_test]
async fn up_opens_at_the_last() {
    let stand = opened().await;
    press(&stand, "ArrowUp", false).await;
    assert_eq!(active(&stand).as_deref(), Some("Teknik och tillverkning"));
}

#[wasm_bindgen_test]
async fn enter_takes_what_is_looked_at_and_else_only_closes() {
    let stand = opened().await;
    down(&stand).await;
    down(&stand).await;
    assert!(press(&stand, "Enter", false).await, "the page is not left");
    assert_eq!(stand.value(FIELD), "Juridik");
    assert!(!stand.has(".lookup-box"));
    assert!(!press(&stand, "Enter", false).await, "now it is the page's");

    down(&stand).await;
    assert_eq!(active(&stand).as_deref(), Some("Juridik"), "where one is");
    press(&stand, "Escape", false).await;
    stand.type_in(FIELD, "ju").await;
    assert!(press(&stand, "Enter", false).await);
    assert!(!stand.has(".lookup-box"));
    assert_eq!(stand.value(FIELD), "ju", "nothing is chosen for anybody");
}

#[wasm_bindgen_test]
async fn escape_closes_and_keeps_what_was_typed() {
    let stand = opened().await;
    stand.type_in(FIELD, "ju").await;
    down(&stand).await;
    assert!(press(&stand, "Escape", false).await);
    assert!(!stand.has(".lookup-box"));
    assert_eq!(stand.value(FIELD), "ju");
    assert!(
        !press(&stand, "Escape", false).await,
        "then it is the page's"
    );
}

#[wasm_bindgen_test]
async fn alt_and_an_arrow_open_and_close_and_go_nowhere() {
    let stand = opened().await;
    assert!(press(&stand, "ArrowDown", true).await);
    assert_eq!((names(&stand).len(), active(&stand)), (3, None));
    assert!(press(&stand, "ArrowUp", true).await);
    assert!(!stand.has(HIT));
}

#[wasm_bindgen_test]
async fn letters_and_the_caret_lead_back_to_the_text() {
    for key in ["Home", "End", "ArrowLeft", "ArrowRight"] {
        let stand = opened().await;
        down(&stand).await;
        assert!(!press(&stand, key, false).await, "the caret moves");
        assert_eq!((names(&stand).len(), active(&stand)), (3, None), "{key}");
    }
    let stand = opened().await;
    down(&stand).await;
    stand.type_in(FIELD, "t").await;
    assert_eq!(active(&stand), None);
    assert!(!press(&stand, "Tab", false).await);
}

#[wasm_bindgen_test]
async fn an_arrow_before_the_list_is_there_opens_it_when_it_comes() {
    let stand = stand("ssyk2012", &json!({}));
    stand.type_in(FIELD, "sve").await;
    down(&stand).await;
    comes(&stand, "ssyk2012", occupations(0)).await;
    assert_eq!(
        (names(&stand), active(&stand)),
        (vec!["Svetsare".to_owned()], None)
    );
    down(&stand).await;
    assert_eq!(active(&stand).as_deref(), Some("Svetsare Smeder"));
    let frame: web_sys::Element = stand.one(".q").unchecked_into();
    assert!(frame.matches(".q:not(.q-bad)").unwrap());
}
