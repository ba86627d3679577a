//! A box or a button to tick, with its label: what groups consist of.

use behov_engine::{Raw, Snapshot};
use behov_schema::LocalizedText;
use leptos::prelude::*;

use super::matrix;
use crate::i18n::Localized;
use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

/// What it says to choose an option. A word rather than two functions for
/// each control: one way to draw an option is then enough in the wasm.
#[derive(Clone)]
pub(super) enum Means {
    Flag(bool),
    /// One of several.
    Only(String),
    /// Any of several.
    Among(String),
    /// One of several in this line of a matrix.
    InLine(usize, String),
}

impl Means {
    fn chosen(&self, snapshot: &Snapshot) -> bool {
        match self {
            Self::Flag(flag) => snapshot.flag == Some(*flag),
            Self::Only(code) => snapshot.raw == *code,
            Self::Among(code) => snapshot.parts.contains(code),
            Self::InLine(line, code) => snapshot.parts.get(*line) == Some(code),
        }
    }

    fn raw(&self, on: bool) -> Raw {
        match self.clone() {
            Self::Flag(flag) => Raw::Flag(flag),
            Self::Only(code) => Raw::Text(code),
            Self::Among(code) => Raw::Toggle { code, on },
            Self::InLine(index, text) => Raw::Part { index, text },
        }
    }

    /// Of no meaning to the browser.
    fn value(&self) -> String {
        match self {
            Self::Flag(flag) => if *flag { "true" } else { "false" }.to_owned(),
            Self::Only(code) | Self::Among(code) | Self::InLine(_, code) => code.clone(),
        }
    }

    fn line(&self) -> Option<usize> {
        match self {
            Self::InLine(line, _) => Some(*line),
            _ => None,
        }
    }
}

/// What one option shows.
#[derive(Default)]
pub(super) struct Choosable<'q> {
    pub(super) label: Localized,
    pub(super) help: Option<&'q LocalizedText>,
    /// The id of what is heard after its label: what an end of a scale means.
    pub(super) end: Option<String>,
}

/// The option with this index in its group.
pub(super) fn view(asked: &Asked<'_>, index: usize, option: Choosable<'_>, means: Means) -> El {
    // A line of a matrix is a group of its own, whose words are heard before
    // those of the option.
    let in_line = means.line();
    let kind = match means {
        Means::Among(_) => "checkbox",
        _ => "radio",
    };
    let (id, snapshot, answer) = (ids::option(asked.at, index), asked.snapshot, asked.answer());
    let help_id = format!("{id}-help");
    let line = in_line.map(|line| ids::line(asked.at, line));
    let line_help = in_line.and_then(|line| {
        let line_help = asked.question.lines.get(line)?.help.is_some();
        line_help.then(|| ids::line_help(asked.at, line))
    });
    // Heard one after the other, not as a description: not every screen reader
    // says that of a radio button.
    let label_id = format!("{id}-label");
    let named = (line.is_some() || option.end.is_some())
        .then(|| list([line.as_ref(), Some(&label_id), option.end.as_ref()]));
    let help = option.help.map(|help| {
        el("p")
            .class("option-help")
            .attr("id", help_id.clone())
            .localized(asked.words.localize(help))
    });
    let described = help.is_some().then_some(&help_id);
    let described = (described.is_some() || line_help.is_some())
        .then(|| list([described, line_help.as_ref(), None]));
    let input = el("input")
        .class("option-box")
        .attr("id", id.clone())
        .attr("type", kind)
        .attr("name", line.unwrap_or_else(|| ids::field(asked.at)))
        .attr("value", means.value())
        .attr_if("aria-labelledby", named.clone())
        .attr_if("aria-describedby", described)
        .checked_of({
            let means = means.clone();
            move || snapshot.with(|snapshot| means.chosen(snapshot))
        })
        .on("change", move |event| {
            answer(means.raw(event_target_checked(event)));
        });
    // A group of boxes is not invalid, in ARIA, nor is a table; each box may be.
    let input = match in_line {
        Some(line) => input.attr_of("aria-invalid", move || {
            snapshot.with(|snapshot| matrix::is_wrong(snapshot, line).then(|| "true".into()))
        }),
        None if kind == "checkbox" => asked.invalid(input),
        None => input,
    };
    let label = el("label")
        .class("option-label")
        .attr_if("id", named.map(|_| label_id))
        .attr("for", id)
        .localized(option.label);
    el("div")
        .class("option")
        .part("option")
        .child(input)
        .child(label)
        .child_if(help)
}

/// Ids as an attribute lists them.
fn list(ids: [Option<&String>; 3]) -> String {
    let ids: Vec<&str> = ids.into_iter().flatten().map(String::as_str).collect();
    ids.join(" ")
}
