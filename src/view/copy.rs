//! A copy of the answers as a text file on the respondent's device.

use behov_engine::Sending;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::answers::{self, Item, Value};
use super::element::El;
use super::{navigation, test_mode};
use crate::i18n::{Localized, Message, Words};
use crate::state::State;

/// The button that saves the copy.
pub(super) fn button(state: State, words: Words) -> El {
    navigation::button(words.text(Message::CopySave), move || {
        let plan = state.plan();
        let id = &plan.questionnaire().id;
        let name = words.with(Message::CopyFileName, &[("id", id)]);
        // A browser that saves no file has said so itself.
        let _ = save(&format!("{name}.txt"), "text/plain", &text(state, words));
    })
}

/// All answers as plain text, headed by what became of them.
fn text(state: State, words: Words) -> String {
    let plan = state.plan();
    let questionnaire = plan.questionnaire();
    let mut lines = vec![
        words.localize(&questionnaire.title).text,
        questionnaire.controller.name.clone(),
        String::new(),
    ];
    lines.extend(test_mode::sentence(state, words));
    let sending = state.stage().with_untracked(|stage| stage.sending.clone());
    if let Sending::Sent(receipt) = sending {
        let time = words.date_time(&receipt.received_at);
        lines.push(words.with(Message::CopySent, &[("time", &time)]));
        lines.push(format!(
            "{}: {}",
            words.text(Message::ReceiptCode),
            receipt.code
        ));
    }
    for part in answers::all(state, words) {
        lines.push(String::new());
        lines.push(format!("== {} ==", part.title.text));
        for item in &part.items {
            entry(words, item, "", &mut lines);
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn entry(words: Words, item: &Item, indent: &str, lines: &mut Vec<String>) {
    let label = &item.label.text;
    match &item.value {
        Value::None(message) => {
            lines.push(format!("{indent}{label}: {}", words.text(*message)));
        }
        Value::Lines(values) => {
            let values: Vec<&str> = values.iter().map(said).collect();
            lines.push(format!("{indent}{label}: {}", values.join("; ")));
        }
        Value::Row(items) => {
            lines.push(format!("{indent}{label}"));
            for item in items {
                entry(words, item, "  ", lines);
            }
        }
    }
}

fn said(text: &Localized) -> &str {
    &text.text
}

/// Gives the browser a file of this media type to save.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(&[kind, ";charset=utf-8"].concat());
    let parts = Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Browsers read the file after the click; a minute is ample.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
