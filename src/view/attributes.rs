//! All attributes of an element, as one Leptos attribute.
//!
//! Leptos gives each attribute a type by its name and its value, and a set of
//! functions to each type. One type for all of them is smaller, and quicker
//! to build where there are thousands.

use std::sync::Arc;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use leptos::oco::Oco;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::attribute::{Attribute, AttributeValue, NextAttribute};
use leptos::tachys::renderer::{Rndr, types::Element};
use wasm_bindgen::JsValue;
use web_sys::Event;

/// Text that is not copied where it is constant.
pub(super) type Text = Oco<'static, str>;

/// The attributes of an element, in order.
#[derive(Clone, Default)]
pub(super) struct Attributes(Vec<(&'static str, Value)>);

#[derive(Clone)]
enum Value {
    Fixed(Text),
    /// Follows the signals it reads; absent for `None`.
    Of(Arc<dyn Fn() -> Option<Text> + Send + Sync>),
    /// A property that follows the signals it reads.
    Kept(Arc<dyn Fn() -> Kept + Send + Sync>),
    /// What is done at the event of this name.
    Listener(Arc<dyn Fn(&Event) + Send + Sync>),
}

/// What stands in a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Text(String),
    Flag(bool),
}

/// What lasts as long as the element is shown.
pub(super) struct Shown {
    element: Element,
    names: Vec<&'static str>,
    _effects: Vec<RenderEffect<Option<Text>>>,
    _listeners: Vec<EventListener>,
}

impl Attributes {
    pub(super) fn fixed(&mut self, name: &'static str, value: Text) {
        self.0.push((name, Value::Fixed(value)));
    }

    pub(super) fn of(
        &mut self,
        name: &'static str,
        value: Arc<dyn Fn() -> Option<Text> + Send + Sync>,
    ) {
        self.0.push((name, Value::Of(value)));
    }

    pub(super) fn kept(&mut self, name: &'static str, value: Arc<dyn Fn() -> Kept + Send + Sync>) {
        self.0.push((name, Value::Kept(value)));
    }

    pub(super) fn on(&mut self, name: &'static str, listener: Arc<dyn Fn(&Event) + Send + Sync>) {
        self.0.push((name, Value::Listener(listener)));
    }
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;
    type State = Shown;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, html: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        for (name, value) in self.0 {
            let value = match value {
                Value::Fixed(text) => Some(text),
                Value::Of(value) => value(),
                Value::Kept(_) | Value::Listener(_) => None,
            };
            if let Some(value) = value {
                value.to_html(name, html);
            }
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Shown {
        self.build(element)
    }

    fn build(self, element: &Element) -> Shown {
        let mut shown = Shown {
            element: element.clone(),
            names: Vec::new(),
            _effects: Vec::new(),
            _listeners: Vec::new(),
        };
        for (name, value) in self.0 {
            let element = element.clone();
            match value {
                Value::Fixed(text) => {
                    Rndr::set_attribute(&element, name, &text);
                    shown.names.push(name);
                }
                Value::Of(value) => {
                    let follow = move |before| follow(&element, name, before, value());
                    shown._effects.push(RenderEffect::new(follow));
                    shown.names.push(name);
                }
                Value::Kept(value) => {
                    let keep = move |_| keep(&element, name, &value());
                    shown._effects.push(RenderEffect::new(keep));
                }
                Value::Listener(listener) => {
                    // Not passive: a form's own submission must not leave the page.
                    let options = EventListenerOptions::enable_prevent_default();
                    let listener = move |event: &Event| listener(event);
                    let heard = EventListener::new_with_options(&element, name, options, listener);
                    shown._listeners.push(heard);
                }
            }
        }
        shown
    }

    fn rebuild(self, shown: &mut Shown) {
        for name in &shown.names {
            Rndr::remove_attribute(&shown.element, name);
        }
        *shown = self.build(&shown.element);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }
}

impl NextAttribute for Attributes {
    type Output<New: Attribute> = (Self, New);

    fn add_any_attr<New: Attribute>(self, new: New) -> (Self, New) {
        (self, new)
    }
}

fn follow(
    element: &Element,
    name: &str,
    before: Option<Option<Text>>,
    now: Option<Text>,
) -> Option<Text> {
    if before.as_ref() != Some(&now) {
        match &now {
            Some(text) => Rndr::set_attribute(element, name, text),
            None => Rndr::remove_attribute(element, name),
        }
    }
    now
}

/// Writes a property, unless the element already has this value. To write the
/// same text again would throw away what an `email` field shows beside its
/// value, such as a space at the end, and break what is being composed with an
/// input method.
fn keep(element: &Element, property: &str, value: &Kept) -> Option<Text> {
    let property = property.into();
    let value = match value {
        Kept::Text(text) => JsValue::from_str(text),
        Kept::Flag(flag) => JsValue::from_bool(*flag),
    };
    if Reflect::get(element, &property).as_ref() != Ok(&value) {
        // An element always takes a property; there is nothing to mend.
        let _ = Reflect::set(element, &property, &value);
    }
    None
}
