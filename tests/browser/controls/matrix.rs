//! One choice for each of several lines.

use behov::ids;
use behov_engine::{Event, Key};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::states::name_of;
use crate::contract::{Control, Hand, check};
use crate::stand::Stand;

const GROUP: &str = "fieldset[data-type='matrix']";
const FIRST: &str = "fieldset[data-type='matrix'] tbody tr:nth-child(1) input[value='good']";
const SECOND: &str = "fieldset[data-type='matrix'] tbody tr:nth-child(2) input[value='poor']";

/// Answers both lines.
struct Both;

impl Hand for Both {
    async fn answer(&self, stand: &Stand) {
        stand.click(FIRST).await;
        stand.click(SECOND).await;
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        stand.ticked(FIRST) && stand.ticked(SECOND) && stand.all(":checked").len() >= 2
    }
}

fn control() -> Control {
    Control {
        question: json!({
            "type": "matrix",
            "lines": [
                { "code": "courses", "label": { "sv": "Kurser" } },
                {
                    "code": "trainees",
                    "label": { "sv": "Praktik" },
                    "help": { "sv": "Även LIA." },
                },
            ],
            "choices": [
                { "code": "good", "label": { "sv": "Bra" } },
                {
                    "code": "poor",
                    "label": { "sv": "Dåligt" },
                    "help": { "sv": "Eller inte alls." },
                },
            ],
        }),
        kind: "matrix",
        claims: GROUP,
        first: FIRST,
        mark_heard: true,
        between: &[],
        needed: "Välj ett svar på varje rad.",
        broken: None,
    }
}

fn stand(more: &Value) -> Stand {
    Stand::asking(&json!([control().with(more)]))
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    check(&control(), &Both).await;
}

#[wasm_bindgen_test]
async fn is_a_table_whatever_it_is_displayed_as() {
    let stand = stand(&json!({}));
    for (selector, role, count) in [
        ("table", "table", 1),
        ("thead, tbody", "rowgroup", 2),
        ("tr", "row", 3),
        ("thead th", "columnheader", 2),
        ("tbody th", "rowheader", 2),
        ("tbody td", "cell", 4),
    ] {
        let parts = stand.all(selector);
        assert_eq!(parts.len(), count, "{selector}");
        for part in parts {
            assert_eq!(part.get_attribute("role").as_deref(), Some(role));
        }
    }
    assert_eq!(stand.texts("thead th > :first-child"), ["Bra", "Dåligt"]);
    assert_eq!(
        stand.texts("tbody th > :first-child"),
        ["Kurser", "Praktik"]
    );
}

#[wasm_bindgen_test]
async fn a_button_is_called_by_its_line_and_its_choice() {
    let stand = stand(&json!({}));
    let names: Vec<String> = stand
        .all("input")
        .iter()
        .map(|radio| name_of(&stand, radio))
        .collect();
    let lines = [
        "Kurser Bra",
        "Kurser Dåligt",
        "Praktik Bra",
        "Praktik Dåligt",
    ];
    assert_eq!(names, lines);
    let described = |selector| stand.described(&stand.one(selector));
    assert!(described(FIRST).is_empty());
    assert_eq!(described(SECOND), ["Eller inte alls.", "Även LIA."]);
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn each_line_is_a_group_of_its_own() {
    let stand = stand(&json!({}));
    let name = |selector| stand.one(selector).get_attribute("name").unwrap();
    assert_ne!(name(FIRST), name(SECOND));
    stand.click(FIRST).await;
    stand.click(SECOND).await;
    stand
        .click("tbody tr:nth-child(2) input[value='good']")
        .await;
    assert!(stand.ticked(FIRST) && !stand.ticked(SECOND));
    assert_eq!(stand.all(":checked").len(), 2);
}

#[wasm_bindgen_test]
async fn a_line_without_an_answer_says_so_and_the_others_do_not() {
    let stand = stand(&json!({ "required": true }));
    stand.click(FIRST).await;
    stand.submit().await;
    let error = "Fel: Välj ett svar på varje rad, också där det saknas.";
    assert_eq!(stand.texts(".q-error"), [error]);
    assert_eq!(stand.texts(".matrix-lacking"), ["svar saknas"]);
    let wrong = stand.all("[aria-invalid='true']");
    let in_second = "tbody tr:nth-child(2) [aria-invalid='true']";
    assert_eq!((wrong.len(), stand.all(in_second).len()), (2, 2));
    assert_eq!(
        name_of(&stand, &stand.one(SECOND)),
        "Praktik svar saknas Dåligt"
    );
    stand.click(SECOND).await;
    assert!(!stand.has(".q-error, .matrix-lacking, [aria-invalid]"));
}

#[wasm_bindgen_test]
async fn what_the_questionnaire_refuses_is_wrong_in_every_line() {
    let stand = stand(&json!({
        "valid_when": { "!=": [{ "var": "x.t.asked.courses" }, "good"] },
        "valid_message": { "sv": "Kurser kan inte vara bra." },
    }));
    Both.answer(&stand).await;
    stand.submit().await;
    assert_eq!(stand.all("input[aria-invalid='true']").len(), 4);
    assert!(!stand.has(".matrix-lacking"), "no answer is missing");
}

#[wasm_bindgen_test]
async fn the_review_has_a_line_for_each_answer() {
    let stand = stand(&json!({}));
    stand.click(SECOND).await;
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.text(".review-value"), "Praktik: Dåligt");
    stand.apply(Event::Change { at: Key::top(0) }).await;
    stand.click(FIRST).await;
    stand.submit().await;
    assert_eq!(
        stand.texts(".review-value li"),
        ["Kurser: Bra", "Praktik: Dåligt"]
    );
}

#[wasm_bindgen_test]
async fn ids_and_names_hold_in_rows_too() {
    let mut question = control().with(&json!({}));
    question["id"] = json!("x.t.rows.asked");
    let stand = Stand::asking(&json!([{
        "id": "x.t.rows",
        "type": "rows",
        "min_rows": 2,
        "label": { "sv": "Rader" },
        "row_label": { "sv": "Rad" },
        "questions": [question],
    }]));
    let at = Key::in_row(1, 0);
    let first = stand.one(&format!("[id='{}']", ids::option(at, 0)));
    assert_eq!(first.get_attribute("name"), Some(ids::line(at, 0)));
    first.click();
    crate::stand::settle().await;
    assert_eq!(stand.all(":checked").len(), 1);
    stand.assert_wired();
}
