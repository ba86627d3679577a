//! A day and a month: several fields, one answer.

use behov_engine::{Event, Raw};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::{Control, Hand, check};
use crate::stand::{Stand, settle};
use crate::support::{Host, until};

/// The fields in Swedish order: year, month, day.
const DATE: [&str; 3] = ["#q0-0", "#q0-1", "#q0-2"];

/// Types a part into each field of the one question of this type.
struct Fields(&'static str, &'static [&'static str]);

impl Fields {
    fn at(&self, index: usize) -> String {
        let place = index + 1;
        format!("[data-type='{}'] .q-part:nth-child({place}) input", self.0)
    }
}

impl Hand for Fields {
    async fn answer(&self, stand: &Stand) {
        for (index, part) in self.1.iter().enumerate() {
            stand.type_in(&self.at(index), part).await;
        }
    }

    fn shows_answer(&self, stand: &Stand) -> bool {
        let mut fields = self.1.iter().enumerate();
        fields.all(|(index, part)| stand.value(&self.at(index)) == *part)
    }
}

fn date() -> Control {
    Control {
        question: json!({ "type": "date" }),
        kind: "date",
        claims: "fieldset[data-type='date']",
        first: "[data-type='date'] .q-part:first-child input",
        mark_heard: true,
        between: &[],
        needed: "Skriv år, månad och dag med siffror.",
        broken: Some(("2026", "Skriv både år, månad och dag.")),
    }
}

fn month() -> Control {
    Control {
        question: json!({ "type": "month" }),
        kind: "month",
        claims: "fieldset[data-type='month']",
        first: "[data-type='month'] .q-part:first-child input",
        mark_heard: true,
        between: &[],
        needed: "Skriv år och månad med siffror.",
        broken: Some(("2026", "Skriv både år och månad.")),
    }
}

fn asking(control: &Control, more: &Value) -> Stand {
    Stand::asking(&json!([control.with(more)]))
}

async fn type_date(stand: &Stand, parts: [&str; 3]) {
    for (field, part) in DATE.into_iter().zip(parts) {
        stand.type_in(field, part).await;
    }
}

#[wasm_bindgen_test]
async fn a_date_keeps_the_contract() {
    check(&date(), &Fields("date", &["2026", "5", "1"])).await;
}

#[wasm_bindgen_test]
async fn a_month_keeps_the_contract() {
    check(&month(), &Fields("month", &["2026", "09"])).await;
}

#[wasm_bindgen_test]
async fn each_field_has_its_name_and_digits_on_a_phone() {
    let stand = asking(&date(), &json!({}));
    assert_eq!(stand.texts(".q-part label"), ["År", "Månad", "Dag"]);
    for (field, label) in DATE.into_iter().zip(stand.all(".q-part label")) {
        let field = stand.one(field);
        assert_eq!(label.get_attribute("for"), Some(field.id()));
        for (name, value) in [
            ("type", Some("text")),
            ("inputmode", Some("numeric")),
            ("autocomplete", Some("off")),
            ("maxlength", None),
        ] {
            assert_eq!(field.get_attribute(name).as_deref(), value, "{name}");
        }
    }
    let stand = asking(&month(), &json!({}));
    assert_eq!(stand.texts(".q-part label"), ["År", "Månad"]);
}

/// Between its fields nobody is told that it is not whole yet.
#[wasm_bindgen_test]
async fn is_left_when_the_focus_leaves_all_of_it() {
    let stand = asking(&date(), &json!({}));
    stand.type_in(DATE[0], "2026").await;
    stand.focus(DATE[1]).await;
    stand.type_in(DATE[1], "5").await;
    stand.focus(DATE[2]).await;
    assert!(!stand.has(".q-error"), "{}", stand.html());
    stand.leave().await;
    assert_eq!(
        stand.texts(".q-error"),
        ["Fel: Skriv både år, månad och dag."]
    );
    stand.type_in(DATE[2], "1").await;
    assert!(!stand.has(".q-error"), "{}", stand.html());
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_and_in_which_fields() {
    let limits = json!({ "earliest": "2026-01-15", "latest": "2027-12-31" });
    for (parts, words, wrong) in [
        (["2026", "", "1"], "Skriv både år, månad och dag.", &[1][..]),
        (
            ["26", "5", "1"],
            "Skriv året med fyra siffror, till exempel 2026.",
            &[0],
        ),
        (
            ["2026", "4", "31"],
            "Datumet finns inte. Kontrollera siffrorna för dag och månad.",
            &[1, 2],
        ),
        (
            ["2026", "1", "14"],
            "Svara med 15 januari 2026 eller senare.",
            &[0, 1, 2],
        ),
        (
            ["2028", "1", "1"],
            "Svara med 31 december 2027 eller tidigare.",
            &[0, 1, 2],
        ),
    ] {
        let stand = asking(&date(), &limits);
        type_date(&stand, parts).await;
        stand.leave().await;
        assert_eq!(
            stand.texts(".q-error"),
            [format!("Fel: {words}")],
            "{parts:?}"
        );
        for (index, (field, part)) in DATE.into_iter().zip(parts).enumerate() {
            let says = stand.one(field).has_attribute("aria-invalid");
            assert_eq!(says, wrong.contains(&index), "{parts:?}, {index}");
            assert_eq!(stand.value(field), part, "what was typed stays");
        }
    }
}

#[wasm_bindgen_test]
async fn says_what_is_wrong_with_a_month() {
    let limits = json!({ "earliest": "2026-05" });
    for (parts, words) in [
        (["2026", "13"], "Skriv månaden som ett tal från 1 till 12."),
        (["2026", "4"], "Svara med maj 2026 eller senare."),
    ] {
        let stand = asking(&month(), &limits);
        stand.type_in(DATE[0], parts[0]).await;
        stand.type_in(DATE[1], parts[1]).await;
        stand.leave().await;
        assert_eq!(stand.texts(".q-error"), [format!("Fel: {words}")]);
    }
}

/// The parts are told by what they mean, and the review writes them out; the
/// first and the last day of a year show whether a time zone moves them.
#[wasm_bindgen_test]
async fn the_review_writes_it_as_the_language_does() {
    for (parts, words) in [
        (["2026", "5", "1"], "1 maj 2026"),
        (["2026", "01", "01"], "1 januari 2026"),
        (["2026", "12", "31"], "31 december 2026"),
    ] {
        let stand = asking(&date(), &json!({}));
        type_date(&stand, parts).await;
        stand.submit().await;
        stand.submit().await;
        assert_eq!(stand.texts(".review-value"), [words]);
    }
    let stand = asking(&month(), &json!({}));
    for (index, part) in ["2026", "1"].into_iter().enumerate() {
        let (at, text) = (stand.key("x.t.asked"), part.to_owned());
        let raw = Raw::Part { index, text };
        stand.apply(Event::Answered { at, raw }).await;
    }
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.texts(".review-value"), ["januari 2026"]);
}

/// Norwegians write the day first; the answer is the same.
#[wasm_bindgen_test]
async fn the_order_is_that_of_the_language() {
    let text = |text: &str| json!({ "sv": text, "nb": text });
    let mut document = crate::support::bilingual();
    document["pages"][0]["questions"] = json!([
        { "id": "x.t.a", "type": "date", "label": text("A"), "latest": "2026-04-30" },
        { "id": "x.t.b", "type": "month", "label": text("B") },
    ]);
    let host = Host::new(&[("lang", "nb")]);
    let mounted = host.mount(&document).await;
    let labels = |host: &Host| {
        let labels = host.root.query_selector_all(".q-part label").unwrap();
        let text = |index| labels.get(index).unwrap().text_content().unwrap();
        (0..labels.length()).map(text).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(labels(&host), "Dag Måned År Måned År");
    for (field, part) in [("#q0-0", "1"), ("#q0-1", "5"), ("#q0-2", "2026")] {
        host.type_in(field, part);
    }
    settle().await;
    host.click(".button.primary");
    settle().await;
    let error = host.text(".q-error");
    assert!(
        error.ends_with("Svar med 30. april 2026 eller tidligere."),
        "{error}"
    );

    // The fields change places with the language, what stands in them too.
    host.element.set_attribute("lang", "sv").unwrap();
    mounted.set("lang", Some("sv".to_owned()));
    until("Swedish", || labels(&host) == "År Månad Dag År Månad").await;
    let values = DATE.map(|field| host.value(field));
    assert_eq!(values, ["2026", "5", "1"]);
}
