//! The steps around the questions: page, review, sending, receipt.

use behov::state::Waiting;
use behov_engine::{Event, Failure, Focus, Sending, Step};
use behov_schema::Finding;
use behov_schema::submission::{Deletable, Receipt, ReceiptStatus};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stand::{Stand, document};

const NAME: &str = ".q[data-type='text'] input";
const PRIMARY: &str = ".button.primary";

/// Two pages: a name and several obstacles; workplaces and a consent.
fn two_pages() -> Value {
    let text = |text: &str| json!({ "sv": text });
    document(&[
        json!([
            { "id": "org.name", "type": "text", "label": text("Namn"), "required": true },
            {
                "id": "bar.training",
                "type": "choices",
                "label": text("Hinder"),
                "choices": [
                    { "code": "time", "label": text("Tid") },
                    { "code": "cost", "label": text("Kostnad") },
                ],
            },
        ]),
        json!([
            {
                "id": "need",
                "type": "rows",
                "label": text("Behov"),
                "row_label": text("Yrke"),
                "questions": [
                    { "id": "need.occupation", "type": "text", "label": text("Vilket?") },
                    {
                        "id": "need.count",
                        "type": "integer",
                        "label": text("Hur många?"),
                        "unit": text("personer"),
                    },
                ],
            },
            { "id": "x.t.read", "type": "info", "text": text("Läs.") },
            { "id": "perm.contact", "type": "consent", "label": text("Kontakt") },
        ]),
    ])
}

/// One who has answered, and looks at it before it is sent.
pub async fn at_review() -> Stand {
    let stand = Stand::new(&two_pages());
    stand.type_in(NAME, "Exempelsågen AB").await;
    stand.submit().await;
    stand.submit().await;
    assert_eq!(stand.text(".heading"), "Granska och skicka");
    stand
}

fn receipt() -> Receipt {
    Receipt {
        id: "01900000-0000-7000-8000-000000000001".to_owned(),
        code: "7K4M-92QX".to_owned(),
        received_at: "2026-03-02T08:30:01Z".to_owned(),
        status: ReceiptStatus::Stored,
        deletable: None,
    }
}

#[wasm_bindgen_test]
async fn a_page_says_where_one_is() {
    let stand = Stand::new(&two_pages());
    assert_eq!(stand.text("h2.title"), "Provenkät");
    assert_eq!(stand.text(".head .intro em"), "ni");
    assert_eq!(stand.text(".progress-text"), "Steg 1 av 3");
    assert_eq!(stand.text(PRIMARY), "Nästa");
    assert_eq!(stand.described(&stand.one("h3.heading")), ["Steg 1 av 3"]);
    assert_eq!(stand.one(".heading").tab_index(), -1);
    assert_eq!(stand.all(".nav button").len(), 1, "there is no way back");
    assert!(stand.has(".notice"));
    stand.assert_wired();

    stand.type_in(NAME, "Exempelsågen AB").await;
    stand.submit().await;
    assert_eq!(stand.sent_focus(), Some(Focus::Heading));
    assert_eq!(stand.text(".progress-text"), "Steg 2 av 3");
    assert_eq!(stand.texts(".nav button"), ["Granska svaren", "Tillbaka"]);
    assert!(!stand.has(".head .intro") && !stand.has(".notice"));
    stand.assert_wired();
    stand.click(".nav button:last-child").await;
    assert_eq!(stand.value(NAME), "Exempelsågen AB");
}

#[wasm_bindgen_test]
async fn a_form_of_the_host_around_us_hears_nothing() {
    let stand = Stand::new(&two_pages());
    let page = leptos::prelude::document();
    let form = page.create_element("form").unwrap();
    page.body().unwrap().append_child(&form).unwrap();
    form.append_child(stand.host_node()).unwrap();
    let heard = std::rc::Rc::new(std::cell::Cell::new(false));
    let listener = wasm_bindgen::closure::Closure::<dyn FnMut()>::new({
        let heard = heard.clone();
        move || heard.set(true)
    });
    let listen = wasm_bindgen::JsCast::unchecked_ref(listener.as_ref());
    form.add_event_listener_with_callback("submit", listen)
        .unwrap();
    let address = leptos::prelude::location().href().unwrap();
    stand.submit().await;
    assert!(stand.has(".summary"), "ours was heard");
    assert!(!heard.get(), "and the host's was not");
    let after = leptos::prelude::location().href().unwrap();
    assert_eq!(after, address);
    form.remove();
}

#[wasm_bindgen_test]
async fn the_summary_can_take_the_focus_and_gives_it_on() {
    let stand = Stand::new(&two_pages());
    stand.submit().await;
    let summary = stand.one("[id='summary']");
    assert_eq!(summary.get_attribute("role").as_deref(), Some("group"));
    assert_eq!(summary.tab_index(), -1);
    assert_eq!(
        stand.text(".summary-title"),
        "Du behöver rätta ett fel för att komma vidare"
    );
    let first = stand.one("form").first_element_child().unwrap();
    assert_eq!(first.id(), "summary", "above everything else");
    assert!(!stand.has(".summary a"), "it leads to no address");
    stand.click(".summary button").await;
    assert_eq!(
        stand.sent_focus(),
        Some(Focus::Question(stand.key("org.name")))
    );
}

#[wasm_bindgen_test]
async fn the_review_shows_every_answer_and_leads_back_to_each() {
    let stand = Stand::new(&two_pages());
    stand.type_in(NAME, "Exempelsågen AB").await;
    stand.click("input[value='time']").await;
    stand.click("input[value='cost']").await;
    stand.submit().await;
    stand.click("button.add").await;
    stand.type_in(".row input[inputmode='numeric']", "2").await;
    stand.click(".q[data-type='consent'] input").await;
    stand.submit().await;

    assert_eq!(stand.texts(".review-title"), ["Sida 1", "Sida 2"]);
    assert_eq!(
        stand.texts(".review-key"),
        ["Namn", "Hinder", "Yrke 1", "Kontakt"]
    );
    let values = stand.texts(".review-value");
    assert_eq!(values[0], "Exempelsågen AB");
    assert_eq!(stand.texts(".review-value li"), ["Tid", "Kostnad"]);
    assert_eq!(stand.texts(".review-inner dt"), ["Vilket?", "Hur många?"]);
    assert_eq!(
        stand.texts(".review-inner dd"),
        ["Inte besvarad", "2 personer"]
    );
    assert_eq!(stand.texts(".review-inner .empty"), ["Inte besvarad"]);
    assert_eq!(values[3], "Ja");
    assert_eq!(
        stand.texts(".review-change button"),
        [
            "Ändra Namn",
            "Ändra Hinder",
            "Ändra Yrke 1",
            "Ändra Kontakt"
        ]
    );
    assert!(stand.has(".notice"), "the notice stands beside the button");
    stand.assert_wired();

    stand
        .click(".review:first-of-type .review-item:first-child button")
        .await;
    assert_eq!(stand.text(".heading"), "Sida 1");
    assert_eq!(
        stand.sent_focus(),
        Some(Focus::Question(stand.key("org.name")))
    );
    assert!(!stand.has(".progress"), "one is not on the way forward");
    assert!(!stand.one(".heading").has_attribute("aria-describedby"));
    assert_eq!(stand.texts(".nav button"), ["Tillbaka till granskningen"]);
    stand.type_in(NAME, "Exempelhyveln AB").await;
    stand.submit().await;
    assert_eq!(stand.texts(".review-value")[0], "Exempelhyveln AB");
}

#[wasm_bindgen_test]
async fn rows_that_were_left_empty_say_so() {
    let stand = at_review().await;
    assert_eq!(
        stand.texts(".review-key"),
        ["Namn", "Hinder", "Behov", "Kontakt"]
    );
    assert_eq!(
        stand.texts(".review-value"),
        [
            "Exempelsågen AB",
            "Inte besvarad",
            "Inget har lagts till",
            "Nej"
        ]
    );
    assert_eq!(stand.texts(".review-value.empty").len(), 2);
}

#[wasm_bindgen_test]
async fn while_sending_the_button_stays_and_says_so() {
    let stand = at_review().await;
    let send = stand.one(PRIMARY);
    send.focus().unwrap();
    stand.submit().await;
    assert_eq!(stand.submissions(), 1);
    assert_eq!(stand.text(PRIMARY), "Svaren skickas …");
    assert_eq!(send.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(send.is_connected() && stand.focused().is_some_and(|at| at == *send));
    stand.submit().await;
    assert_eq!(stand.submissions(), 1, "once is enough");
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_what_to_do() {
    for (failure, words) in [
        (Failure::Network, "Vi får ingen kontakt med mottagaren."),
        (Failure::TimeOut, "Mottagaren svarade inte i tid."),
        (
            Failure::Server(503),
            "Mottagaren kan inte ta emot svaren just nu.",
        ),
        (Failure::Refused(404), "Mottagaren tog inte emot svaren."),
        (Failure::TooEarly, "Enkäten har inte öppnat än."),
    ] {
        let stand = at_review().await;
        stand.submit().await;
        assert!(!stand.has(".message"));
        stand.apply(Event::Failed(failure)).await;
        let said = stand.text(".message .message-text");
        assert!(said.starts_with("Svaren är inte skickade"), "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(
            stand.texts(".message button"),
            ["Försök igen", "Spara som fil"]
        );
        assert!(failure != Failure::TooEarly || said.contains("info@example.org"));
        assert_eq!(stand.text(PRIMARY), "Skicka svaren");
        assert!(!stand.one(PRIMARY).has_attribute("aria-disabled"));
        stand.click(".message button:first-child").await;
        assert_eq!(stand.submissions(), 2);
        assert!(!stand.has(".message"));
    }
}

#[wasm_bindgen_test]
async fn a_wait_for_the_next_try_is_counted_for_the_eye_only() {
    let stand = at_review().await;
    stand.submit().await;
    let waiting = |seconds| {
        Some(Waiting {
            failure: Failure::Network,
            seconds,
        })
    };
    stand.state.wait(waiting(2));
    crate::stand::settle().await;
    let message = stand.one(".message");
    let countdown = ".message > p[aria-hidden='true']";
    let shown = || stand.one(countdown).text_content().unwrap();
    assert_eq!(shown(), "Vi försöker igen om 2 sekunder.");
    assert_eq!(stand.text(PRIMARY), "Skicka svaren", "one need not wait");
    assert!(!stand.one(PRIMARY).has_attribute("aria-disabled"));
    stand.state.wait(waiting(1));
    crate::stand::settle().await;
    assert_eq!(shown(), "Vi försöker igen om 1 sekund.");
    assert!(message.is_connected(), "the message itself does not change");
    assert!(!stand.text(".message").contains("sekund"));
    stand.click(".message button:first-child").await;
    assert!(!stand.has(".message"), "one is trying now");
}

#[wasm_bindgen_test]
async fn what_the_backend_refuses_stands_at_its_question() {
    let stand = at_review().await;
    stand.submit().await;
    let finding = Finding::new("text.too_long", "/org/name").with("max", 5);
    stand.apply(Event::Refused(vec![finding])).await;
    assert_eq!(
        stand.texts(".summary-list li"),
        ["Namn – Korta texten till högst 5 tecken."]
    );
    stand.click(".summary button").await;
    assert_eq!(stand.text(".heading"), "Sida 1");
    assert_eq!(
        stand.texts(".q-error"),
        ["Fel: Korta texten till högst 5 tecken."]
    );
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn the_receipt_has_the_code_and_all_answers() {
    let stand = at_review().await;
    stand.submit().await;
    stand.apply(Event::Received(receipt())).await;
    assert_eq!(stand.state.stage().step(), Step::Receipt);
    assert_eq!(stand.text("h3.heading"), "Tack! Svaren har tagits emot");
    assert_eq!(stand.text(".receipt-code"), "7K4M-92QX");
    assert!(
        stand.text(".receipt").contains("2 mars 2026"),
        "{}",
        stand.text(".receipt")
    );
    assert!(stand.text(".receipt").contains("info@example.org"));
    assert!(stand.text(".receipt").contains("Vi hör av oss."));
    assert_eq!(
        stand.texts(".receipt .nav button"),
        ["Spara en kopia av svaren", "Skriv ut", "Rätta svaren"]
    );
    assert_eq!(
        stand.texts(".copy .review-key"),
        ["Namn", "Hinder", "Behov", "Kontakt"]
    );
    assert!(!stand.has(".copy button") && !stand.has("form"));
    stand.assert_wired();
}

#[wasm_bindgen_test]
async fn the_receipt_says_what_its_code_may_delete() {
    let all = "Med koden kan du också ta bort svaren.";
    let contact = "Med koden kan du också ta bort kontaktuppgifterna. Resten av svaren blir kvar.";
    let off = "Svaren kan inte tas bort med koden.";
    for (deletable, said) in [
        (Some(Deletable::All), Some(all)),
        (Some(Deletable::Contact), Some(contact)),
        (Some(Deletable::Off), Some(off)),
        // Another backend, which does not say.
        (None, None),
    ] {
        let stand = at_review().await;
        stand.submit().await;
        let receipt = Receipt {
            deletable,
            ..receipt()
        };
        stand.apply(Event::Received(receipt)).await;
        let texts = stand.texts(".receipt p");
        let told = texts
            .iter()
            .filter(|text| text.contains("ta bort") || *text == off);
        assert_eq!(
            told.map(String::as_str).collect::<Vec<_>>(),
            Vec::from_iter(said)
        );
    }
}

#[wasm_bindgen_test]
async fn the_notice_says_who_answers_and_how_to_reach_them() {
    let stand = Stand::new(&two_pages());
    let notice = stand.text(".notice");
    for words in [
        "Exempel (demonstration) ansvarar för",
        "För att planera utbildningar.",
        "Allmänt intresse.",
        "Kommunerna.",
        "Ett år.",
        "Klaga hos tillsynen",
    ] {
        assert!(notice.contains(words), "{words} in {notice}");
    }
    let to: Vec<Option<String>> = stand
        .all(".notice a[href^='mailto:']")
        .iter()
        .map(|link| link.get_attribute("href"))
        .collect();
    let mail = |address: &str| Some(format!("mailto:{address}"));
    assert_eq!(to, [mail("info@example.org"), mail("ombud@example.org")]);
    assert!(!stand.one(".notice details").has_attribute("open"));
}

trait StageStep {
    fn step(self) -> Step;
}

impl StageStep for behov::signal::Signal<behov_engine::Stage> {
    fn step(self) -> Step {
        self.with_untracked(|stage| {
            assert!(stage.sending != Sending::Busy);
            stage.step
        })
    }
}
