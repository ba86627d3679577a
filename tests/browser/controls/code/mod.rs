//! An entry of a code list, searched while one types.

mod choosing;
mod coming;
mod keys;

use std::sync::Arc;

use behov::state::Listed;
use behov_engine::search::Index;
use behov_schema::codelist;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::Types;
use crate::contract::{Control, check};
use crate::stand::{Stand, settle};

pub const FIELD: &str = ".q[data-type='code'] input";
pub const HIT: &str = ".lookup-list [role='option']";

/// A question that searches in this list.
pub fn asks(list: &str, more: &Value) -> Value {
    let mut question = json!({ "type": "code", "list": list });
    for (field, value) in more.as_object().unwrap() {
        question[field] = value.clone();
    }
    question
}

/// The same, on a page of its own.
pub fn stand(list: &str, more: &Value) -> Stand {
    let mut question = asks(list, more);
    question["id"] = json!("x.t.asked");
    question["label"] = json!({ "sv": "Yrke" });
    Stand::asking(&json!([question]))
}

fn index(id: &str, entries: Value) -> Arc<Index> {
    let list = json!({
        "format": "behov.codelist/1", "id": id, "version": "2012", "title": { "sv": "Yrken" },
        "source": "Ingen", "licence": "CC0", "languages": ["sv"], "entries": entries,
    });
    let mut index = Index::new(codelist::read(&list.to_string()).unwrap());
    while index.step(100) {}
    Arc::new(index)
}

/// Occupations, two of them called the same, and so many more.
pub fn occupations(more: usize) -> Listed {
    let entry = |code: &str, label: &str, parent: &str, synonyms: &[&str]| {
        json!({ "code": code, "label": { "sv": label }, "parent": parent,
            "synonyms": { "sv": synonyms } })
    };
    let group = |code: &str, label: &str| json!({ "code": code, "label": { "sv": label }, "abstract": true });
    let mut entries = vec![
        group("711", "Byggnadsarbetare"),
        entry(
            "7115",
            "Anläggningsdykare",
            "711",
            &["dykare", "yrkesdykare"],
        ),
        entry("7111", "Träarbetare", "711", &["snickare"]),
        group("722", "Smeder"),
        entry("7212", "Svetsare", "722", &["robotsvetsare"]),
        entry("1515", "Herøy", "711", &[]),
        entry("1818", "Herøy", "722", &[]),
    ];
    let more = (0..more).map(|number| {
        let label = format!("Provare {number}");
        entry(&format!("9{number:03}"), &label, "722", &[])
    });
    entries.extend(more);
    Listed::Ready(index("ssyk2012", json!(entries)))
}

/// A list that can be seen at a glance.
pub fn areas() -> Listed {
    let areas = ["Data/IT", "Juridik", "Teknik och tillverkning"];
    let entry = |(code, label): (usize, &&str)| json!({ "code": code.to_string(), "label": { "sv": label } });
    let entries: Vec<Value> = areas.iter().enumerate().map(entry).collect();
    Listed::Ready(index("yh-area", json!(entries)))
}

/// The list comes.
pub async fn comes(stand: &Stand, id: &str, listed: Listed) {
    stand.state.listed(id, listed);
    settle().await;
}

/// An attribute of the field.
pub fn says(stand: &Stand, name: &str) -> Option<String> {
    stand.one(FIELD).get_attribute(name)
}

/// The names of the suggestions, as they are read.
pub fn names(stand: &Stand) -> Vec<String> {
    stand.texts(".hit-name")
}

/// What would be sent as the answer.
pub async fn sent(stand: &Stand) -> Value {
    for _ in 0..2 {
        stand.submit().await;
    }
    stand.submit().await;
    stand
        .sent_body()
        .pointer("/x/t/asked")
        .cloned()
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn keeps_the_contract() {
    let control = Control {
        question: asks("ssyk2012", &json!({})),
        kind: "code",
        claims: FIELD,
        first: FIELD,
        mark_heard: false,
        between: &[],
        needed: "Skriv ett ord och välj i listan.",
        broken: None,
    };
    check(&control, &Types(FIELD, "såg")).await;
}

#[wasm_bindgen_test]
async fn is_a_combobox_with_a_list() {
    let stand = stand("ssyk2012", &json!({}));
    for (name, value) in [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-expanded", "false"),
        ("autocomplete", "off"),
        ("type", "text"),
    ] {
        assert_eq!(says(&stand, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(says(&stand, "aria-controls"), None, "there is no list yet");
    assert_eq!(stand.asked_lists(), [""; 0], "nobody has touched it");
    stand.focus(FIELD).await;
    assert_eq!(stand.asked_lists(), ["ssyk2012"]);
    assert!(!stand.has(".lookup-box"), "who passes through sees nothing");
    comes(&stand, "ssyk2012", occupations(40)).await;
    assert!(!stand.has(".lookup-box"));
    stand.type_in(FIELD, "dyk").await;
    assert_eq!(says(&stand, "aria-expanded").as_deref(), Some("true"));
    assert_eq!(
        says(&stand, "aria-activedescendant"),
        None,
        "nothing is chosen for anybody"
    );
    let list = stand.one("[role='listbox']");
    assert_eq!(says(&stand, "aria-controls"), Some(list.id()));
    assert_eq!(list.get_attribute("aria-label").as_deref(), Some("Yrke"));
    let options = stand.all(HIT);
    assert!(
        options
            .iter()
            .all(|option| option.parent_element().as_ref() == Some(&*list))
    );
    stand.assert_wired();
}
