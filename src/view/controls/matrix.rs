//! One choice for each of several lines: a table, which stands line by line
//! where there is no room for it.
//!
//! The roles are written out, since a browser may take a table for none when
//! its parts are displayed as something else. A row of a table can be no
//! `radiogroup`; its buttons are one group by their name, and the words of
//! the line are a part of what each of them is called.

use crate::signal::Signal;
use behov_engine::Snapshot;
use behov_schema::LocalizedText;

use super::option::{self, Choosable, Means};
use crate::i18n::Message;
use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(asked: &Asked<'_>) -> El {
    let heads = asked.question.choices.iter().map(|choice| {
        let label = el("span").localized(asked.words.localize(&choice.label));
        part("th", "columnheader")
            .attr("scope", "col")
            .child(label)
            .child_if(help(asked, choice.help.as_ref()))
    });
    let head = part("tr", "row").child(part("td", "cell")).children(heads);
    let lines = (0..asked.question.lines.len()).filter_map(|index| line(asked, index));
    asked.group("matrix").child(
        part("table", "table")
            .class("matrix")
            .child(part("thead", "rowgroup").child(head))
            .child(part("tbody", "rowgroup").children(lines)),
    )
}

/// Whether what is found wrong may lie in this line.
pub(super) fn is_wrong(snapshot: &Snapshot, line: usize) -> bool {
    match snapshot.finding.as_ref().map(|finding| &*finding.code) {
        None => false,
        Some("required" | "matrix.incomplete") => {
            snapshot.parts.get(line).is_none_or(String::is_empty)
        }
        Some(_) => true,
    }
}

fn line(asked: &Asked<'_>, line: usize) -> Option<El> {
    let (words, at, snapshot) = (asked.words, asked.at, asked.snapshot);
    let asks = asked.question.lines.get(line)?;
    let lacking = Signal::memo(move || {
        snapshot.with(|snapshot| {
            let unanswered = snapshot.parts.get(line).is_none_or(String::is_empty);
            unanswered && is_wrong(snapshot, line)
        })
    });
    let label = el("span").localized(words.localize(&asks.label));
    let name = el("span")
        .attr("id", ids::line(at, line))
        .child(label)
        .child_of(move || {
            lacking.get().then(|| {
                let text = words.text(Message::MatrixLacking);
                el("span").class("matrix-lacking").text(format!(" {text}"))
            })
        });
    let help =
        help(asked, asks.help.as_ref()).map(|help| help.attr("id", ids::line_help(at, line)));
    let head = part("th", "rowheader")
        .attr("scope", "row")
        .child(name)
        .child_if(help);
    let choices = &asked.question.choices;
    let cells = choices.iter().enumerate().map(|(index, choice)| {
        let shown = Choosable {
            label: words.localize(&choice.label),
            help: choice.help.as_ref(),
            end: None,
        };
        let place = line * choices.len() + index;
        let means = Means::InLine(line, choice.code.clone());
        part("td", "cell").child(option::view(asked, place, shown, means))
    });
    Some(part("tr", "row").child(head).children(cells))
}

fn part(tag: &'static str, role: &'static str) -> El {
    el(tag).attr("role", role)
}

fn help(asked: &Asked<'_>, text: Option<&LocalizedText>) -> Option<El> {
    let text = asked.words.localize(text?);
    Some(el("span").class("matrix-help").localized(text))
}
