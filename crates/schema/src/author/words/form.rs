//! How the file is written: JSON, fields, types.

use std::borrow::Cow;

use super::{Params, Words, object};

/// The sentences of `json.*` and `findings.*`.
pub(super) fn form(of: &Params<'_>) -> Words {
    let field = of.get("field");
    Some(match &*of.0.code {
        "json.syntax" => syntax(of.get("reason")).into(),
        "json.too_deep" => {
            "Objects and lists lie in each other more than 127 levels deep. Make it flatter.".into()
        }
        "json.too_large" => "The file is too large. Make it shorter.".into(),
        "json.duplicate_key" => {
            format!("`{field}` stands twice in one object. Keep one of the two.").into()
        }
        "json.unknown_field" if of.has("object") => format!(
            "`{field}` is no field of a section: the label, the type, the unit and the codes of a core question cannot be changed, so that its answers add up with those of others. A section takes title, intro, visible_when, hide, help, prefill and questions."
        )
        .into(),
        "json.unknown_field" => {
            let advice = match of.meant() {
                meant if meant.is_empty() => " Correct its name, or remove it.".to_owned(),
                meant => meant,
            };
            format!("`{field}` is no field of {}.{advice}", of.object()).into()
        }
        "json.missing_field" if field == "list" => {
            "A `code` question needs a list for each country: write `list`, or `lists` with NO and SE.".into()
        }
        "json.missing_field" => {
            let object = object(&of.0.pointer);
            format!("`{field}` is missing in {object}. Add it.").into()
        }
        "json.wrong_type" => {
            let found = of.get("found");
            let expected = match of.get("words") {
                "" => expected(of.get("expected")),
                words => format!("a word in double quotation marks ({words})").into(),
            };
            let not = match found {
                "" => String::new(),
                "a text" if expected.starts_with("a text") => ", not one text alone".to_owned(),
                found => format!(", not {found}"),
            };
            match of.field() {
                "" => format!("The file must be {expected}{not}.").into(),
                list if of.is_element() => {
                    format!("What stands in `{list}` must be {expected}{not}.").into()
                }
                name => format!("`{name}` must be {expected}{not}.").into(),
            }
        }
        "json.unknown_value" => {
            let (name, found, words) = (of.field(), of.get("found"), of.get("expected"));
            let meant = of.meant();
            format!("`{found}` is no word that `{name}` takes.{meant} It takes: {words}.").into()
        }
        "catalogue.translation" => {
            "This is a translator's file. `behov catalogue make` says what is wrong with it.".into()
        }
        "findings.more" => {
            "There is more. Correct what is told here first, then check again.".into()
        }
        _ => return None,
    })
}

fn syntax(reason: &str) -> &'static str {
    match reason {
        "byte_order_mark" => {
            "The file begins with a byte order mark. Save it as UTF-8 without one (\"UTF-8\", not \"UTF-8 with BOM\")."
        }
        "encoding" => "The file is not UTF-8 from here on. Save it as UTF-8.",
        "empty" => "The file is empty.",
        "comment" => "JSON has no comments. Remove it.",
        "quotes" => "These are not JSON's quotation marks. Write straight double ones: \".",
        "quotes_inside" => {
            "The text ends here, before its end. Write a quotation mark inside a text as \\\"."
        }
        "comma" => "A comma is missing before this.",
        "trailing_comma" => {
            "Nothing follows the comma before the closing bracket. Remove the comma."
        }
        "brackets" => {
            "The brackets do not match: what was opened with { is closed with }, what was opened with [ with ]."
        }
        "colon" => "Between a name and its value stands a colon: \"name\": \"value\".",
        "key" => "A name in straight double quotation marks must stand here: \"name\": \"value\".",
        "value" => {
            "This is no value. Write a text in double quotation marks, a number, true, false, a list [ ] or an object { }."
        }
        "control" => {
            "A text must stand on one line. Write a line break in it as \\n, a tab as \\t."
        }
        "escape" => {
            "After \\ stands one of \" \\ / b f n r t u. Write the backslash itself as \\\\."
        }
        "after_end" => {
            "The file should have ended before this. Remove what follows, or a } too many."
        }
        "open_text" => "The quotation mark that ends a text is missing.",
        "open_end" => "The file ends too early: a closing } or ] is missing.",
        _ => {
            "This is not JSON. Look at the commas, quotation marks and brackets here and just before."
        }
    }
}

/// A type as Rust's reader names it, in the words of somebody who writes JSON.
fn expected(of: &str) -> Cow<'_, str> {
    match of {
        "a string" => "a text in double quotation marks".into(),
        "a boolean" => "true or false".into(),
        "a sequence" => "a list, [ … ]".into(),
        "an object of language: text" => {
            "a text for each language, { \"sv\": \"…\", \"nb\": \"…\" }".into()
        }
        "an object of id: address" => {
            "an address for each list, { \"yrken\": \"codelists/yrken.json\" }".into()
        }
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more".into(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".into(),
        _ if of.starts_with("struct ") => "an object, { … }".into(),
        "" => "something else".into(),
        other => other.into(),
    }
}
