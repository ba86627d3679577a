//! Code lists over a network: where they come from, how often, and what is
//! told when they do not come.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::clock::Clock;
use crate::stand::{self, settle};
use crate::support::{Held, Host, NEVER, Network, document_url, until};

const FIELD: &str = "[role='combobox']";
const FAILED: &str = ".lookup-failed";

/// A questionnaire that searches in this list. Each test has lists of its own:
/// what has come once is kept for the page.
fn asking(list: &str, codelists: Value) -> Value {
    let mut document = stand::document(&[json!([
        { "id": "x.t.one", "type": "code", "label": { "sv": "Ett" }, "list": list },
    ])]);
    document["codelists"] = codelists;
    document
}

/// A network on which this list lies everywhere.
fn network(id: &str) -> Network {
    let list = json!({
        "format": "behov.codelist/1", "id": id, "version": "1", "title": { "sv": "Prov" },
        "source": "Ingen", "licence": "CC0", "languages": ["sv"],
        "entries": [{ "code": "1", "label": { "sv": "Svetsare" } }],
    });
    Network::answers(&format!("return new Response({:?})", list.to_string()))
}

fn urls(network: &Network) -> Vec<String> {
    let requests = network.requests();
    requests.iter().map(web_sys::Request::url).collect()
}

/// Opens the list.
async fn open(host: &Host) {
    host.type_in(FIELD, "sve");
    settle().await;
}

async fn offered(host: &Host) {
    until("a suggestion", || host.has("[role='option'] mark")).await;
}

#[wasm_bindgen_test]
async fn a_list_lies_beside_the_widget_or_where_the_questionnaire_says() {
    let origin = leptos::prelude::location().origin().unwrap();
    for (list, codelists, url) in [
        ("t-beside", json!({}), "/widget/codelists/t-beside.json"),
        (
            "t-own",
            json!({ "t-own": "lists/own.json?v=2" }),
            "/q/lists/own.json?v=2",
        ),
        ("t-root", json!({ "t-root": "/own.json" }), "/own.json"),
    ] {
        let network = network(list);
        let host = Host::new(&[]);
        let _mounted = host.mount(&asking(list, codelists)).await;
        settle().await;
        assert_eq!(network.requests().len(), 0, "nobody has touched it");
        open(&host).await;
        offered(&host).await;
        assert_eq!(urls(&network), [format!("{origin}{url}")]);
    }
    assert!(document_url().ends_with("/q/stand.json"));
}

#[wasm_bindgen_test]
async fn one_fetch_serves_the_page() {
    let network = network("t-once");
    let hosts = [Host::new(&[]), Host::new(&[]), Host::new(&[])];
    let document = asking("t-once", json!({}));
    let [first, second, third] = &hosts;
    let _mounted = [first.mount(&document).await, second.mount(&document).await];
    // Two that wait for the same, and one that comes when it is there.
    open(first).await;
    open(second).await;
    offered(first).await;
    offered(second).await;
    let _later = third.mount(&document).await;
    open(third).await;
    offered(third).await;
    assert_eq!(network.requests().len(), 1);
}

#[wasm_bindgen_test]
async fn a_list_that_does_not_come_is_told_and_tried_again() {
    let cut = r#"{"format":"behov.codelist/1","entries":[{"code":"1""#;
    let other = network("t-other");
    drop(other);
    for (list, answer, code) in [
        (
            "t-404",
            "return new Response('', { status: 404 })".to_owned(),
            "codelist.status",
        ),
        (
            "t-off",
            "return Promise.reject(new TypeError('off'))".to_owned(),
            "codelist.network",
        ),
        (
            "t-cut",
            format!("return new Response({cut:?})"),
            "codelist.format",
        ),
        (
            "t-page",
            "return new Response('<!doctype html>')".to_owned(),
            "codelist.format",
        ),
    ] {
        let host = Host::new(&[]);
        let broken = Network::answers(&answer);
        let _mounted = host.mount(&asking(list, json!({}))).await;
        open(&host).await;
        until("a word about it", || host.has(FAILED)).await;
        assert_eq!(host.told("behov-error", "code"), [code]);
        assert_eq!(host.value(FIELD), "sve", "no letter is lost");
        drop(broken);
        let mended = network(list);
        host.click(".lookup-failed button");
        settle().await;
        host.type_in(FIELD, "svet");
        offered(&host).await;
        assert!(!host.has(FAILED));
        assert_eq!(mended.requests().len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_list_under_another_name_is_not_the_one() {
    let _network = network("t-another");
    let host = Host::new(&[]);
    let _mounted = host.mount(&asking("t-named", json!({}))).await;
    open(&host).await;
    until("a word about it", || host.has(FAILED)).await;
    assert_eq!(host.told("behov-error", "code"), ["codelist.format"]);
}

#[wasm_bindgen_test]
async fn nobody_waits_for_a_list_for_ever() {
    let _clock = Clock::hurries(30_000);
    let _network = Network::answers(NEVER);
    let host = Host::new(&[]);
    let _mounted = host.mount(&asking("t-never", json!({}))).await;
    open(&host).await;
    until("a word about it", || host.has(FAILED)).await;
    assert_eq!(host.told("behov-error", "code"), ["codelist.network"]);
}

#[wasm_bindgen_test]
async fn a_list_that_nobody_waits_for_any_more_is_given_up() {
    let held = Held::start();
    let network = Network::answers(NEVER);
    let document = asking("t-left", json!({}));
    let (one, other) = (Host::new(&[]), Host::new(&[]));
    let mounted = [one.mount(&document).await, other.mount(&document).await];
    open(&one).await;
    open(&other).await;
    until("a request", || network.requests().len() == 1).await;
    let [first, second] = mounted;
    drop(first);
    settle().await;
    let aborted = || network.requests()[0].signal().aborted();
    assert!(!aborted(), "one still waits");
    drop(second);
    settle().await;
    assert!(aborted());
    settle().await;
    assert_eq!((held.listeners().as_str(), held.timers()), ("", 0.0));

    // And is asked for anew by the next one.
    let third = Host::new(&[]);
    let _mounted = third.mount(&document).await;
    open(&third).await;
    until("another request", || network.requests().len() == 2).await;
}
