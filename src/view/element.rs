//! Elements, built without a type of their own.
//!
//! Leptos' `view!` gives every piece of markup a Rust type, and every type its
//! own code. Here an element is one type whatever stands in it: for the same
//! six controls the wasm was 30.9 KB instead of 36.6 (Brotli), and the gap
//! grows with each control. What is built is an ordinary Leptos view.

use std::sync::Arc;

use leptos::html::{ElementChild, custom};
use leptos::prelude::*;
use web_sys::Event;

use super::attributes::{Attributes, Kept, Text};
use crate::i18n::Localized;

/// An element with its attributes, listeners and children.
pub(super) struct El {
    tag: &'static str,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// An element with nothing in it.
pub(super) fn el(tag: &'static str) -> El {
    El {
        tag,
        attributes: Attributes::default(),
        children: Vec::new(),
    }
}

impl El {
    /// An attribute that stays.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.attributes.fixed(name, value.into());
        self
    }

    /// An attribute that stays, where there is one.
    pub(super) fn attr_if(self, name: &'static str, value: Option<impl Into<Text>>) -> Self {
        match value {
            None => self,
            Some(value) => self.attr(name, value),
        }
    }

    pub(super) fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// The public name, for a host's `::part()`.
    pub(super) fn part(self, names: &'static str) -> Self {
        self.attr("part", names)
    }

    /// An attribute that follows the signals it reads; absent for `None`.
    pub(super) fn attr_of(
        mut self,
        name: &'static str,
        value: impl Fn() -> Option<Text> + Send + Sync + 'static,
    ) -> Self {
        self.attributes.of(name, Arc::new(value));
        self
    }

    /// The `value` that follows the signals it reads.
    pub(super) fn value_of(mut self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let value = Arc::new(move || Kept::Text(value()));
        self.attributes.kept("value", value);
        self
    }

    /// Whether it is `checked`, following the signals it reads.
    pub(super) fn checked_of(mut self, value: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let value = Arc::new(move || Kept::Flag(value()));
        self.attributes.kept("checked", value);
        self
    }

    /// Calls `listener` at each event of this name.
    pub(super) fn on(
        mut self,
        name: &'static str,
        listener: impl Fn(&Event) + Send + Sync + 'static,
    ) -> Self {
        self.attributes.on(name, Arc::new(listener));
        self
    }

    pub(super) fn text(self, text: impl Into<Text>) -> Self {
        let text: Text = text.into();
        self.view(text.into_any())
    }

    /// A text of the questionnaire, with its language where that is another.
    pub(super) fn localized(self, text: Localized) -> Self {
        self.attr_if("lang", text.lang).text(text.text)
    }

    /// Text that follows the signals it reads.
    pub(super) fn text_of(self, text: impl FnMut() -> String + Send + 'static) -> Self {
        let text: Box<dyn FnMut() -> String + Send> = Box::new(text);
        self.view(text.into_any())
    }

    pub(super) fn child(self, child: Self) -> Self {
        self.view(child.into_view())
    }

    pub(super) fn child_if(self, child: Option<Self>) -> Self {
        match child {
            None => self,
            Some(child) => self.child(child),
        }
    }

    pub(super) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// An element that comes and goes with the signals that `child` reads.
    pub(super) fn child_of(self, child: impl FnMut() -> Option<Self> + Send + 'static) -> Self {
        self.view(shown(child))
    }

    pub(super) fn view(mut self, view: AnyView) -> Self {
        self.children.push(view);
        self
    }

    pub(super) fn into_view(mut self) -> AnyView {
        let element = custom(self.tag).add_any_attr(self.attributes);
        // Leptos ends a list of children by a comment node; most elements
        // have one child or none and need no list.
        if self.children.len() > 1 {
            return element.child(self.children).into_any();
        }
        match self.children.pop() {
            Some(only) => element.child(only).into_any(),
            // Nothing at all, not even the comment that stands for nothing.
            None => element.child([(); 0]).into_any(),
        }
    }
}

/// An element that comes and goes with the signals that `view` reads.
pub(super) fn shown(mut view: impl FnMut() -> Option<El> + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> Option<AnyView> + Send> =
        Box::new(move || view().map(El::into_view));
    view.into_any()
}

/// One view for each key. When the keys change, those that stay keep their
/// elements, their focus and their signals.
pub(super) fn each(
    keys: impl Fn() -> Vec<u32> + Send + 'static,
    view: impl Fn(u32) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    each_boxed(Box::new(keys), Arc::new(view))
}

type Keys = Box<dyn Fn() -> Vec<u32> + Send>;
type KeyView = Arc<dyn Fn(u32) -> AnyView + Send + Sync>;

fn each_boxed(each: Keys, view: KeyView) -> AnyView {
    let props = ForProps::builder()
        .each(each)
        .key(|key: &u32| *key)
        .children(move |key| view(key))
        .build();
    For(props).into_any()
}
