//! The name that was probably meant.

use crate::rule::Operator;

/// What other tools call it, as [`plain`] writes it, and what it may be here.
const ALIASES: &[(&str, &[&str])] = &[
    ("select", &["choice"]),
    ("dropdown", &["choice", "select"]),
    ("radio", &["choice"]),
    ("radiogroup", &["choice", "radio"]),
    ("singlechoice", &["choice"]),
    ("checkbox", &["choices", "consent"]),
    ("checkboxes", &["choices"]),
    ("multiselect", &["choices"]),
    ("multiplechoice", &["choices"]),
    ("number", &["integer"]),
    ("numeric", &["integer"]),
    ("int", &["integer"]),
    ("float", &["decimal", "integer"]),
    ("string", &["text"]),
    ("input", &["text"]),
    ("longtext", &["textarea"]),
    ("comment", &["textarea", "help"]),
    ("bool", &["yes_no"]),
    ("boolean", &["yes_no"]),
    ("tel", &["phone"]),
    ("link", &["url"]),
    ("rating", &["scale"]),
    ("likert", &["scale"]),
    ("grid", &["matrix"]),
    ("group", &["rows"]),
    ("repeat", &["rows"]),
    ("autocomplete", &["code"]),
    ("combobox", &["code"]),
    ("typeahead", &["code"]),
    ("lookup", &["code"]),
    ("codelist", &["list", "code"]),
    ("valueset", &["list"]),
    ("html", &["info"]),
    ("heading", &["info"]),
    ("orgnr", &["organisation_number"]),
    ("organizationnumber", &["organisation_number"]),
    ("options", &["choices"]),
    ("alternatives", &["choices"]),
    ("answers", &["choices"]),
    ("values", &["choices"]),
    ("items", &["choices", "questions"]),
    ("elements", &["questions"]),
    ("fields", &["questions"]),
    ("sections", &["pages"]),
    ("value", &["code"]),
    ("key", &["code", "id"]),
    ("name", &["label", "title"]),
    ("title", &["label"]),
    ("heading", &["title", "label"]),
    ("question", &["label"]),
    ("description", &["help", "intro"]),
    ("hint", &["help"]),
    ("mandatory", &["required"]),
    ("obligatory", &["required"]),
    ("showif", &["visible_when"]),
    ("visibleif", &["visible_when"]),
    ("visible", &["visible_when"]),
    ("condition", &["visible_when"]),
    ("requiredif", &["required_when"]),
    ("maxlen", &["max_length"]),
    ("minimum", &["min"]),
    ("maximum", &["max"]),
    ("lang", &["languages"]),
    ("language", &["languages"]),
    ("locales", &["languages"]),
    ("email", &["contact"]),
    ("se", &["SE"]),
    ("sweden", &["SE"]),
    ("sverige", &["SE"]),
    ("norway", &["NO"]),
    ("norge", &["NO"]),
];

/// How else operators are written.
const OPERATORS: &[(&str, &str)] = &[
    ("=", "=="),
    ("eq", "=="),
    ("equal", "=="),
    ("equals", "=="),
    ("is", "=="),
    ("<>", "!="),
    ("ne", "!="),
    ("not_equal", "!="),
    ("=<", "<="),
    ("lt", "<"),
    ("lte", "<="),
    ("=>", ">="),
    ("gt", ">"),
    ("gte", ">="),
    ("&&", "and"),
    ("||", "or"),
    ("not", "!"),
    ("contains", "in"),
    ("includes", "in"),
    ("any", "some"),
    ("every", "all"),
    ("sum", "+"),
    ("add", "+"),
    ("mod", "%"),
    ("concat", "cat"),
    ("value", "var"),
    ("val", "var"),
];

/// Bytes at most of what was meant to be a name.
const LONGEST: usize = 200;

/// The one of `known` that `written` was probably meant to be.
pub(super) fn nearest<'k>(
    written: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    let written = plain(written);
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    if let Some(same) = known.clone().find(|name| plain(name) == written) {
        return Some(same);
    }
    let aliases = ALIASES.iter().filter(|(alias, _)| *alias == written);
    for meant in aliases.flat_map(|(_, meant)| *meant) {
        if let Some(meant) = known.clone().find(|name| name == meant) {
            return Some(meant);
        }
    }
    let near = (written.chars().count() / 3).clamp(1, 3);
    let far = |name: &&'k str| strsim::osa_distance(&plain(name), &written);
    known
        .filter(|name| plain(name).chars().count() > near)
        .min_by_key(far)
        .filter(|name| far(name) <= near)
}

/// The operator that `written` was probably meant to be.
pub(super) fn operator(written: &str) -> Option<&'static str> {
    let lower = written.to_lowercase();
    let alias = OPERATORS.iter().find(|(alias, _)| *alias == lower);
    match alias {
        Some((_, meant)) => Some(meant),
        None => {
            let names: Vec<&str> = Operator::all().map(Operator::name).collect();
            nearest(&lower, names.into_iter())
        }
    }
}

/// Lower-case letters and digits alone: `visibleWhen` is `visible_when`.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_name_is_found_and_no_other() {
        let fields = ["id", "type", "label", "help", "min", "max", "visible_when"];
        let meant = |written: &str| nearest(written, fields.into_iter());
        assert_eq!(meant("labl"), Some("label"));
        assert_eq!(meant("Lable"), Some("label"));
        assert_eq!(meant("visibleWhen"), Some("visible_when"));
        assert_eq!(meant("show_if"), Some("visible_when"));
        assert_eq!(meant("hint"), Some("help"));
        assert_eq!(meant("mix"), Some("min"));
        assert_eq!(meant("mandatory"), None);
        assert_eq!(meant("x"), None);
        assert_eq!(meant(""), None);
        assert_eq!(meant(&"a".repeat(1_000_000)), None);
    }

    #[test]
    fn operators_of_other_languages_are_known() {
        assert_eq!(operator("equals"), Some("=="));
        assert_eq!(operator("AND"), Some("and"));
        assert_eq!(operator("misssing"), Some("missing"));
        assert_eq!(operator("§"), None);
    }
}
