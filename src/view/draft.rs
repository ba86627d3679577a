//! What is kept on the device: what was found there, and how it stands with
//! what is being written.

use behov_engine::Snapshot;
use behov_schema::Question;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::element::{El, el, shown};
use super::{answers, navigation};
use crate::i18n::{Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::{Copy, Keeping, State};

/// What was begun before, and what may become of it.
#[inline(never)] // a gate: xtask/later.txt
pub(super) fn found(state: State, words: Words) -> El {
    let saved = state.kept().with_untracked(|kept| kept.found.clone());
    let time = words.date_time(&saved.unwrap_or_default());
    let go_on = navigation::primary().text(words.text(Message::DraftGoOn));
    let anew = navigation::button(words.text(Message::DraftStartOver), move || {
        state.keeping(Keeping::StartOver);
    });
    let kept = state.kept();
    let open = Signal::memo(move || kept.with(|kept| kept.open));
    let open = shown(move || {
        let said = || el("p").text(words.text(Message::DraftFoundOpen));
        open.get().then(said)
    });
    navigation::form(move || state.keeping(Keeping::GoOn))
        .child(navigation::heading().text(words.text(Message::DraftFoundTitle)))
        .child(
            el("p")
                .class("intro")
                .text(words.with(Message::DraftFoundText, &[("time", &time)])),
        )
        .view(open)
        .child(el("div").class("nav").child(go_on).child(anew))
}

/// What stands at the foot of a step; on the first one the way to go on from a
/// file too.
#[inline(never)] // a gate: xtask/later.txt
pub(super) fn foot(state: State, words: Words, first: bool) -> El {
    let kept = state.kept();
    // Of the time only what is read.
    let copy = Signal::memo(move || {
        kept.with(|kept| match &kept.copy {
            Copy::Saved(time) => Copy::Saved(time.chars().take(16).collect()),
            other => other.clone(),
        })
    });
    let days = kept.with_untracked(|kept| kept.days);
    let lost = state.stage();
    let lost = shown(move || {
        let lost = lost.with(|stage| stage.lost.clone());
        if lost.is_empty() {
            return None;
        }
        let item =
            |lost: &behov_engine::Lost| el("li").text([&*lost.label, ": ", &*lost.text].concat());
        let list = el("ul").children(lost.iter().map(item));
        let text = el("p").text(words.text(Message::DraftLost));
        let said = el("div").class("message-text").child(text).child(list);
        Some(el("div").class("message").part("message").child(said))
    });
    let status = shown(move || status(state, words, &copy.get()));
    let days = days.filter(|_| first);
    let open = days.map(|days| opening(state, words, days));
    let code = first.then(|| by_code(state, words));
    el("div")
        .class("draft")
        .part("draft")
        .view(lost)
        .view(status)
        .child_if(open)
        .child_if(code)
}

/// Where the answers are, and what can be done about it.
fn status(state: State, words: Words, copy: &Copy) -> Option<El> {
    let button = |message, keeping: Keeping| {
        el("button")
            .class("link")
            .attr("type", "button")
            .on("click", move |_| state.keeping(keeping.clone()))
            .text(words.text(message))
    };
    let save_as = || button(Message::DraftSaveAs, Keeping::SaveAs);
    let (sentence, buttons) = match copy {
        Copy::None => return None,
        Copy::Saved(time) => {
            let time = words.date_time(&[&**time, "Z"].concat());
            let sentence = words.with(Message::DraftSaved, &[("time", &time)]);
            let remove = button(Message::DraftRemove, Keeping::Remove);
            (sentence, vec![remove, save_as()])
        }
        Copy::Refused => (words.text(Message::DraftRefused), vec![save_as()]),
        Copy::Removed => {
            let keep = button(Message::DraftKeep, Keeping::Keep);
            (words.text(Message::DraftRemoved), vec![keep])
        }
        Copy::Elsewhere => {
            let here = button(Message::DraftHere, Keeping::GoOn);
            (words.text(Message::DraftElsewhere), vec![here])
        }
        Copy::Arrived => (words.text(Message::DraftArrived), Vec::new()),
    };
    let said = el("p").attr("tabindex", "-1").text(sentence);
    Some(el("div").class("draft-copy").child(said).children(buttons))
}

/// The way to go on with a file.
fn opening(state: State, words: Words, days: u32) -> El {
    let days = words.with(Message::DraftOpenText, &[("days", &days.to_string())]);
    let field = el("input")
        .class("file")
        .attr("type", "file")
        .attr("id", ids::open())
        .attr("accept", ".json,application/json")
        .attr("aria-describedby", ids::open_failed())
        .on("change", move |_| state.keeping(Keeping::Open));
    let label = el("label")
        .attr("for", ids::open())
        .text(words.text(Message::DraftOpen));
    let failed = el("p")
        .class("message danger")
        .part("message")
        .attr("id", ids::open_failed())
        .attr("role", "alert");
    el("details")
        .child(
            el("summary")
                .class("more-title")
                .text(words.text(Message::DraftOpenTitle)),
        )
        .child(el("p").text(days))
        .child(label)
        .child(field)
        .child(failed)
}

/// The way to an answer that was sent.
fn by_code(state: State, words: Words) -> El {
    let field = el("input")
        .class("q-field")
        .part("field")
        .attr("type", "text")
        .attr("id", ids::code())
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("aria-describedby", ids::code_told())
        .on("keydown", move |event| {
            let pressed = event.dyn_ref::<KeyboardEvent>();
            if pressed.is_some_and(|pressed| pressed.key() == "Enter") {
                // It is no answer of this form.
                event.prevent_default();
                state.keeping(Keeping::Fetch);
            }
        });
    let label = el("label")
        .attr("for", ids::code())
        .text(words.text(Message::ReceiptCode));
    let fetch = navigation::button(words.text(Message::DraftFetch), move || {
        state.keeping(Keeping::Fetch);
    });
    let told = el("p")
        .class("message")
        .part("message")
        .attr("id", ids::code_told())
        .attr("role", "status");
    el("details")
        .child(
            el("summary")
                .class("more-title")
                .text(words.text(Message::DraftCodeTitle)),
        )
        .child(label)
        .child(field)
        .child(el("div").class("nav").child(fetch))
        .child(deleting(state, words))
        .child(told)
}

/// It takes two presses. Nothing of the browser's asks whether one is sure: in
/// a frame that may open no windows the answer would always be no.
fn deleting(state: State, words: Words) -> El {
    let text = el("p")
        .attr("id", ids::delete_text())
        .text(words.text(Message::DraftDeleteText));
    let delete = navigation::button(words.text(Message::DraftDelete), move || {
        state.keeping(Keeping::Delete);
    })
    .attr("aria-describedby", ids::delete_text());
    el("details")
        .child(
            el("summary")
                .class("more-title")
                .text(words.text(Message::DraftDelete)),
        )
        .child(text)
        .child(el("div").class("nav").child(delete))
}

/// An answer as it is told when its question is gone: what was asked, and what
/// was answered.
pub fn told(words: Words, question: &Question, snapshot: &Snapshot) -> [String; 2] {
    let label = question.label.as_ref();
    let label = label.map_or_else(String::new, |label| words.localize(label).text);
    let lines = answers::read(words, question, snapshot);
    let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    let answer = match (lines.is_empty(), snapshot.parts.is_empty()) {
        (false, _) => lines.join("; "),
        (true, false) => snapshot.parts.join("-"),
        (true, true) => snapshot.raw.clone(),
    };
    [label, answer]
}
