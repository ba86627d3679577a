//! The widget's sheet, built in. `cargo xtask dist` joins the same files for
//! the element.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// The layers in their order.
const ORDER: &str = "@layer behov.reset, behov.base, behov.controls, behov.states;";

/// One file: its layer, its name under `style/`, and what stands in it.
macro_rules! file {
    ($layer:literal, $name:literal) => {
        ($layer, $name, include_str!(concat!("../../style/", $name)))
    };
}

/// What `style/index.css` imports. A constructed sheet takes no `@import`.
const FILES: &[(&str, &str, &str)] = &[
    file!("behov.reset", "reset.css"),
    file!("behov.reset", "tokens.css"),
    file!("behov.base", "base.css"),
    file!("behov.base", "button.css"),
    file!("behov.base", "page.css"),
    file!("behov.base", "languages.css"),
    file!("behov.base", "progress.css"),
    file!("behov.base", "question.css"),
    file!("behov.base", "error_summary.css"),
    file!("behov.base", "message.css"),
    file!("behov.base", "notice.css"),
    file!("behov.base", "review.css"),
    file!("behov.base", "receipt.css"),
    file!("behov.base", "another.css"),
    file!("behov.base", "draft.css"),
    file!("behov.base", "closed.css"),
    file!("behov.base", "test_mode.css"),
    file!("behov.controls", "controls/field.css"),
    file!("behov.controls", "controls/text.css"),
    file!("behov.controls", "controls/textarea.css"),
    file!("behov.controls", "controls/integer.css"),
    file!("behov.controls", "controls/decimal.css"),
    file!("behov.controls", "controls/year.css"),
    file!("behov.controls", "controls/date.css"),
    file!("behov.controls", "controls/email.css"),
    file!("behov.controls", "controls/phone.css"),
    file!("behov.controls", "controls/url.css"),
    file!("behov.controls", "controls/organisation_number.css"),
    file!("behov.controls", "controls/select.css"),
    file!("behov.controls", "controls/code.css"),
    file!("behov.controls", "controls/option.css"),
    file!("behov.controls", "controls/choice.css"),
    file!("behov.controls", "controls/choices.css"),
    file!("behov.controls", "controls/yes_no.css"),
    file!("behov.controls", "controls/consent.css"),
    file!("behov.controls", "controls/scale.css"),
    file!("behov.controls", "controls/matrix.css"),
    file!("behov.controls", "controls/fixed.css"),
    file!("behov.controls", "controls/info.css"),
    file!("behov.controls", "controls/rows.css"),
    file!("behov.states", "disabled.css"),
    file!("behov.states", "states.css"),
];

thread_local! {
    /// One for every component on the page.
    static SHEET: Option<CssStyleSheet> = made().ok();
}

/// Gives the shadow root its looks.
pub(super) fn adopt(root: &ShadowRoot) {
    SHEET.with(|sheet| {
        let sheets = Array::new();
        if let Some(sheet) = sheet {
            sheets.push(sheet);
        }
        root.set_adopted_style_sheets(&sheets);
    });
}

fn made() -> Result<CssStyleSheet, JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(&text())?;
    Ok(sheet)
}

/// The whole sheet.
fn text() -> String {
    let mut text = String::from(ORDER);
    for (layer, _, file) in FILES {
        for part in ["@layer ", layer, " {\n", file, "}\n"] {
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_those_of_the_element_in_the_same_order() {
        let index = include_str!("../../style/index.css");
        let imports = index.lines().filter_map(|line| {
            let (name, rest) = line.strip_prefix("@import \"./")?.split_once("\" layer(")?;
            Some((rest.strip_suffix(");")?, name))
        });
        let files = FILES.iter().map(|(layer, name, _)| (*layer, *name));
        assert!(imports.eq(files), "style/index.css imports other files");
        assert!(index.contains(ORDER));
    }

    #[test]
    fn every_layer_is_closed() {
        let text = text();
        let count = |sign: &str| text.matches(sign).count();
        assert_eq!(count("{"), count("}"));
        assert_eq!(count("@import"), 0);
    }
}
