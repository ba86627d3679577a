//! Placeholders in a text.

/// `text` with each `{name}` replaced by its value; a name without a value
/// stays as it is, and nothing is looked for inside a value.
pub(super) fn fill(text: &str, params: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = params.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        match value {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

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
    fn a_value_is_not_looked_into() {
        assert_eq!(
            fill("{label} {n}", &[("label", "{n}"), ("n", "2")]),
            "{n} 2"
        );
    }
}
