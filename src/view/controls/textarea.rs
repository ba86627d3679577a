//! Several lines of text.

use crate::view::element::El;
use crate::view::question::Asked;

pub(super) fn view(asked: &Asked<'_>) -> El {
    asked.field("textarea", asked.typed("textarea", &[]).attr("rows", "4"))
}
