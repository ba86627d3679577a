//! The choice of a language: everything stays but the words.

use behov::i18n::own_name;
use behov_engine::{Event, Key};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::settle;
use crate::support::{Host, Network, bilingual, document, review, until, wait, words_with};

const NAME: &str = ".q[data-type='text'] input";
const NUMBER: &str = ".q[data-type='organisation_number'] input";
const NOTE: &str = "textarea";
const PRIMARY: &str = ".button.primary";
const SWEDISH: &str = ".languages [lang='sv']";
const NORWEGIAN: &str = ".languages [lang='nb']";
const ALERT: &str = ".languages ~ [role='alert']";

async fn to_norwegian(host: &Host) {
    host.one(NORWEGIAN).focus().unwrap();
    host.click(NORWEGIAN);
    until("Norwegian", || {
        host.one(".behov").get_attribute("lang").as_deref() == Some("nb")
    })
    .await;
    settle().await;
}

async fn to_swedish(host: &Host) {
    host.click(SWEDISH);
    until("Swedish", || {
        host.one(".behov").get_attribute("lang").as_deref() == Some("sv")
    })
    .await;
    settle().await;
}

#[wasm_bindgen_test]
async fn there_is_a_choice_where_there_are_several() {
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    assert!(!host.has(".languages"));
    drop(mounted);

    let mounted = host.mount(&bilingual()).await;
    let group = host.one(".languages");
    assert_eq!(group.get_attribute("role").as_deref(), Some("group"));
    let label = || group.get_attribute("aria-label");
    assert_eq!(label().as_deref(), Some("Välj språk"));
    assert_eq!(host.text(SWEDISH), "Svenska");
    assert_eq!(host.text(NORWEGIAN), "Norsk bokmål");
    let current = |selector| host.one(selector).get_attribute("aria-current");
    assert_eq!(current(SWEDISH).as_deref(), Some("true"));
    assert_eq!(current(NORWEGIAN), None);

    to_norwegian(&host).await;
    assert_eq!(label().as_deref(), Some("Velg språk"));
    assert_eq!(current(NORWEGIAN).as_deref(), Some("true"));
    assert_eq!(current(SWEDISH), None);
    drop(mounted);
}

#[wasm_bindgen_test]
async fn everything_stays_but_the_words() {
    let host = Host::new(&[]);
    let mounted = host.mount(&bilingual()).await;
    host.type_in(NUMBER, "12 34");
    host.type_in(NOTE, "  en\nrad ");
    host.click(PRIMARY);
    wait(20).await;
    host.one("details").set_attribute("open", "").unwrap();
    assert_eq!(
        host.text(".summary h3, .summary h4"),
        "Du behöver rätta 2 fel för att komma vidare"
    );
    let button = host.one(NORWEGIAN);

    to_norwegian(&host).await;
    assert_eq!(host.text("h2.title"), "Provenkät (nb)");
    assert_eq!(
        host.text(".summary h3, .summary h4"),
        "Du må rette 2 feil for å komme videre"
    );
    assert!(host.text(".q-error").contains("Skriv et svar."));
    assert_eq!(host.value(NUMBER), "12 34", "what is wrong stays as it is");
    assert_eq!(host.value(NOTE), "  en\nrad ");
    assert!(host.one("details").has_attribute("open"));
    let focused = host.root.active_element().unwrap();
    assert!(focused.is_same_node(Some(&button)), "the focus stays");
    wait(150).await;
    assert_eq!(host.text("[role='status']"), "Språk: Norsk bokmål");
    assert_eq!(host.told("behov-language", "language"), ["nb"]);
    assert_eq!(mounted.state().locale().get_untracked(), "nb");

    host.type_in(NAME, "Exempelsågen AB");
    host.type_in(NUMBER, "");
    host.click(PRIMARY);
    settle().await;
    assert_eq!(host.text(".heading"), "Sida 2 (nb)", "it still answers");
    host.click("button.add");
    settle().await;
    host.type_in(".row input", "Sveiser");
    to_swedish(&host).await;
    assert_eq!(host.text(".heading"), "Sida 2", "the page stays");
    assert_eq!(host.value(".row input"), "Sveiser", "so does the row");
    mounted.state().dispatch(Event::Back);
    settle().await;
    assert_eq!(host.value(NAME), "Exempelsågen AB");
    assert_eq!(host.told("behov-language", "language"), ["nb", "sv"]);
    assert_eq!(host.told("behov-step", "step"), ["p1", "p0"]);
}

/// Which rows are open, and what may be brought back.
#[wasm_bindgen_test]
async fn rows_stay_open_and_closed() {
    let host = Host::new(&[]);
    let _mounted = host.mount(&bilingual()).await;
    host.type_in(NAME, "Exempelsågen AB");
    host.click(PRIMARY);
    settle().await;
    for name in ["Svetsare", "Snickare"] {
        host.click("button.add");
        settle().await;
        host.type_in(".row-body input", name);
    }
    host.click(".row-body > button");
    to_norwegian(&host).await;
    assert_eq!(host.text(".row-gone p"), "Yrke (nb) 2 er fjernet.");
    assert!(!host.has(".row-body"), "the first one is closed");
    host.click(".row-gone button");
    settle().await;
    assert_eq!(host.value(".row-body input"), "Snickare");
}

#[wasm_bindgen_test]
async fn a_field_keeps_the_focus_when_the_page_changes_the_language() {
    let host = Host::new(&[]);
    let mounted = host.mount(&bilingual()).await;
    host.type_in(NUMBER, "12 34");
    host.one(NUMBER).focus().unwrap();
    let id = host.one(NUMBER).id();
    host.element.set_attribute("lang", "nn").unwrap();
    mounted.set("lang", Some("nn".to_owned()));
    until("Norwegian", || host.text(PRIMARY) == "Neste").await;
    settle().await;
    assert_eq!(host.focused(), id);
    assert_eq!(host.value(NUMBER), "12 34");

    // What has no id of its own gives the focus to the heading.
    host.one(PRIMARY).focus().unwrap();
    host.element.set_attribute("lang", "sv").unwrap();
    mounted.set("lang", Some("sv".to_owned()));
    until("Swedish", || host.text(PRIMARY) == "Nästa").await;
    settle().await;
    assert_eq!(host.focused(), "heading");
}

#[wasm_bindgen_test]
async fn a_language_that_does_not_come_changes_nothing_and_is_said() {
    let host = Host::new(&[]);
    let broken = words_with(
        "let tries = 0;
         return language => language === 'nb' && tries++ === 0
             ? Promise.reject({ code: 'load.network' }) : all(language)",
    );
    let text = bilingual().to_string();
    let mounted = host.try_mount(&text, broken).await.unwrap();
    host.type_in(NAME, "Exempelsågen AB");
    host.one(NORWEGIAN).focus().unwrap();
    host.click(NORWEGIAN);
    until("an alert", || !host.text(ALERT).is_empty()).await;
    let sentence = "Det gick inte att byta språk till Norsk bokmål. Försök igen.";
    assert_eq!(host.text(ALERT), sentence);
    assert_eq!(host.told("behov-error", "code"), ["load.network"]);
    assert_eq!(host.text(PRIMARY), "Nästa");
    assert_eq!(host.value(NAME), "Exempelsågen AB");
    assert_eq!(mounted.state().locale().get_untracked(), "sv");
    assert!(host.told("behov-language", "language").is_empty());

    to_norwegian(&host).await;
    assert_eq!(host.text(ALERT), "");
    assert_eq!(host.value(NAME), "Exempelsågen AB");
}

#[wasm_bindgen_test]
async fn who_stays_with_the_language_is_told_no_more() {
    let host = Host::new(&[]);
    let none = words_with(
        "return language => language === 'nb' ? Promise.reject({ code: 'load.status' })
             : all(language)",
    );
    let mounted = host
        .try_mount(&bilingual().to_string(), none)
        .await
        .unwrap();
    host.click(NORWEGIAN);
    until("an alert", || !host.text(ALERT).is_empty()).await;
    host.click(SWEDISH);
    until("no alert", || host.text(ALERT).is_empty()).await;
    assert!(host.told("behov-language", "language").is_empty());
    drop(mounted);
}

#[wasm_bindgen_test]
async fn a_submission_says_in_which_language_it_was_answered() {
    let network = Network::stores();
    let host = Host::new(&[]);
    let mounted = host.mount(&bilingual()).await;
    review(mounted.state());
    settle().await;
    to_norwegian(&host).await;
    assert_eq!(host.text(".heading"), "Se over og send inn");
    host.click(PRIMARY);
    until("a receipt", || host.has(".receipt")).await;
    let body: Value = serde_json::from_str(&network.bodies().await[0]).unwrap();
    assert_eq!(body["meta"]["locale"], "nb");
    let raw = mounted.state().snapshot(Key::top(0)).get_untracked().raw;
    assert_eq!(raw, "Exempelsågen AB");

    // The receipt can be read in both.
    let code = host.text(".receipt-code");
    to_swedish(&host).await;
    assert_eq!(host.text(".receipt-code"), code);
    assert!(host.text(".heading").contains("Tack!"));
}

#[wasm_bindgen_test]
fn a_language_is_called_as_it_calls_itself() {
    for (tag, name) in [
        ("sv", "Svenska"),
        ("nn", "Norsk nynorsk"),
        ("sma", "Åarjelsaemien gïele"),
        // What the browser says, in its own spelling.
        ("de", "Deutsch"),
        ("pl", "polski"),
        // What it would throw at.
        ("x-klingon", "x-klingon"),
        ("", ""),
    ] {
        assert_eq!(own_name(tag), name);
    }
}
