//! Draws elements and keeps them as their signals say.
//!
//! One function draws whatever there is: Leptos itself has one for each
//! type of view, and took 12.8 KiB more (Brotli). What follows a signal is an
//! effect of Leptos', under its owner.

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event, Node};

use super::element::{El, Follow, Kept, Text, View};

/// What follows the signals and hears the events of the elements drawn with it,
/// as long as it lives.
#[derive(Debug, Default)]
pub struct Drawn {
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<EventListener>,
}

/// An element that can be taken away by itself.
struct Single {
    element: Element,
    _drawn: Drawn,
}

impl Drawn {
    /// Draws `view` at the end of `parent`.
    pub(super) fn add(&mut self, parent: &Element, view: View) {
        match view {
            View::Nothing => {}
            View::El(el) => {
                let element = self.element(el);
                append(parent, &element);
            }
            View::Text(text) => append(parent, &Rndr::create_text_node(&text)),
            View::TextOf(mut text) => {
                let node = Rndr::create_text_node("");
                append(parent, &node);
                let mut before = String::new();
                self.follow(move || {
                    let now = text();
                    if now != before {
                        Rndr::set_text(&node, &now);
                        before = now;
                    }
                });
            }
            View::Shown(mut view) => {
                let place = Place::new(parent);
                let mut shown: Option<Single> = None;
                self.follow(move || {
                    // What is new is there before the old one goes.
                    let now = view().map(Single::draw);
                    if let Some(now) = &now {
                        place.put(&now.element, &place.0);
                    }
                    if let Some(old) = std::mem::replace(&mut shown, now) {
                        old.element.remove();
                    }
                });
            }
            View::Each(mut keys, view) => {
                let place = Place::new(parent);
                // What stands in a list lives longer than one look at its keys.
                let above = Owner::current().unwrap_or_default();
                let mut items: Vec<(u32, Owner, Option<Single>)> = Vec::new();
                self.follow(move || {
                    let keys = keys();
                    let mut before = std::mem::take(&mut items);
                    for key in keys {
                        let known = before.iter().position(|(known, ..)| *known == key);
                        items.push(match known {
                            Some(known) => before.swap_remove(known),
                            None => {
                                let owner = above.with(Owner::new);
                                let drawn = || untrack(|| view(key).map(Single::draw));
                                let drawn = owner.with(drawn);
                                (key, owner, drawn)
                            }
                        });
                    }
                    for (_, owner, gone) in before {
                        if let Some(gone) = gone {
                            gone.element.remove();
                        }
                        owner.cleanup();
                    }
                    let mut next: &Node = &place.0;
                    for (.., item) in items.iter().rev() {
                        if let Some(item) = item {
                            // What is moved would lose the focus.
                            if next.previous_sibling().as_ref() != Some(&item.element) {
                                place.put(&item.element, next);
                            }
                            next = &item.element;
                        }
                    }
                });
            }
        }
    }

    fn element(&mut self, el: El) -> Element {
        let element = Rndr::create_element(el.0.tag, None);
        for (name, value) in el.0.attributes {
            self.attribute(&element, name, value);
        }
        for child in el.0.children {
            self.add(&element, child);
        }
        element
    }

    fn attribute(&mut self, element: &Element, name: &'static str, value: Follow) {
        let element = element.clone();
        match value {
            Follow::Fixed(text) => Rndr::set_attribute(&element, name, &text),
            Follow::Of(mut value) => {
                let mut before: Option<Text> = None;
                self.follow(move || {
                    let now = value();
                    if now != before {
                        match &now {
                            Some(text) => Rndr::set_attribute(&element, name, text),
                            None => Rndr::remove_attribute(&element, name),
                        }
                        before = now;
                    }
                });
            }
            Follow::Kept(mut value) => self.follow(move || keep(&element, name, &value())),
            Follow::Listener(mut listener) => {
                // Not passive: a form's own submission must not leave the page.
                let options = EventListenerOptions::enable_prevent_default();
                let listener = move |event: &Event| listener(event);
                let heard = EventListener::new_with_options(&element, name, options, listener);
                self.listeners.push(heard);
            }
        }
    }

    fn follow(&mut self, mut act: impl FnMut() + 'static) {
        self.effects.push(RenderEffect::new(move |_| act()));
    }
}

impl Single {
    fn draw(el: El) -> Self {
        let mut drawn = Drawn::default();
        Self {
            element: drawn.element(el),
            _drawn: drawn,
        }
    }
}

/// A node that nobody sees; what comes and goes stands before it.
struct Place(Node);

impl Place {
    fn new(parent: &Element) -> Self {
        let node: Node = Rndr::create_placeholder().into();
        append(parent, &node);
        Self(node)
    }

    /// Puts an element before `next`, beside this.
    fn put(&self, element: &Element, next: &Node) {
        if let Some(parent) = self.0.parent_node() {
            // Fails only where `next` stands elsewhere.
            let _ = parent.insert_before(element, Some(next));
        }
    }
}

fn append(parent: &Element, node: &Node) {
    // An element takes any node but what it stands in.
    let _ = parent.append_child(node);
}

/// Writes a property, unless the element already has this value. To write the
/// same text again would throw away what an `email` field shows beside its
/// value, such as a space at the end, and break what is being composed with an
/// input method.
fn keep(element: &Element, property: &str, value: &Kept) {
    let property = property.into();
    let value = match value {
        Kept::Text(text) => JsValue::from_str(text),
        Kept::Flag(flag) => JsValue::from_bool(*flag),
    };
    if Reflect::get(element, &property).as_ref() != Ok(&value) {
        // An element always takes a property; there is nothing to mend.
        let _ = Reflect::set(element, &property, &value);
    }
}
