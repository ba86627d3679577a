//! From the button "Send" to the receipt, over a network that fails.

use behov_engine::{Failure, Sending};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::clock::Clock;
use crate::stand::settle;
use crate::support::{Host, NEVER, Network, STORES, document, review, until, wait};

const PRIMARY: &str = ".button.primary";

#[wasm_bindgen_test]
async fn a_stored_answer_shows_its_receipt() {
    let network = Network::stores();
    let host = Host::new(&[("campaign", "varen"), ("channel", "phone_assisted")]);
    let mounted = host.mount(&document()).await;
    mounted.set("region", Some("namdalen".to_owned()));
    review(mounted.state());
    settle().await;
    host.click(PRIMARY);
    until("a receipt", || host.has(".receipt")).await;
    assert_eq!(host.text(".receipt-code"), "7K4M-92QX");
    wait(20).await;
    assert_eq!(host.focused(), "heading");

    let request = &network.requests()[0];
    let bodies = network.bodies().await;
    let body: Value = serde_json::from_str(&bodies[0]).unwrap();
    let id = body["meta"]["id"].as_str().unwrap();
    let header = |name: &str| request.headers().get(name).unwrap().unwrap_or_default();
    assert_eq!(request.method(), "POST");
    assert!(
        request.url().ends_with("/api/v1/submissions"),
        "{}",
        request.url()
    );
    assert_eq!(header("Content-Type"), "application/json");
    assert_eq!(header("Idempotency-Key"), format!("\"{id}\""));
    assert_eq!(&id[14..15], "7", "{id}");
    assert_eq!(body["meta"]["campaign"], "varen");
    assert_eq!(body["meta"]["region"], "namdalen");
    assert_eq!(body["meta"]["channel"], "phone_assisted");
    assert_eq!(body["org"]["name"], "Exempelsågen AB");
    let today = body["meta"]["today"].as_str().unwrap();
    assert_eq!(today.len(), 10, "{today}");
    for time in ["started_at", "submitted_at"] {
        let time = body["meta"][time].as_str().unwrap();
        assert!(time.len() == 24 && time.ends_with('Z'), "{time}");
    }
    assert_eq!(host.told("behov-submitted", "id"), [id]);
    assert_eq!(host.told("behov-submitted", "status"), ["stored"]);
    assert_eq!(host.told("behov-step", "step").last().unwrap(), "receipt");
}

/// A train's login page, a fault, no network: the same bytes go out each time.
#[wasm_bindgen_test]
async fn the_same_bytes_are_tried_until_there_is_a_receipt() {
    let network = Network::answers(&format!(
        "if (count === 1) return new Response('<title>Welcome aboard</title>');
         if (count === 2) return new Response('', {{ status: 503, headers: {{ 'Retry-After': '59' }} }});
         if (count === 3) return Promise.reject(new TypeError('offline'));
         {STORES}"
    ));
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let state = mounted.state();
    review(state);
    state.send();
    let failures = [Failure::Server(200), Failure::Server(503), Failure::Network];
    for (index, failure) in failures.into_iter().enumerate() {
        until("a wait", || state.waiting().get_untracked().is_some()).await;
        assert_eq!(network.requests().len(), index + 1);
        let waiting = state.waiting().get_untracked().unwrap();
        assert_eq!(waiting.failure, failure);
        if index == 1 {
            assert_eq!(waiting.seconds, 59, "what the backend asks for");
        }
        assert_eq!(state.stage().get_untracked().sending, Sending::Busy);
        // As the button "Try again" does.
        state.send();
        assert_eq!(state.waiting().get_untracked(), None);
    }
    until("a receipt", || host.has(".receipt")).await;
    let bodies = network.bodies().await;
    assert_eq!(bodies.len(), 4);
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[wasm_bindgen_test]
async fn the_widget_tries_again_by_itself_and_says_when() {
    let network = Network::answers(&format!(
        "if (count === 1) return new Response('', {{ status: 503 }}); {STORES}"
    ));
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let state = mounted.state();
    review(state);
    state.send();
    until("a wait", || state.waiting().get_untracked().is_some()).await;
    let first = state.waiting().get_untracked().unwrap().seconds;
    assert!((2..=3).contains(&first), "{first}");
    wait(1100).await;
    let second = state.waiting().get_untracked().unwrap().seconds;
    assert_eq!(second, first - 1);
    wait(2000).await;
    until("a receipt", || host.has(".receipt")).await;
    assert_eq!(network.requests().len(), 2);
}

#[wasm_bindgen_test]
async fn after_the_last_try_the_respondent_decides() {
    let network = Network::answers(&format!(
        "if (count < 5) return new Response('', {{ status: 500 }}); {STORES}"
    ));
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let state = mounted.state();
    review(state);
    state.send();
    for _ in 0..3 {
        until("a wait", || state.waiting().get_untracked().is_some()).await;
        state.send();
    }
    until("an end", || {
        state.stage().get_untracked().sending == Sending::Failed(Failure::Server(500))
    })
    .await;
    assert_eq!(network.requests().len(), 4);
    settle().await;
    assert!(host.has(".message"));
    state.send();
    until("a receipt", || host.has(".receipt")).await;
    let bodies = network.bodies().await;
    assert_eq!(
        bodies[4], bodies[0],
        "nothing was edited, so nothing is another"
    );
}

#[wasm_bindgen_test]
async fn findings_come_beside_their_questions() {
    let _network = Network::answers(
        r#"return new Response(JSON.stringify({ type: "about:blank", title: "t", status: 422,
             errors: [{ code: "text.too_long", pointer: "/org/name", params: { max: "3" } }] }),
           { status: 422, headers: { "Content-Type": "application/problem+json" } })"#,
    );
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    review(mounted.state());
    mounted.state().send();
    until("a summary", || host.has(".summary")).await;
    let summary = host.text(".summary-list");
    assert!(
        summary.contains("Korta texten till högst 3 tecken."),
        "{summary}"
    );
}

#[wasm_bindgen_test]
async fn without_an_address_the_page_and_the_respondent_are_told() {
    let network = Network::stores();
    let host = Host::new(&[]);
    let mut document = document();
    document["endpoint"] = "https://elsewhere.example/api".into();
    let mounted = host.mount(&document).await;
    let state = mounted.state();
    review(state);
    settle().await;
    host.click(PRIMARY);
    until("an end", || {
        state.stage().get_untracked().sending == Sending::Failed(Failure::NoEndpoint)
    })
    .await;
    assert_eq!(host.told("behov-error", "code"), ["endpoint.missing"]);
    settle().await;
    assert!(host.text(".message").contains("info@example.org"));
    assert_eq!(network.requests().len(), 0);

    host.element
        .set_attribute("endpoint", "/collector")
        .unwrap();
    mounted.set("endpoint", Some("/collector".to_owned()));
    state.send();
    until("a receipt", || host.has(".receipt")).await;
    assert!(network.requests()[0].url().ends_with("/collector"));
}

/// Pages replace `fetch`, and not always well; it is no reason to lose a form.
#[wasm_bindgen_test]
async fn a_network_that_rejects_with_anything_is_only_a_network_that_fails() {
    for rejects in [
        "return Promise.reject('no')",
        "return Promise.reject(undefined)",
        "throw 7",
        "return undefined",
        "return {}",
        "return new Response(new ReadableStream({ start(stream) { stream.error('torn'); } }))",
    ] {
        let _network = Network::answers(rejects);
        let host = Host::new(&[]);
        let mounted = host.mount(&document()).await;
        let state = mounted.state();
        review(state);
        state.send();
        until(rejects, || state.waiting().get_untracked().is_some()).await;
        let waiting = state.waiting().get_untracked().unwrap();
        assert_eq!(waiting.failure, Failure::Network, "{rejects}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_does_not_come_in_time_is_not_waited_for() {
    let _clock = Clock::hurries(20_000);
    let network = Network::answers(NEVER);
    let host = Host::new(&[]);
    let mounted = host.mount(&document()).await;
    let state = mounted.state();
    review(state);
    state.send();
    until("a wait", || state.waiting().get_untracked().is_some()).await;
    let waiting = state.waiting().get_untracked().unwrap();
    assert_eq!(waiting.failure, Failure::TimeOut);
    assert!(network.requests()[0].signal().aborted());
}
