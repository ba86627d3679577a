//! A row that was removed can be brought back.

use behov_engine::{Announce, Event, Focus};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADD, TOGGLE, filled, toggle};

const UNDO: &str = ".row-gone button";
const REMOVE: &str = ".row-body > button";

#[wasm_bindgen_test]
async fn a_removed_row_leaves_a_way_back_in_its_place() {
    let stand = filled(&["Svetsare", "Snickare", "Lärare"], &json!({})).await;
    stand.click(&toggle(3)).await;
    stand.click(&toggle(2)).await;
    let input = stand.one(".row-body input").id();
    stand.click(REMOVE).await;
    let at = stand.key("x.t.asked");
    assert_eq!(stand.sent_focus(), Some(Focus::Undo(at)));
    assert_eq!(
        stand.sent_words(),
        Some(Announce::RowRemoved { at, index: 1 })
    );
    assert_eq!(stand.one(UNDO).id(), behov::ids::undo(at));
    assert_eq!(stand.text(UNDO), "Ångra Yrke 2");
    assert_eq!(stand.text(".row-gone p"), "Yrke 2 har tagits bort.");
    let before = stand.one(".row-gone").previous_element_sibling().unwrap();
    assert!(
        before.text_content().unwrap().starts_with("Yrke 1"),
        "between the two"
    );
    assert_eq!(stand.texts(TOGGLE), ["Yrke 1: Svetsare", "Yrke 2: Lärare"]);
    stand.assert_wired();

    stand.click(UNDO).await;
    assert!(!stand.has(".row-gone"));
    assert_eq!(
        stand.texts(TOGGLE),
        ["Yrke 1: Svetsare", "Yrke 2", "Yrke 3: Lärare"],
        "it is as it was, open"
    );
    assert_eq!(stand.value(".row-body input"), "Snickare");
    assert_eq!(stand.one(".row-body input").id(), input);
    let row = stand.state.look_at(at).rows[1];
    assert_eq!(stand.sent_focus(), Some(Focus::Row { at, row }));
    assert_eq!(
        stand.sent_words(),
        Some(Announce::RowRestored { at, index: 1 })
    );
    stand.type_in(".row-body input", "Kock").await;
    stand.click(&toggle(2)).await;
    assert_eq!(stand.text(&toggle(2)), "Yrke 2: Kock", "it still answers");
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn what_was_wrong_is_wrong_again() {
    let questions = json!({ "questions": [
        { "id": "x.t.asked.count", "type": "integer", "label": { "sv": "Hur många?" } },
    ] });
    let stand = filled(&["två"], &questions).await;
    stand.submit().await;
    assert_eq!(stand.all(".summary-list li").len(), 1);
    stand.click(REMOVE).await;
    assert!(!stand.has(".summary"), "nothing is wrong any more");
    assert!(!stand.has(".rows-empty"), "the way back stands alone");
    stand.click(UNDO).await;
    assert_eq!(stand.value(".row-body input"), "två");
    assert_eq!(stand.all(".row-body .q-error").len(), 1);
    assert_eq!(stand.all(".summary-list li").len(), 1);
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn the_offer_ends_with_the_next_change_of_rows() {
    let stand = filled(&["Svetsare", "Snickare"], &json!({})).await;
    stand.click(REMOVE).await;
    stand.click(ADD).await;
    assert!(!stand.has(".row-gone"));
    stand.click(REMOVE).await;
    stand.click(&toggle(1)).await;
    stand.click(REMOVE).await;
    assert_eq!(stand.text(".row-gone p"), "Yrke 1 har tagits bort.");
    stand.submit().await;
    stand.apply(Event::Back).await;
    assert!(!stand.has(".row-gone"), "another page ends it");
    assert!(stand.has(".rows-empty"));
    stand.assert_wired();
}
