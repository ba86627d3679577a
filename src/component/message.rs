//! What a respondent reads where no form can be shown.

use gloo_events::EventListener;
use serde_json::Value;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, HtmlElement};

use super::told::Problem;
use super::words::{self, BuiltIn};
use crate::i18n::Message;

/// Says in `message` what is wrong, in the words that come next to `language`,
/// and offers to try again where that helps.
pub(super) fn say(
    message: &Element,
    problem: &Problem,
    built_in: &[BuiltIn],
    language: &str,
    again: impl Fn() + 'static,
) -> Result<Option<EventListener>, JsValue> {
    let document = message.owner_document().ok_or(JsValue::NULL)?;
    let words = words::next_to(built_in, language).or(built_in.first());
    let known = words.map(|words| words.served(language));
    let known = known.unwrap_or_default();
    message.set_attribute("lang", words.map_or("", |words| words.language()))?;
    let say = |message: Message| {
        let text = known.get(message.key()).and_then(Value::as_str);
        text.unwrap_or_default()
    };
    let came = !problem.code.starts_with("questionnaire.");
    let title = element(&document, "p", say(Message::RefusedTitle))?;
    message.append_child(&title)?;
    if came {
        message.append_child(&*element(&document, "p", say(Message::RefusedText))?)?;
    }
    let mut detail = say(Message::RefusedCode).replace("{code}", &problem.code);
    if detail.is_empty() {
        detail.clone_from(&problem.code);
    }
    if let Some((line, column)) = problem.line.zip(problem.column) {
        let place = say(Message::RefusedPlace);
        let place = place.replace("{line}", &line.to_string());
        detail.push_str(". ");
        detail.push_str(&place.replace("{column}", &column.to_string()));
    }
    message.append_child(&*element(&document, "p", &detail)?)?;
    if came {
        return Ok(None);
    }
    let button = element(&document, "button", say(Message::SendAgain))?;
    button.set_attribute("type", "button")?;
    message.append_child(&button)?;
    Ok(Some(EventListener::new(&button, "click", move |_| again())))
}

fn element(document: &Document, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// Shown until a form is, and for as long as none can be.
pub(super) fn show(fallback: &HtmlElement, shown: bool) {
    fallback.set_hidden(!shown);
}
