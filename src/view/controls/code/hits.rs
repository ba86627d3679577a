//! The suggestions themselves.

use std::ops::Range;

use behov_engine::search::{Hit, Index};
use wasm_bindgen::JsCast;

use super::Lookup;
use super::offer::Offer;
use super::popup::{boxed, status};
use crate::i18n::{Localized, Message};
use crate::ids;
use crate::view::element::{El, el};

/// There is at least one.
#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(lookup: Lookup, offer: &Offer, index: &Index) -> El {
    let list = list(lookup, offer, index);
    boxed(list).child_if(more(lookup, offer))
}

fn more(lookup: Lookup, offer: &Offer) -> Option<El> {
    let (shown, all) = (offer.hits.best.len(), offer.hits.total);
    let [n, of] = [shown, all].map(|number| lookup.words.number(number as f64));
    let text = || {
        lookup
            .words
            .with(Message::CodeMore, &[("n", &n), ("of", &of)])
    };
    (shown < all).then(|| status(text()))
}

fn list(lookup: Lookup, offer: &Offer, index: &Index) -> El {
    let plan = lookup.state.plan();
    let label = plan
        .question(lookup.at.question)
        .and_then(|question| question.label.as_ref());
    let name = label.map(|label| lookup.words.localize(label).text);
    let hits = offer.hits.best.iter().enumerate();
    let hits = hits.map(|(number, hit)| {
        let option = option(lookup, number, "hit");
        filled(lookup, offer, index, *hit, option)
    });
    let keep = offer.keep.then(|| {
        let typed = lookup
            .snapshot
            .with(|snapshot| snapshot.raw.trim().to_owned());
        let text = lookup.words.with(Message::CodeKeep, &[("text", &typed)]);
        option(lookup, offer.hits.best.len(), "hit keep").text(text)
    });
    el("ul")
        .class("lookup-list")
        .part("suggestions")
        .attr("id", ids::list(lookup.at))
        .attr("role", "listbox")
        .attr_if("aria-label", name)
        // A press takes no focus from the field, and closes nothing by that.
        .on("mousedown", |event| event.prevent_default())
        .on("click", move |event| {
            if let Some(number) = pressed(event) {
                lookup.take(number);
            }
        })
        .children(hits)
        .child_if(keep)
}

fn option(lookup: Lookup, number: usize, class: &'static str) -> El {
    let active = lookup.active;
    el("li")
        .class(class)
        .part("suggestion")
        .attr("id", ids::option(lookup.at, number))
        .attr("role", "option")
        .attr_of("aria-selected", move || {
            let selected = active.get() == Some(number);
            Some(if selected { "true" } else { "false" }.into())
        })
}

/// The label; below it by which other name it was found, and what it is a part of.
fn filled(lookup: Lookup, offer: &Offer, index: &Index, hit: Hit, option: El) -> El {
    let Some(entry) = index.entry(hit.place) else {
        return option;
    };
    let language = lookup.state.reads(index);
    let interface = lookup.words.interface();
    let localized = |(text, tag): (&str, &str)| Localized {
        text: text.to_owned(),
        lang: (tag != interface).then(|| tag.to_owned()),
    };
    let label = localized(index.label(entry, &language));
    let other = hit.name.and_then(|number| index.name(hit.place, number));
    let other = other.map(|other| marked(el("span"), other, offer.hits.marks(other)));
    let within = index.parent(hit.place);
    let within =
        within.map(|within| el("span").localized(localized(index.label(within, &language))));
    let recent = offer
        .recent
        .then(|| el("span").text(lookup.words.text(Message::CodeRecent)));
    let mut notes = [recent, other, within].into_iter().flatten().peekable();
    let note = notes.peek().is_some().then(|| {
        notes
            .enumerate()
            .fold(el("span").class("hit-note"), |note, (place, part)| {
                let note = if place > 0 { note.text(" · ") } else { note };
                note.child(part)
            })
    });
    let name = el("span").class("hit-name").attr_if("lang", label.lang);
    let marks = offer.hits.marks(&label.text);
    option
        .child(marked(name, &label.text, marks))
        .text(" ")
        .child_if(note)
}

/// A text in which what was looked for stands out.
fn marked(element: El, text: &str, marks: Vec<Range<usize>>) -> El {
    let slice = |from, to| text.get(from..to).unwrap_or_default().to_owned();
    let mut end = 0;
    let mut element = element;
    for mark in marks {
        element = element
            .text(slice(end, mark.start))
            .child(el("mark").text(slice(mark.start, mark.end)));
        end = mark.end;
    }
    element.text(slice(end, text.len()))
}

/// The number of the suggestion that was pressed.
fn pressed(event: &web_sys::Event) -> Option<usize> {
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let option = element.closest("[role=option]").ok().flatten()?;
    option.id().rsplit('-').next()?.parse().ok()
}
