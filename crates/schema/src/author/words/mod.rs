//! Findings in plain English: what is wrong, and what to do.

mod document;
mod form;
mod list;
mod prefill;
mod rule;

use std::borrow::Cow;

use crate::Finding;

/// What is wrong, and what to do, in one to three sentences.
pub fn sentence(finding: &Finding) -> String {
    let of = Params(finding);
    let words = form::form(&of)
        .or_else(|| document::document(&of))
        .or_else(|| prefill::prefill(&of))
        .or_else(|| rule::rule(&of))
        .or_else(|| list::list(&of))
        .or_else(|| document::core(&of));
    words.map_or_else(|| finding.to_string(), Cow::into_owned)
}

struct Params<'a>(&'a Finding);

impl Params<'_> {
    fn get(&self, name: &str) -> &str {
        self.0.params.get(name).unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        self.0.params.get(name).is_some()
    }

    /// ` Did you mean …?`, where something is likely.
    fn meant(&self) -> String {
        match self.0.params.get("suggestion") {
            Some(name) => format!(" Did you mean `{name}`?"),
            None => String::new(),
        }
    }

    /// The last field of the pointer.
    fn field(&self) -> &str {
        let pointer = self.0.pointer.as_str();
        let mut segments = pointer.rsplit('/');
        let name = segments.find(|segment| !segment.bytes().all(|byte| byte.is_ascii_digit()));
        name.unwrap_or_default()
    }

    /// Whether the pointer leads to an element of a list.
    fn is_element(&self) -> bool {
        let last = self.0.pointer.rsplit('/').next().unwrap_or_default();
        !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// What the object is whose member the pointer leads to.
    fn object(&self) -> &'static str {
        let outer = self
            .0
            .pointer
            .rsplit_once('/')
            .map_or("", |(outer, _)| outer);
        object(outer)
    }
}

/// What the object is that a pointer leads to.
fn object(pointer: &str) -> &'static str {
    let mut segments = pointer.rsplit('/');
    let last = segments.next().unwrap_or_default();
    let index = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    match (last, if index { segments.next() } else { None }) {
        ("", _) => "the file",
        (_, Some("pages")) => "a page",
        (_, Some("programmes")) => "a programme",
        (_, Some("regions")) => "a region",
        (_, Some("questions")) => "a question",
        (_, Some("choices" | "lines")) => "a choice",
        ("controller", _) => "the controller",
        ("system", _) => "a code system",
        ("lists", _) => "the lists by country",
        _ => "this object",
    }
}

type Words = Option<Cow<'static, str>>;
