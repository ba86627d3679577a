//! Placeholders in a text.

use super::Localized;

/// `text` with each `{name}` replaced by its value; a name without a value
/// stays as it is, and nothing is looked for inside a value.
pub(super) fn fill(text: &str, params: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let known = |name: &str| params.iter().position(|(known, _)| *known == name);
    walk(text, &known, &mut |before, value| {
        filled.push_str(before);
        if let Some((_, value)) = value.and_then(|value| params.get(value)) {
            filled.push_str(value);
        }
    });
    filled
}

/// The same, in parts: the text around the values, and these.
pub(super) fn parts(text: &str, params: &[(&str, &Localized)]) -> Vec<Localized> {
    let mut parts = Vec::new();
    let known = |name: &str| params.iter().position(|(known, _)| *known == name);
    walk(text, &known, &mut |before, value| {
        parts.push(Localized {
            text: before.to_owned(),
            lang: None,
        });
        let value = value.and_then(|value| params.get(value));
        parts.extend(value.map(|(_, value)| (*value).clone()));
    });
    parts
}

/// Goes through a text: `see` gets what stands before each `{name}` and the
/// number that `known` has for the name, if any, and last the rest.
fn walk(
    text: &str,
    known: &dyn Fn(&str) -> Option<usize>,
    see: &mut dyn FnMut(&str, Option<usize>),
) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        see(before, None);
        let value = after
            .split_once('}')
            .and_then(|(name, after)| Some((known(name)?, after)));
        if let Some((value, after)) = value {
            see("", Some(value));
            rest = after;
        } else {
            see("{", None);
            rest = after;
        }
    }
    see(rest, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_wherever_they_stand() {
        let params = [("n", "2"), ("of", "5")];
        assert_eq!(fill("Steg {n} av {of}", &params), "Steg 2 av 5");
        assert_eq!(fill("{n}{n}", &params), "22");
        assert_eq!(fill("Nästa", &params), "Nästa");
    }

    #[test]
    fn what_is_no_known_name_stays() {
        let params = [("n", "2")];
        assert_eq!(fill("{of} {n", &params), "{of} {n");
        assert_eq!(fill("{ {n}", &params), "{ 2");
        assert_eq!(fill("", &params), "");
    }

    #[test]
    fn a_value_keeps_its_language() {
        let [label, n] = [("{n}", Some("sma")), ("2", None)].map(|(text, lang)| Localized {
            text: text.to_owned(),
            lang: lang.map(str::to_owned),
        });
        let parts = parts("a {label}, {n} {of}.", &[("label", &label), ("n", &n)]);
        let read = parts.iter().map(|part| (&*part.text, part.lang.as_deref()));
        let read: Vec<_> = read.filter(|(text, _)| !text.is_empty()).collect();
        let own = |text| (text, None);
        let expected = [
            own("a "),
            ("{n}", Some("sma")),
            own(", "),
            own("2"),
            own(" "),
            own("{"),
            own("of}."),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_value_is_not_looked_into() {
        assert_eq!(
            fill("{label} {n}", &[("label", "{n}"), ("n", "2")]),
            "{n} 2"
        );
    }
}
