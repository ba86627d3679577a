//! What is offered, and what becomes of it.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{FIELD, HIT, areas, comes, names, occupations, says, sent, stand};
use crate::stand::{Stand, fire, settle};

async fn ready(more: usize, strict: bool) -> Stand {
    let stand = stand("ssyk2012", &json!({ "free_text": !strict }));
    stand.focus(FIELD).await;
    comes(&stand, "ssyk2012", occupations(more)).await;
    stand
}

#[wasm_bindgen_test]
async fn a_suggestion_shows_why_it_is_one_and_what_it_is_a_part_of() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "yrkesd").await;
    assert_eq!(names(&stand), ["Anläggningsdykare"]);
    assert_eq!(stand.texts(".hit-note"), ["yrkesdykare · Byggnadsarbetare"]);
    assert_eq!(stand.texts(".hit mark"), ["yrkesd"]);
    stand.type_in(FIELD, "dykare").await;
    assert_eq!(stand.texts(".hit-name mark"), ["dykare"]);
    assert_eq!(stand.texts(".keep"), ["Passar inget? Behåll ”dykare”"]);
    assert_eq!(stand.hinted().as_deref(), Some("Ett förslag."));
}

#[wasm_bindgen_test]
async fn what_is_pressed_is_the_answer() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "svet").await;
    // As a press: the field keeps the focus, and the list what it shows.
    let hit = stand.one(".hit:not(.keep)");
    let pressed = web_sys::EventInit::new();
    pressed.set_bubbles(true);
    pressed.set_cancelable(true);
    let pressed = web_sys::Event::new_with_event_init_dict("mousedown", &pressed).unwrap();
    assert!(!hit.dispatch_event(&pressed).unwrap(), "no focus is taken");
    // Inside of it too.
    stand.click(".hit:not(.keep) mark").await;
    assert_eq!(stand.value(FIELD), "Svetsare");
    assert!(!stand.has(".lookup-box"));
    assert_eq!(stand.texts(".lookup-note"), ["Smeder"]);
    assert_eq!(stand.described(&stand.one(FIELD)), ["Smeder"]);
    stand.assert_wired();
    let expected = json!({
        "system": "ssyk2012", "version": "2012", "code": "7212", "display": "Svetsare" });
    assert_eq!(sent(&stand).await, expected);
}

#[wasm_bindgen_test]
async fn the_review_tells_two_of_one_name_apart() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "heroy").await;
    assert_eq!(names(&stand), ["Herøy", "Herøy"]);
    stand.all(HIT)[1].click();
    settle().await;
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.texts(".review-value"), ["Herøy (Smeder)"]);
}

#[wasm_bindgen_test]
async fn what_was_typed_is_kept_and_said_to_be_own_words() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "Rymdsvetsare").await;
    assert_eq!(stand.texts(HIT), ["Passar inget? Behåll ”Rymdsvetsare”"]);
    assert_eq!(stand.hinted().as_deref(), Some("Inget i listan passar."));
    stand.click(HIT).await;
    assert!(!stand.has(".lookup-box"));
    assert_eq!(stand.value(FIELD), "Rymdsvetsare");
    assert_eq!(stand.texts(".lookup-note"), ["Sparas med dina egna ord"]);
    assert_eq!(sent(&stand).await, json!({ "text": "Rymdsvetsare" }));
}

#[wasm_bindgen_test]
async fn leaving_keeps_the_words_and_takes_what_is_called_just_so() {
    for (typed, answer) in [
        ("svets", json!({ "text": "svets" })),
        (
            " TRAARBETARE",
            json!({ "system": "ssyk2012", "version": "2012", "code": "7111",
            "display": "Träarbetare" }),
        ),
        (
            "7115",
            json!({ "system": "ssyk2012", "version": "2012", "code": "7115",
            "display": "Anläggningsdykare" }),
        ),
        ("Herøy", json!({ "text": "Herøy" })),
        ("snickare", json!({ "text": "snickare" })),
    ] {
        let stand = ready(40, false).await;
        stand.type_in(FIELD, typed).await;
        stand.leave().await;
        assert!(!stand.has(".lookup-box"));
        assert_eq!(sent(&stand).await, answer, "{typed}");
    }
}

#[wasm_bindgen_test]
async fn where_own_words_do_not_do_it_says_so_on_leaving() {
    let stand = ready(40, true).await;
    stand.type_in(FIELD, "Rymdsvetsare").await;
    assert_eq!(stand.texts(".lookup-status"), ["Inget i listan passar."]);
    assert_eq!(says(&stand, "aria-expanded").as_deref(), Some("false"));
    assert!(!stand.has(HIT), "there is nothing to keep");
    stand.leave().await;
    assert_eq!(
        stand.texts(".q-error"),
        ["Fel: Välj ett av alternativen i listan."]
    );
    assert!(!stand.has(".lookup-note"));
    stand.type_in(FIELD, "svetsare").await;
    stand.click(HIT).await;
    assert!(!stand.has(".q-error"));
}

#[wasm_bindgen_test]
async fn typing_on_is_how_to_change_it() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "svetsare").await;
    stand.click(".hit:not(.keep)").await;
    stand.type_in(FIELD, "Dykare").await;
    assert_eq!(names(&stand), ["Anläggningsdykare"]);
    assert!(!stand.has(".lookup-note"));
    stand.type_in(FIELD, "D").await;
    let field = stand.one(FIELD);
    js_sys::Reflect::set(&field, &"value".into(), &"".into()).unwrap();
    fire(&field, "input");
    settle().await;
    // What was chosen before is offered again.
    assert_eq!(names(&stand), ["Svetsare"]);
    assert!(!stand.has(".lookup-note"));
    assert_eq!(sent(&stand).await, json!(null));
}

#[wasm_bindgen_test]
async fn no_more_than_twenty_are_shown_and_all_are_told() {
    let stand = ready(40, false).await;
    stand.type_in(FIELD, "provare").await;
    assert_eq!(names(&stand).len(), 20);
    let more = "De 20 bästa av 40 visas. Skriv mer för att hitta rätt.";
    assert_eq!(stand.texts(".lookup-status"), [more]);
    assert_eq!(stand.hinted().as_deref(), Some("40 förslag."));
    stand.type_in(FIELD, "provare 3").await;
    assert!(!stand.has(".lookup-status"), "{}", stand.html());
}

#[wasm_bindgen_test]
async fn few_entries_are_all_shown_when_the_field_is_opened() {
    let stand = stand("yh-area", &json!({}));
    stand.click(FIELD).await;
    assert_eq!(
        stand.texts(".lookup-status"),
        ["Listan hämtas … Du kan skriva under tiden."]
    );
    comes(&stand, "yh-area", areas()).await;
    let all = ["Data/IT", "Juridik", "Teknik och tillverkning"];
    assert_eq!(names(&stand), all);
    assert!(!stand.has(".keep"));
    stand.all(HIT)[1].click();
    settle().await;
    stand.click(FIELD).await;
    assert_eq!(names(&stand), all, "who has chosen sees what else there is");
    stand.type_in(FIELD, "tek").await;
    assert_eq!(names(&stand), ["Teknik och tillverkning"]);
}

#[wasm_bindgen_test]
async fn what_was_chosen_in_other_rows_is_offered_first() {
    let rows = json!([{ "id": "x.t.rows", "type": "rows", "label": { "sv": "Yrken" },
        "row_label": { "sv": "Yrke" }, "min_rows": 2, "questions": [
            { "id": "x.t.rows.job", "type": "code", "label": { "sv": "Vilket?" }, "list": "ssyk2012" },
        ] }]);
    let stand = Stand::asking(&rows);
    let field = |index: usize| format!("input[id='{}']", stand.all(FIELD)[index].id());
    stand.click(&field(0)).await;
    comes(&stand, "ssyk2012", occupations(40)).await;
    assert!(
        !stand.has(HIT),
        "nothing was chosen yet, and the list is long"
    );
    for typed in ["svetsare", "snickare", "svetsare"] {
        stand.type_in(&field(0), typed).await;
        stand.click(".hit:not(.keep)").await;
    }
    stand.click(".row:last-child .row-toggle").await;
    stand.click(&field(1)).await;
    assert_eq!(names(&stand), ["Svetsare", "Träarbetare"]);
    let notes = ["valt tidigare · Smeder", "valt tidigare · Byggnadsarbetare"];
    assert_eq!(stand.texts(".hit-note"), notes);
    assert_eq!(stand.asked_lists(), ["ssyk2012"], "once");
}
