//! The part of the contract that is about answers given beforehand and about a
//! page that lets nothing be answered.

use serde_json::{Value, json};
use web_sys::Element;

use super::{Control, HELP, Hand, ID, LABEL};
use crate::stand::{Stand, heard, settle};

/// The mark of an answer that was given beforehand.
const GIVEN: &str = "Förifyllt, ändra om det inte stämmer";

/// Everything that can be worked.
const NATIVE: &str = "input, select, textarea, button";

/// While the page says so nothing can be worked; no answer is lost by it.
pub async fn disabled(control: &Control, hand: &impl Hand) {
    let stand = control.required();
    hand.answer(&stand).await;
    let before = stand.all(NATIVE);
    assert!(before.len() > 1, "a control and a button to go on");
    stand.state.disable(true);
    settle().await;
    for native in stand.all(NATIVE) {
        assert!(
            native.matches(":disabled").unwrap(),
            "{}",
            native.outer_html()
        );
    }
    assert!(hand.shows_answer(&stand), "{}", stand.html());
    stand.state.disable(false);
    settle().await;
    assert!(!stand.has(":disabled"));
    assert!(
        before.iter().all(|native| native.is_connected()),
        "drawn once"
    );
    assert!(hand.shows_answer(&stand), "{}", stand.html());
    control.assert_no_error(&stand);
}

/// An answer given beforehand is shown and marked, until it is another.
pub async fn prefilled(control: &Control, hand: &impl Hand) {
    let stands = answers(control).into_iter().map(|answer| {
        let more = json!({ "required": true, "prefill": answer });
        Stand::asking(&json!([control.with(&more)]))
    });
    let Some(stand) = { stands }.find(|stand| !hand.shows_answer(stand)) else {
        assert!(answers(control).is_empty(), "an answer and another one");
        return;
    };
    assert_eq!(stand.texts(".q-prefilled"), [GIVEN]);
    let mut described = control.description(None);
    described.push(GIVEN.to_owned());
    assert_eq!(stand.described(&control.claiming(&stand)), described);
    assert!(!stand.has(".q-error, .q-bad, .q-edited, [aria-invalid]"));
    let written = |field: &web_sys::HtmlElement| {
        let value = js_sys::Reflect::get(field, &"value".into()).unwrap();
        !field.matches("[type=radio], [type=checkbox]").unwrap()
            && value.as_string().is_some_and(|text| !text.is_empty())
    };
    let fields = stand.all(".q input, .q select, .q textarea");
    assert!(
        fields.iter().any(written) || stand.has(":checked"),
        "it is shown"
    );
    stand.assert_wired();

    hand.answer(&stand).await;
    assert!(
        fields.iter().all(|field| field.is_connected()),
        "drawn once"
    );
    assert!(!stand.has(".q-prefilled") && stand.has(".q-edited"));
    control.assert_no_error(&stand);
    assert!(hand.shows_answer(&stand), "{}", stand.html());
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Sida 2");
}

/// An answer that cannot be changed is read as in the review, and is no control.
pub async fn read_only(control: &Control) {
    for answer in answers(control) {
        let more = json!({ "required": true, "prefill": answer, "read_only": true });
        let stand = Stand::asking(&json!([control.with(&more)]));
        let frame = stand.one(".q[data-type='read_only']");
        assert!(
            !stand.has(".q :is(input, select, textarea, button)"),
            "{}",
            stand.html()
        );
        assert!(!stand.has(".q-mark, .q-prefilled, .q-error"));
        assert_eq!(frame.get_attribute("role").as_deref(), Some("group"));
        assert_eq!(name_of(&stand, &frame), LABEL);
        assert_eq!(stand.described(&frame), [HELP]);
        let value = stand.one(".q-value");
        assert_eq!(value.tab_index(), -1, "only an error leads there");
        assert_eq!(value.id(), behov::ids::field(stand.key(ID)));
        stand.assert_wired();

        let said = heard(&value);
        stand.submit().await;
        stand.submit().await;
        assert_eq!(stand.text(".review-value"), said);
        assert!(!said.is_empty() && said != "Inte besvarad", "{said}");
        assert!(!stand.has(".review-change"), "there is nothing to change");
    }
}

/// The accessible name that `aria-labelledby` gives.
pub fn name_of(stand: &Stand, element: &Element) -> String {
    let ids = element.get_attribute("aria-labelledby").unwrap();
    let texts = ids.split(' ').map(|id| stand.text(&format!("[id='{id}']")));
    texts.collect::<Vec<_>>().join(" ")
}

/// What may be given beforehand as an answer to this control: nothing where
/// somebody must give it, or where there are rows to add.
fn answers(control: &Control) -> Vec<Value> {
    let question = &control.question;
    let code = |list: &str, index: usize| question[list][index]["code"].clone();
    let answer = match question["type"].as_str().unwrap() {
        "consent" | "rows" => return Vec::new(),
        "yes_no" => return vec![json!(true), json!(false)],
        "text" | "textarea" => json!("Gran"),
        "integer" | "scale" => json!(3),
        "decimal" => json!(2.5),
        "email" => json!("post@example.org"),
        "phone" => json!("+46980319200"),
        "url" => json!("https://example.org/"),
        "date" => json!("2026-05-01"),
        "month" => json!("2026-05"),
        "year" => json!(2026),
        "organisation_number" if question["country"] == "NO" => json!("974760673"),
        "organisation_number" => json!("2021005489"),
        "code" => json!({ "text": "Gran" }),
        "choice" => code("choices", 0),
        "choices" => json!([code("choices", 0)]),
        "matrix" => {
            let lines = question["lines"].as_array().unwrap().iter();
            let line = |line: &Value| {
                let code_of_line = line["code"].as_str().unwrap().to_owned();
                (code_of_line, code("choices", 0))
            };
            Value::Object(lines.map(line).collect())
        }
        other => panic!("{other} has no answer to be given beforehand"),
    };
    vec![answer]
}
