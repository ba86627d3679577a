//! Where there are no words in the language that is read.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::settle;
use crate::support::{Host, document, text_of, until, words_with};

const NAME: &str = ".q[data-type='text'] input";
const PRIMARY: &str = ".button.primary";
const SAMI: &str = ".languages [lang='sma']";
const NORWEGIAN: &str = ".languages [lang='nb']";

/// The questionnaire of the other tests in Southern Sámi, as far as a text can
/// be that is only marked so, and in Norwegian; of a country.
fn sami(country: &str) -> String {
    fn translate(value: &mut Value) {
        match value {
            Value::Object(entries) => {
                if let Some(text) = entries.remove("sv").filter(Value::is_string) {
                    let text = text.as_str().unwrap_or_default();
                    entries.insert("sma".to_owned(), json!(format!("{text} (sma)")));
                    entries.insert("nb".to_owned(), json!(format!("{text} (nb)")));
                }
                entries.values_mut().for_each(translate);
            }
            Value::Array(values) => values.iter_mut().for_each(translate),
            _ => {}
        }
    }
    let mut document = document();
    translate(&mut document);
    document["languages"] = json!(["sma", "nb"]);
    document["country"] = json!(country);
    document.to_string()
}

fn lang(host: &Host, selector: &str) -> Option<String> {
    host.one(selector).get_attribute("lang")
}

#[wasm_bindgen_test]
async fn they_are_those_of_the_country() {
    let mine = "return language => language === 'sma' ? undefined : all(language)";
    for (country, language, next) in [("NO", "nb", "Neste"), ("SE", "sv", "Nästa")] {
        let host = Host::new(&[("lang", "sma")]);
        let mounted = host.try_mount(&sami(country), words_with(mine)).await;
        let mounted = mounted.unwrap();
        assert_eq!(host.text(PRIMARY), next);
        assert_eq!(lang(&host, ".behov").as_deref(), Some(language));
        assert_eq!(host.text("h2.title"), "Provenkät (sma)");
        assert_eq!(lang(&host, "h2.title").as_deref(), Some("sma"));
        assert_eq!(lang(&host, PRIMARY), None);
        assert_eq!(mounted.state().locale().get_untracked(), "sma");
        let current = host.one(SAMI).get_attribute("aria-current");
        assert_eq!(current.as_deref(), Some("true"));
        assert!(
            host.told("behov-error", "code").is_empty(),
            "nothing failed"
        );

        // What is told of a question has the words of both.
        host.click(PRIMARY);
        until("a summary", || host.has(".summary")).await;
        assert_eq!(lang(&host, ".summary-list span").as_deref(), Some("sma"));
        assert_eq!(host.text(".summary-list span"), "Namn (sma)");
    }
}

#[wasm_bindgen_test]
async fn what_fails_is_told_and_the_form_is_shown() {
    for (answer, code) in [
        ("Promise.reject({ code: 'load.status' })", "load.status"),
        ("'<html>'", "json.syntax"),
        ("'{}'", "words.missing"),
    ] {
        let host = Host::new(&[("lang", "sma")]);
        let body = format!("return language => language === 'sma' ? {answer} : all(language)");
        let mounted = host.try_mount(&sami("NO"), words_with(&body)).await;
        let mounted = mounted.unwrap();
        assert_eq!(host.text(PRIMARY), "Neste");
        assert_eq!(host.told("behov-error", "code"), [code]);
        drop(mounted);

        let none = format!("return language => {answer}");
        let host = Host::new(&[("lang", "sma")]);
        let refused = host.try_mount(&sami("NO"), words_with(&none)).await;
        assert_eq!(text_of(&refused.unwrap_err(), "code"), code);
    }
}

#[wasm_bindgen_test]
async fn they_may_come_later() {
    let host = Host::new(&[("lang", "nb")]);
    let later = words_with(
        r#"let tries = 0;
         return async language => language !== 'sma' ? all(language)
             : tries++ ? (await all('nb')).replace('"Neste"', '"Neste (sma)"')
             : Promise.reject({ code: 'load.network' })"#,
    );
    let _mounted = host.try_mount(&sami("NO"), later).await.unwrap();
    host.type_in(NAME, "Exempelsågen AB");
    host.click(SAMI);
    until("the texts", || host.text("h2.title") == "Provenkät (sma)").await;
    assert_eq!(host.text(PRIMARY), "Neste");
    assert_eq!(host.told("behov-error", "code"), ["load.network"]);
    host.click(SAMI);
    until("the words", || host.text(PRIMARY) == "Neste (sma)").await;
    assert_eq!(lang(&host, ".behov").as_deref(), Some("sma"));
    assert_eq!(lang(&host, "h2.title"), None);
    host.click(NORWEGIAN);
    until("Norwegian", || host.text(PRIMARY) == "Neste").await;
    settle().await;
    assert_eq!(lang(&host, ".behov").as_deref(), Some("nb"));
    assert_eq!(host.value(NAME), "Exempelsågen AB");
}
