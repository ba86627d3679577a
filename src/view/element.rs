//! Elements, built without a type of their own.
//!
//! Leptos' `view!` gives every piece of markup a Rust type, and every type its
//! own code. Here an element is one type whatever stands in it: for the same
//! six controls the wasm was 30.9 KB instead of 36.6 (Brotli), and the gap
//! grows with each control. `draw` makes nodes of what is built here.

use std::borrow::Cow;

use web_sys::Event;

use crate::i18n::Localized;

/// Text that is not copied where it is constant.
pub(super) type Text = Cow<'static, str>;

/// An element with its attributes, listeners and children: one pointer, so that
/// it costs nothing to hand it on.
pub(super) struct El(pub(super) Box<Parts>);

pub(super) struct Parts {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, Follow)>,
    pub(super) children: Vec<View>,
}

/// What may be said of an element.
pub(super) enum Follow {
    Fixed(Text),
    /// An attribute that follows the signals it reads; absent for `None`.
    Of(Box<dyn FnMut() -> Option<Text>>),
    /// A property that follows the signals it reads.
    Kept(Box<dyn FnMut() -> Kept>),
    /// What is done at the event of this name.
    Listener(Box<dyn FnMut(&Event)>),
}

/// What stands in a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Text(String),
    Flag(bool),
}

/// What may stand in an element.
pub(super) enum View {
    Nothing,
    El(El),
    Text(Text),
    /// Follows the signals it reads.
    TextOf(Box<dyn FnMut() -> String>),
    /// Comes and goes with the signals it reads.
    Shown(Box<dyn FnMut() -> Option<El>>),
    /// One for each key.
    Each(Box<dyn FnMut() -> Vec<u32>>, Box<dyn Fn(u32) -> Option<El>>),
}

/// An element with nothing in it.
pub(super) fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

impl El {
    /// An attribute that stays.
    pub(super) fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.follow(name, Follow::Fixed(value.into()))
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
        self,
        name: &'static str,
        value: impl FnMut() -> Option<Text> + 'static,
    ) -> Self {
        self.follow(name, Follow::Of(Box::new(value)))
    }

    /// The `value` that follows the signals it reads.
    pub(super) fn value_of(self, value: impl Fn() -> String + 'static) -> Self {
        let value = move || Kept::Text(value());
        self.follow("value", Follow::Kept(Box::new(value)))
    }

    /// Whether it is `checked`, following the signals it reads.
    pub(super) fn checked_of(self, value: impl Fn() -> bool + 'static) -> Self {
        let value = move || Kept::Flag(value());
        self.follow("checked", Follow::Kept(Box::new(value)))
    }

    /// Calls `listener` at each event of this name.
    pub(super) fn on(self, name: &'static str, listener: impl FnMut(&Event) + 'static) -> Self {
        self.follow(name, Follow::Listener(Box::new(listener)))
    }

    pub(super) fn text(self, text: impl Into<Text>) -> Self {
        self.view(View::Text(text.into()))
    }

    /// A text of the questionnaire, with its language where that is another.
    pub(super) fn localized(self, text: Localized) -> Self {
        self.attr_if("lang", text.lang).text(text.text)
    }

    /// The same in an element that holds other texts too.
    pub(super) fn said(self, text: Localized) -> Self {
        match text.lang {
            None => self.text(text.text),
            Some(_) => self.child(el("span").localized(text)),
        }
    }

    /// Text that follows the signals it reads.
    pub(super) fn text_of(self, text: impl FnMut() -> String + 'static) -> Self {
        self.view(View::TextOf(Box::new(text)))
    }

    pub(super) fn child(self, child: Self) -> Self {
        self.view(View::El(child))
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
    pub(super) fn child_of(self, child: impl FnMut() -> Option<Self> + 'static) -> Self {
        self.view(shown(child))
    }

    pub(super) fn view(mut self, view: View) -> Self {
        self.0.children.push(view);
        self
    }

    fn follow(mut self, name: &'static str, value: Follow) -> Self {
        self.0.attributes.push((name, value));
        self
    }
}

/// An element that comes and goes with the signals that `view` reads. While it
/// stays it is another one whenever they change: what can have the focus stands
/// under a memo.
pub(super) fn shown(view: impl FnMut() -> Option<El> + 'static) -> View {
    View::Shown(Box::new(view))
}

/// An element for each key. When the keys change, those that stay keep their
/// elements, their focus and their signals.
pub(super) fn each(
    keys: impl FnMut() -> Vec<u32> + 'static,
    view: impl Fn(u32) -> Option<El> + 'static,
) -> View {
    View::Each(Box::new(keys), Box::new(view))
}
