//! From mount to unmount: what comes, what stays, what is left behind.

use std::cell::Cell;
use std::rc::Rc;

use behov::shell::endpoint;
use behov_engine::{Event, Key, Raw};
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::{Stand, settle};
use crate::support::{
    Held, Host, NEVER, Network, bilingual, document, document_url, review, text_of, until, wait,
    words, words_by, words_with,
};

const NAME: &str = ".q[data-type='text'] input";
const NOTE: &str = "textarea";
const PRIMARY: &str = ".button.primary";

/// Whether the page would ask before it is left.
fn asks_before_leaving() -> bool {
    let options = web_sys::EventInit::new();
    options.set_cancelable(true);
    let event = web_sys::Event::new_with_event_init_dict("beforeunload", &options).unwrap();
    !window().dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
async fn one_container_comes_and_says_where_it_stands() {
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let container = host.root.first_element_child().unwrap();
    assert_eq!(host.root.child_element_count(), 1);
    assert_eq!(container.get_attribute("part").as_deref(), Some("root"));
    assert_eq!(container.class_name(), "behov");
    assert_eq!(container.get_attribute("lang").as_deref(), Some("sv"));
    assert_eq!(host.told("behov-ready", "id"), ["stand"]);
    assert_eq!(host.told("behov-ready", "version"), ["1.0.0"]);
    drop(mounted);
    assert_eq!(host.root.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn nothing_is_left_behind() {
    let held = Held::start();
    let network = Network::answers(NEVER);
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    assert!(!asks_before_leaving());
    host.type_in(NAME, "Exempelsågen AB");
    assert!(asks_before_leaving(), "something is unsent");
    review(mounted.state());
    // The focus, the announcement and the time-out of the request all wait.
    mounted.state().send();
    until("a request", || network.requests().len() == 1).await;
    assert!(held.listeners().contains("beforeunload") && held.timers() > 0.0);

    drop(mounted);
    assert!(!asks_before_leaving());
    settle().await;
    assert_eq!(held.listeners(), "");
    assert_eq!(held.timers(), 0.0);
    assert!(network.requests()[0].signal().aborted());
}

#[wasm_bindgen_test]
async fn no_try_comes_after_the_end() {
    let network = Network::answers("return new Response('', { status: 503 })");
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let state = mounted.state();
    review(state);
    state.send();
    until("a wait", || state.waiting().get_untracked().is_some()).await;
    let seconds = state.waiting().get_untracked().unwrap().seconds;
    drop(mounted);
    wait(1000 * i32::try_from(seconds).unwrap() + 300).await;
    assert_eq!(network.requests().len(), 1);
    // Nor does it matter what is still dispatched.
    state.dispatch(Event::Next);
    state.send();
}

#[wasm_bindgen_test]
async fn a_moved_element_keeps_its_answers() {
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    host.type_in(NAME, "Exempelsågen AB");
    host.type_in(NOTE, "en\nrad");
    settle().await;
    let field = host.one(NAME);

    let page = leptos::prelude::document();
    let elsewhere = page.create_element("section").unwrap();
    page.body().unwrap().append_child(&elsewhere).unwrap();
    elsewhere.append_child(&host.element).unwrap();
    settle().await;
    assert!(
        host.one(NAME).is_same_node(Some(&field)),
        "nothing was drawn again"
    );
    assert_eq!(host.value(NAME), "Exempelsågen AB");
    assert_eq!(host.value(NOTE), "en\nrad");

    host.type_in(NAME, "Exempelhyveln AB");
    host.click(PRIMARY);
    settle().await;
    assert_eq!(host.text(".heading"), "Sida 2");
    let raw = mounted.state().snapshot(Key::top(0)).get_untracked().raw;
    assert_eq!(raw, "Exempelhyveln AB");
    elsewhere.remove();
}

#[wasm_bindgen_test]
async fn the_focus_goes_where_the_eye_must_go() {
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    host.click(PRIMARY);
    wait(20).await;
    assert_eq!(host.focused(), "summary");

    host.click(".summary button");
    assert_eq!(
        host.focused(),
        host.one(NAME).id(),
        "at once, for the keyboard of a phone"
    );

    host.type_in(NAME, "Exempelsågen AB");
    host.click(PRIMARY);
    wait(20).await;
    assert_eq!(host.focused(), "heading");
    assert_eq!(host.text(".heading"), "Sida 2");
    assert_eq!(host.told("behov-step", "step"), ["p1"]);

    host.click("button.add");
    wait(20).await;
    assert_eq!(host.focused(), host.one(".row-body input").id());
    wait(150).await;
    assert_eq!(host.text("[role='status']"), "Yrke 1 har lagts till.");
    host.click(".row-body > button");
    wait(20).await;
    assert_eq!(host.focused(), host.one(".row-gone button").id());
    wait(150).await;
    assert_eq!(host.text("[role='status']"), "Yrke 1 har tagits bort.");
    host.click(".row-gone button");
    wait(20).await;
    assert_eq!(host.focused(), host.one(".row-toggle").id());
    wait(150).await;
    assert_eq!(host.text("[role='status']"), "Yrke 1 är tillbaka.");
    host.click(".row-toggle");

    host.click(PRIMARY);
    wait(20).await;
    assert_eq!(host.told("behov-step", "step"), ["p1", "review"]);
    host.click(".review-change button");
    wait(20).await;
    assert_eq!(host.focused(), host.one(NAME).id(), "on another page");
    host.click(PRIMARY);
    wait(20).await;
    host.click(".review ~ .review .review-change button");
    wait(20).await;
    assert_eq!(
        host.focused(),
        host.one(".row-body input").id(),
        "in a row that was closed"
    );
    drop(mounted);
}

#[wasm_bindgen_test]
async fn a_refused_questionnaire_says_what_and_where() {
    let host = Host::new(&[]);
    let mut document = document();
    document["pages"][0]["questions"][1]["type"] = json!("telepathy");
    let text = serde_json::to_string_pretty(&document).unwrap();
    let error = host.try_mount(&text, words()).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "json.unknown_value");
    assert_eq!(text_of(&error, "pointer"), "/pages/0/questions/1/type");
    let line = text
        .lines()
        .position(|line| line.contains("telepathy"))
        .unwrap()
        + 1;
    assert_eq!(text_of(&error, "line"), line.to_string());
    assert_ne!(text_of(&error, "column"), "");
    assert_eq!(host.root.child_element_count(), 0, "nothing is shown");

    let error = host
        .try_mount("<!doctype html>", words())
        .await
        .unwrap_err();
    assert_eq!(text_of(&error, "code"), "json.syntax");
    assert!(host.told("behov-ready", "id").is_empty());
}

#[wasm_bindgen_test]
async fn words_that_do_not_come_are_said_to_be_missing() {
    let host = Host::new(&[]);
    let text = document().to_string();
    let rejects = words_by("return Promise.reject({ code: 'load.network' })");
    let error = host.try_mount(&text, rejects).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "load.network");
    let throws = words_by("throw { code: 'thrown' }");
    let error = host.try_mount(&text, throws).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "thrown");
    let few = words_by("return Promise.resolve('{\"nav.next\": \"Nästa\"}')");
    let error = host.try_mount(&text, few).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "words.missing");
    let nothing = words_by("return undefined");
    let error = host.try_mount(&text, nothing).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "words.missing");
    let broken = words_by("return Promise.resolve('<html>')");
    let error = host.try_mount(&text, broken).await.unwrap_err();
    assert_eq!(text_of(&error, "code"), "json.syntax");
    assert_eq!(host.root.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn another_language_keeps_every_answer() {
    let host = Host::new(&[]);
    let mounted = host.mount(&bilingual()).await;
    host.type_in(NAME, "Exempelsågen AB");
    settle().await;
    assert_eq!(host.text(PRIMARY), "Nästa");

    host.element.set_attribute("lang", "no").unwrap();
    mounted.set("lang", Some("no".to_owned()));
    until("Norwegian", || host.text(PRIMARY) == "Neste").await;
    assert_eq!(host.text("h2.title"), "Provenkät (nb)");
    assert_eq!(
        host.one(".behov").get_attribute("lang").as_deref(),
        Some("nb")
    );
    assert_eq!(host.value(NAME), "Exempelsågen AB");
    assert_eq!(mounted.state().locale().get_untracked(), "nb");

    // Where the element says nothing, the page around it does.
    host.element.remove_attribute("lang").unwrap();
    mounted.set("lang", None);
    until("Swedish", || host.text(PRIMARY) == "Nästa").await;
    host.type_in(NAME, "Exempelhyveln AB");
    host.click(PRIMARY);
    settle().await;
    assert_eq!(host.text(".heading"), "Sida 2", "it still answers");
}

#[wasm_bindgen_test]
async fn a_page_can_let_nothing_be_answered_and_loses_nothing() {
    let host = Host::new(&[("disabled", "")]);
    let mounted = host.mount(&document()).await;
    let works = || host.has(":is(input, textarea, button):not(:disabled)");
    assert!(!works(), "from the beginning");
    mounted.set("disabled", None);
    settle().await;
    assert!(!host.has(":disabled"));
    host.type_in(NAME, "Exempelsågen AB");
    mounted.set("disabled", Some(String::new()));
    settle().await;
    assert!(!works());
    // What is drawn anew is as disabled as what it replaces.
    mounted.state().dispatch(Event::Next);
    settle().await;
    assert!(!works() && host.has("button:disabled"));
    mounted.state().dispatch(Event::Back);
    mounted.set("disabled", None);
    settle().await;
    assert_eq!(host.value(NAME), "Exempelsågen AB");
}

#[wasm_bindgen_test]
async fn the_last_wish_for_a_language_wins() {
    let host = Host::new(&[]);
    // The words of the first wish come after those of the second.
    let words = words_with(
        "return language => all(language).then(words => new Promise(done =>
             setTimeout(done, language === 'nb' ? 60 : 0, words)))",
    );
    let text = bilingual().to_string();
    let mounted = host.try_mount(&text, words).await.unwrap();
    for language in ["nb", "sv"] {
        host.element.set_attribute("lang", language).unwrap();
        mounted.set("lang", Some(language.to_owned()));
    }
    wait(120).await;
    assert_eq!(host.text(PRIMARY), "Nästa");
    assert_eq!(mounted.state().locale().get_untracked(), "sv");
}

/// A keystroke costs the same whatever else is on the page.
#[wasm_bindgen_test]
async fn a_keystroke_touches_its_own_question_and_what_depends_on_it() {
    let mut questions: Vec<_> = (0..40)
        .map(|number| {
            json!({ "id": format!("x.t.q{number}"), "type": "text", "label": { "sv": "Fråga" } })
        })
        .collect();
    questions[7]["visible_when"] = json!({ "==": [{ "var": "x.t.q3" }, "ja"] });
    let stand = Stand::asking(&json!(questions));
    let owner = Owner::new();
    let runs: Rc<Vec<Cell<u32>>> = Rc::new((0..40).map(|_| Cell::new(0)).collect());
    let stages = Rc::new(Cell::new(0));
    owner.with(|| {
        for number in 0..40 {
            let (runs, seen) = (runs.clone(), stand.state.snapshot(Key::top(number)));
            Effect::new(move || {
                seen.track();
                runs[number].set(runs[number].get() + 1);
            });
        }
        let (stages, stage) = (stages.clone(), stand.state.stage());
        Effect::new(move || {
            stage.track();
            stages.set(stages.get() + 1);
        });
    });
    settle().await;
    let all = |runs: &[Cell<u32>]| runs.iter().map(Cell::get).collect::<Vec<_>>();
    let mut expected = vec![1; 40];
    assert_eq!(all(&runs), expected);

    for typed in ["n", "ne", "nej"] {
        let raw = Raw::Text(typed.to_owned());
        stand
            .apply(Event::Answered {
                at: Key::top(3),
                raw,
            })
            .await;
    }
    expected[3] = 4;
    assert_eq!(all(&runs), expected);
    assert_eq!(
        stages.get(),
        2,
        "only the first edit of all changes the stage"
    );

    let raw = Raw::Text("ja".to_owned());
    stand
        .apply(Event::Answered {
            at: Key::top(3),
            raw: raw.clone(),
        })
        .await;
    expected[3] = 5;
    expected[7] = 2;
    assert_eq!(all(&runs), expected);
    // The same answer again is none.
    stand
        .apply(Event::Answered {
            at: Key::top(3),
            raw,
        })
        .await;
    assert_eq!(all(&runs), expected);
    drop(owner);
}

#[wasm_bindgen_test]
fn a_questionnaire_leads_answers_nowhere_but_home() {
    let home = document_url();
    let origin = location().origin().unwrap();
    let of = |attribute: Option<&str>, of_document: Option<&str>, url: &str| {
        endpoint(attribute.map(str::to_owned), of_document, url)
    };
    let api = Some(format!("{origin}/api"));
    assert_eq!(of(None, Some("/api"), &home), api);
    assert_eq!(of(None, Some("../api"), &home), api);
    assert_eq!(of(None, Some(&format!("{origin}/api")), &home), api);
    assert_eq!(
        of(Some("https://a.example/"), Some("/api"), &home).as_deref(),
        Some("https://a.example/")
    );
    assert_eq!(of(Some(""), Some("/api"), &home), api);
    for elsewhere in [
        "https://b.example/api",
        "//b.example/api",
        "data:,",
        "javascript:1",
        "http://",
        "",
    ] {
        let there = of(None, Some(elsewhere), &home);
        let stays = there.as_ref().is_none_or(|url| url.starts_with(&origin));
        assert!(stays, "{elsewhere} leads to {there:?}");
    }
    assert_eq!(of(None, None, &home), None);
    assert_eq!(of(None, Some("/api"), "data:application/json,{}"), None);
    assert_eq!(of(None, Some("data:,"), "data:application/json,{}"), None);
    assert_eq!(of(None, Some("/api"), "no address"), None);
}
