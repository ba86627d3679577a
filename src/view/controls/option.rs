//! A box or a button to tick, with its label: what groups consist of.

use behov_engine::{Raw, Snapshot};
use behov_schema::LocalizedText;
use leptos::prelude::*;

use crate::i18n::Localized;
use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

/// What one option shows and stores.
pub(super) struct Choosable<'q> {
    /// `radio` or `checkbox`.
    pub(super) kind: &'static str,
    /// What is stored; of no meaning to the browser.
    pub(super) value: String,
    pub(super) label: Localized,
    pub(super) help: Option<&'q LocalizedText>,
}

/// The option with this index in its group.
pub(super) fn view(
    asked: &Asked<'_>,
    index: usize,
    option: Choosable<'_>,
    checked: impl Fn(&Snapshot) -> bool + Send + Sync + 'static,
    raw: impl Fn(bool) -> Raw + Send + Sync + 'static,
) -> El {
    let (id, snapshot, answer) = (ids::option(asked.at, index), asked.snapshot, asked.answer());
    let help_id = format!("{id}-help");
    let help = option.help.map(|help| {
        el("p")
            .class("option-help")
            .attr("id", help_id.clone())
            .localized(asked.words.localize(help))
    });
    let input = el("input")
        .class("option-box")
        .attr("id", id.clone())
        .attr("type", option.kind)
        .attr("name", ids::field(asked.at))
        .attr("value", option.value)
        .attr_if("aria-describedby", help.is_some().then_some(help_id))
        .checked_of(move || snapshot.with(&checked))
        .on("change", move |event| {
            answer(raw(event_target_checked(event)));
        });
    let input = if option.kind == "checkbox" {
        // A group of boxes is not invalid, in ARIA; each box may be.
        asked.invalid(input)
    } else {
        input
    };
    let label = el("label")
        .class("option-label")
        .attr("for", id)
        .localized(option.label);
    el("div")
        .class("option")
        .part("option")
        .child(input)
        .child(label)
        .child_if(help)
}
