//! A day or a month: three fields or two, and one answer. They stand in the
//! order in which the language writes a date.

use behov_engine::Snapshot;
use behov_schema::QuestionType;

use crate::i18n::Message;
use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(asked: &Asked<'_>) -> El {
    let snapshot = asked.snapshot;
    let day = asked.question.kind == QuestionType::Date;
    let order = asked.words.text(Message::DateOrder);
    let parts = order.chars().filter_map(|part| match part {
        'Y' => Some((0, "q-part year", Message::DateYear)),
        'M' => Some((1, "q-part", Message::DateMonth)),
        'D' if day => Some((2, "q-part", Message::DateDay)),
        _ => None,
    });
    let fields = parts.enumerate().map(|(place, (index, class, name))| {
        let id = ids::option(asked.at, place);
        let label = el("label")
            .class("q-part-label")
            .attr("for", id.clone())
            .text(asked.words.text(name));
        let field = asked
            .written("input", id, Some(index))
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("enterkeyhint", "next")
            .attr("autocomplete", "off")
            .attr_of("aria-invalid", move || {
                snapshot.with(|snapshot| is_wrong(snapshot, index).then(|| "true".into()))
            });
        el("div").class(class).child(label).child(field)
    });
    asked
        .group(if day { "date" } else { "month" })
        .child(el("div").class("q-parts").children(fields))
}

/// Whether what is found wrong may lie in this part: year, month, day.
fn is_wrong(snapshot: &Snapshot, index: usize) -> bool {
    let code = snapshot.finding.as_ref().map(|finding| &*finding.code);
    match code {
        None => false,
        Some("date.incomplete") => {
            let part = snapshot.parts.get(index);
            part.is_none_or(|part| part.trim().is_empty())
        }
        Some("date.year") => index == 0,
        Some("date.no_such") => index > 0,
        Some(_) => true,
    }
}
