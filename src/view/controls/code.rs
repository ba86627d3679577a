//! An entry of a code list, searched while one types, or own words: the
//! combobox of the ARIA Authoring Practices, "list autocomplete with manual
//! selection". What was typed is the answer until something is chosen.

mod hits;
mod keys;
mod offer;
mod popup;

use behov_engine::{Event, Key, Snapshot};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollLogicalPosition};

use crate::i18n::{Message, Words};
use crate::ids;
use crate::signal::Signal;
use crate::state::{Listed, State};
use crate::view::element::{El, el};
use crate::view::into_view;
use crate::view::press::when_released;
use crate::view::question::Asked;
use offer::Offer;

/// A field and its list; a handle.
#[derive(Clone, Copy)]
struct Lookup {
    state: State,
    words: Words,
    at: Key,
    /// Only what stands in the list is an answer.
    strict: bool,
    snapshot: Signal<Snapshot>,
    /// The list is shown, as far as there is one.
    open: Signal<bool>,
    /// The suggestion that Enter takes.
    active: Signal<Option<usize>>,
    listed: Signal<Listed>,
    offer: Signal<Offer>,
}

pub(super) fn view(asked: &Asked<'_>) -> El {
    let lookup = Lookup::new(asked);
    name_beforehand(asked);
    let (at, active) = (asked.at, lookup.active);
    let shows = move || lookup.open.get() && lookup.offer.with(|offer| offer.count() > 0);
    let field = asked
        .written("input", ids::field(at), None)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "done")
        .attr_of("aria-expanded", move || {
            Some(if shows() { "true" } else { "false" }.into())
        })
        .attr_of("aria-controls", move || {
            shows().then(|| ids::list(at).into())
        })
        .attr_of("aria-activedescendant", move || {
            let active = active.get().filter(|_| shows())?;
            Some(ids::option(at, active).into())
        })
        .on("focus", move |_| lookup.touch())
        .on("click", move |event| lookup.show(event))
        .on("input", move |event| {
            lookup.active.write(None);
            lookup.show(event);
            lookup.announce();
        })
        .on("keydown", move |event| lookup.press(event))
        .on("blur", move |_| when_released(move || lookup.leave()));
    let note = Signal::memo(move || lookup.note());
    let field = asked.described_by(asked.claims(field), move || {
        let note = note.with(Option::is_some).then(|| ids::note(at));
        note.into_iter().collect()
    });
    let control = el("div")
        .class("lookup")
        .child(field)
        .child_of(move || popup::view(lookup))
        .child_of(lookup.announce_late());
    asked
        .field("code", control)
        .child_of(move || {
            let text = note.get()?;
            let note = el("p").class("lookup-note").attr("id", ids::note(at));
            Some(note.text(text))
        })
        .child_of(move || lookup.failed())
}

/// An answer that began with a code is called by its name as soon as the list
/// says so.
pub(super) fn name_beforehand(asked: &Asked<'_>) {
    let (state, snapshot) = (asked.state, asked.snapshot);
    let (list, coded) = snapshot.with_untracked(|snapshot| {
        let waits = snapshot.prefilled && snapshot.chosen.is_none();
        let coded = waits
            .then_some(false)
            .or(snapshot.chosen.as_ref().map(|_| true));
        (snapshot.list.clone(), coded)
    });
    // What was chosen has a name, though perhaps in another language.
    let there = |list: &str| matches!(state.list(list).get_untracked(), Listed::Ready(_));
    if let Some((list, coded)) = list.zip(coded)
        && (!coded || there(&list))
    {
        state.want_list(&list);
    }
}

impl Lookup {
    fn new(asked: &Asked<'_>) -> Self {
        let (state, words, snapshot) = (asked.state, asked.words, asked.snapshot);
        let strict = !asked.question.takes_text();
        let id = Signal::memo(move || snapshot.with(|snapshot| snapshot.list.clone()));
        let listed = Signal::memo(move || {
            let list = id.with(|id| Some(state.list(id.as_deref()?)));
            list.map_or(Listed::Unasked, Signal::get)
        });
        let open = Signal::new(false);
        let offer = Signal::memo(move || {
            if !open.get() {
                return Offer::default();
            }
            let recent = id.with(|id| state.recent(id.as_deref().unwrap_or_default()));
            let listed = listed.get();
            let Listed::Ready(index) = &listed else {
                return Offer {
                    listed,
                    ..Offer::default()
                };
            };
            snapshot.with(|snapshot| Offer::new(index, snapshot, &recent, strict, state))
        });
        Self {
            state,
            words,
            at: asked.at,
            strict,
            snapshot,
            open,
            active: Signal::new(None),
            listed,
            offer,
        }
    }

    /// The list is fetched when its field is touched.
    fn touch(self) {
        if self
            .listed
            .with_untracked(|listed| *listed == Listed::Unasked)
        {
            self.fetch();
        }
    }

    fn fetch(self) {
        let list = self
            .snapshot
            .with_untracked(|snapshot| snapshot.list.clone());
        if let Some(list) = list {
            self.state.want_list(&list);
        }
    }

    /// Opens the list below the field that hears the event, where it can be
    /// seen: the sheet leaves room for it.
    fn show(self, event: &web_sys::Event) {
        self.touch();
        if self.open.get_untracked() {
            return;
        }
        self.open.write(true);
        if let Some(question) = question_of(event) {
            into_view(&question, ScrollLogicalPosition::Nearest);
        }
    }

    fn close(self) {
        self.open.write(false);
        self.active.write(None);
    }

    /// Answers with a suggestion; the last one may be to keep what was typed.
    fn take(self, number: usize) {
        let chosen = self.offer.with_untracked(|offer| {
            let Listed::Ready(index) = &offer.listed else {
                return None;
            };
            Some((index.clone(), offer.hits.best.get(number)?.place))
        });
        if let Some((index, place)) = chosen {
            self.state.choose(self.at, &index, place);
        }
        self.close();
    }

    /// What was typed is kept; it is the entry that is called just so, where
    /// there is one alone.
    fn leave(self) {
        self.close();
        let typed = self.snapshot.with_untracked(|snapshot| {
            let own = snapshot.chosen.is_none() && !snapshot.prefilled;
            own.then(|| snapshot.raw.clone())
        });
        if let (Some(typed), Listed::Ready(index)) = (typed, self.listed.get_untracked())
            && let Some(place) = index.called(&typed)
        {
            self.state.choose(self.at, &index, place);
        }
        self.state.dispatch(Event::Left { at: self.at });
    }

    /// What the answer is a part of, or that it is one's own.
    fn note(self) -> Option<String> {
        let ready = matches!(self.listed.get(), Listed::Ready(_));
        let own = ready && !self.open.get() && !self.strict;
        self.snapshot.with(|snapshot| match &snapshot.chosen {
            Some(chosen) => chosen.within.clone(),
            None => (own && !snapshot.raw.trim().is_empty())
                .then(|| self.words.text(Message::CodeOwnWords)),
        })
    }

    /// The list did not come: what that means, and a way to try again.
    fn failed(self) -> Option<El> {
        if self.listed.get() != Listed::Failed {
            return None;
        }
        let message = if self.strict {
            Message::CodeFailedChoose
        } else {
            Message::CodeFailed
        };
        let again = el("button")
            .class("button quiet")
            .part("button")
            .attr("type", "button")
            .on("click", move |event| {
                // The button goes; the field stays.
                let field = question_of(event)
                    .and_then(|question| question.query_selector("input").ok().flatten());
                if let Some(Ok(field)) = field.map(JsCast::dyn_into::<HtmlElement>) {
                    let _ = field.focus();
                }
                self.fetch();
            })
            .text(self.words.text(Message::SendAgain));
        Some(
            el("div")
                .class("lookup-failed")
                .child(el("p").text(self.words.text(message)))
                .child(again),
        )
    }
}

/// The question that holds what hears the event.
fn question_of(event: &web_sys::Event) -> Option<Element> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    element.closest("[part~=question]").ok().flatten()
}
