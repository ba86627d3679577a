//! A point between two ends, as radio buttons with numbers.

use super::option::{self, Choosable, Means};
use crate::i18n::Localized;
use crate::ids;
use crate::view::element::{El, el};
use crate::view::question::Asked;

#[inline(never)] // a gate: xtask/later.txt
pub(super) fn view(asked: &Asked<'_>) -> El {
    let question = asked.question;
    let (first, last) = question.range();
    let options = (first..=last).enumerate().map(|(index, point)| {
        let end = match point {
            _ if point == first => &question.min_label,
            _ if point == last => &question.max_label,
            _ => &None,
        };
        let number = point.to_string();
        let shown = Choosable {
            label: Localized {
                text: number.clone(),
                lang: None,
            },
            end: end.as_ref().map(|_| ids::end(asked.at, index)),
            ..Choosable::default()
        };
        option::view(asked, index, shown, Means::Only(number))
    });
    let steps = usize::try_from(last - first).unwrap_or_default();
    let ends = [
        (first, 0, &question.min_label),
        (last, steps, &question.max_label),
    ];
    let ends: Vec<El> = ends
        .into_iter()
        .filter_map(|(point, index, label)| {
            let words = el("span")
                .attr("id", ids::end(asked.at, index))
                .localized(asked.words.localize(label.as_ref()?));
            Some(el("p").text(format!("{point} = ")).child(words))
        })
        .collect();
    let ends = (!ends.is_empty()).then(|| el("div").class("scale-ends").children(ends));
    asked
        .group("scale")
        .child_if(ends)
        .child(el("div").class("q-options").children(options))
}
