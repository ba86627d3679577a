//! Answers that the page around the form, or the link to it, begins with.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::settle;
use crate::support::{Host, document};

/// The question beside those of the document whose answers are codes.
fn with_sector() -> Value {
    let choice = |code: &str| json!({ "code": code, "label": { "sv": code } });
    let mut document = document();
    let questions = document["pages"][0]["questions"].as_array_mut().unwrap();
    questions.push(json!({
        "id": "org.sector", "type": "choice", "display": "select", "label": { "sv": "Sektor" },
        "choices": [choice("private"), choice("state")],
    }));
    document
}

/// Goes to this fragment of the test's page.
fn go_to(fragment: &str) {
    leptos::prelude::location().set_hash(fragment).unwrap();
}

fn fragment() -> String {
    leptos::prelude::location().hash().unwrap()
}

#[wasm_bindgen_test]
async fn the_attribute_begins_the_form_and_what_does_not_fit_is_told() {
    let answers = json!({
        "org.name": "Exempels\u{e5}gen AB", "need.occupation": "Svetsare", "org.sector": "other",
        "x.t.none/~": 1, "x.t.note": ["no", "text"],
    });
    let host = Host::new(&[("prefill", &answers.to_string())]);
    let mounted = host.mount(&with_sector()).await;
    assert_eq!(host.value("#q0"), "Exempels\u{e5}gen AB");
    assert_eq!(host.value("#q2"), "");
    assert_eq!(
        host.root
            .query_selector_all(".q-prefilled")
            .unwrap()
            .length(),
        1
    );
    let told = host.told("behov-error", "pointer");
    assert_eq!(told, ["/org.sector", "/x.t.none~1~0", "/x.t.note"]);
    let codes = host.told("behov-error", "code");
    assert!(
        codes.iter().all(|code| code == "prefill.ignored"),
        "{codes:?}"
    );
    host.type_in("#q0", "Kvarnen");
    settle().await;
    assert!(!host.has(".q-prefilled") && host.has(".q-edited"));
    // It counts at the start, and changes nothing later.
    mounted.set("prefill", Some("{}".to_owned()));
    assert_eq!(host.value("#q0"), "Kvarnen");
}

#[wasm_bindgen_test]
async fn an_attribute_that_is_no_object_breaks_nothing() {
    for text in [
        "[]",
        "1",
        "{",
        "{\"org.name\":\"a\",\"org.name\":\"b\"}",
        "null",
    ] {
        let host = Host::new(&[("prefill", text)]);
        let mounted = host.mount(&document()).await;
        assert_eq!(host.value("#q0"), "", "{text}");
        assert_eq!(
            host.told("behov-error", "code"),
            ["prefill.ignored"],
            "{text}"
        );
        assert_eq!(host.told("behov-ready", "id"), ["stand"]);
        drop(mounted);
    }
    let host = Host::new(&[("prefill", "")]);
    let _mounted = host.mount(&document()).await;
    assert!(host.told("behov-error", "code").is_empty());
}

#[wasm_bindgen_test]
async fn a_link_is_taken_out_of_the_address_and_said_to_each() {
    let window = web_sys::window().unwrap();
    let history = window.history().unwrap();
    history
        .replace_state_with_url(&"kept".into(), "", None)
        .unwrap();
    go_to("behov:org.sector=state&org.name=Ring%20oss&campaign=brev");
    let before = history.length().unwrap();
    history
        .replace_state_with_url(&"kept".into(), "", None)
        .unwrap();
    for _ in 0..2 {
        let host = Host::new(&[
            ("campaign", "sida"),
            ("prefill", r#"{"org.sector":"private"}"#),
        ]);
        let mounted = host.mount(&with_sector()).await;
        assert_eq!(fragment(), "");
        assert_eq!(history.state().unwrap(), JsValue::from("kept"));
        assert_eq!(history.length().unwrap(), before);
        assert_eq!(host.value("#q3"), "state");
        assert_eq!(host.value("#q0"), "");
        assert_eq!(host.told("behov-error", "code"), ["link.ignored"]);
        drop(mounted);
    }
    // Whoever comes by another link is told something else.
    go_to("behov:");
    let host = Host::new(&[]);
    let _mounted = host.mount(&with_sector()).await;
    assert_eq!((host.value("#q3").as_str(), fragment().as_str()), ("", ""));
    assert!(host.told("behov-error", "code").is_empty());
}

/// With such names every answer would be refused.
#[wasm_bindgen_test]
async fn a_campaign_and_a_region_without_the_form_of_a_name_are_left_out_and_told() {
    let host = Host::new(&[("campaign", "H\u{f6}st 2026"), ("region", "kusten")]);
    let mounted = host.mount(&document()).await;
    let told = || {
        let codes = host.told("behov-error", "code");
        assert!(codes.iter().all(|code| code == "attribute.ignored"));
        host.told("behov-error", "pointer")
    };
    assert_eq!(told(), ["/campaign"]);
    mounted.set("region", Some("Kusten!".to_owned()));
    mounted.set("campaign", Some("host-2026".to_owned()));
    mounted.set("campaign", Some(String::new()));
    assert_eq!(told(), ["/campaign", "/region"]);
}

#[wasm_bindgen_test]
async fn a_fragment_of_the_pages_own_stays() {
    go_to("org.sector=state");
    let host = Host::new(&[]);
    let _mounted = host.mount(&with_sector()).await;
    assert_eq!(fragment(), "#org.sector=state");
    assert_eq!(host.value("#q3"), "");
    go_to("");
}
