//! Which of a questionnaire's languages is read.

/// The first of `offered` that fits what is `wanted`, in the order of the
/// wishes: the same tag, else the same language in another form (`sv-FI`
/// reads `sv`), else the other written form of Norwegian (`nn` reads `nb`).
/// When nothing fits, the first of `offered`.
///
/// `no` is read as `nb`: it is what most Norwegian pages say.
pub fn choose<'a>(wanted: &[&str], offered: &'a [String]) -> &'a str {
    let fitting = wanted.iter().find_map(|wish| {
        let same = |tag: &&String| tag.eq_ignore_ascii_case(wish);
        let alike = |tag: &&String| primary(tag).eq_ignore_ascii_case(primary(wish));
        let kin = |tag: &&String| is_norwegian(tag) && is_norwegian(wish);
        let exact = offered.iter().find(same);
        exact
            .or_else(|| offered.iter().find(alike))
            .or_else(|| offered.iter().find(kin))
    });
    fitting.or(offered.first()).map_or("", String::as_str)
}

/// `tag` as far as the browser's `Intl` is sure to take it (it throws at a tag
/// that is not well-formed): language, script and country; else `und`. English
/// without a country is British: the browser would take it for American.
pub(super) fn for_intl(tag: &str) -> String {
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = tag.split('-').peekable();
    let language = parts
        .next()
        .filter(|part| matches!(part.len(), 2 | 3) && letters(part));
    let Some(language) = language else {
        return "und".to_owned();
    };
    let mut known = language.to_owned();
    let script = parts.next_if(|part| part.len() == 4 && letters(part));
    let country = parts.next_if(|part| part.len() == 2 && letters(part));
    let country = country.or((tag == "en").then_some("GB"));
    for part in [script, country].into_iter().flatten() {
        known.push('-');
        known.push_str(part);
    }
    known
}

fn is_norwegian(tag: &str) -> bool {
    let language = primary(tag);
    language.eq_ignore_ascii_case("nb") || language.eq_ignore_ascii_case("nn")
}

/// The language of a BCP 47 tag, without script, country and the rest.
fn primary(tag: &str) -> &str {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("no") {
        "nb"
    } else {
        language
    }
}

#[cfg(test)]
mod tests {
    use super::{choose, for_intl};

    #[test]
    fn the_first_wish_that_fits_wins() {
        let cases = [
            (&["nn", "nb"][..], "nn"),
            (&["", "nn"], "nn"),
            (&["de", "en-GB"], "en"),
            (&["NB"], "nb"),
            (&["no"], "nb"),
            (&["no-NO"], "nb"),
            (&["nb-NO"], "nb"),
            (&["sma"], "nb"),
            (&[], "nb"),
        ];
        let offered = ["nb", "nn", "en"].map(str::to_owned);
        for (wanted, chosen) in cases {
            assert_eq!(choose(wanted, &offered), chosen, "{wanted:?}");
        }
    }

    #[test]
    fn the_same_tag_comes_before_the_same_language() {
        let offered = ["sv", "sv-FI"].map(str::to_owned);
        assert_eq!(choose(&["sv-FI"], &offered), "sv-FI");
        assert_eq!(choose(&["sv-SE"], &offered), "sv");
        assert_eq!(choose(&["sv"], &[]), "");
    }

    #[test]
    fn one_norwegian_reads_the_other_before_anything_else() {
        let of = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert_eq!(choose(&["nn-NO"], &of(&["sv", "nb"])), "nb");
        assert_eq!(choose(&["no"], &of(&["sv", "nn"])), "nn");
        assert_eq!(choose(&["nn", "en"], &of(&["en", "nb"])), "nb");
        assert_eq!(choose(&["nn"], &of(&["sv", "en"])), "sv");
        assert_eq!(choose(&["sv"], &of(&["nb", "nn"])), "nb", "the first");
    }

    #[test]
    fn the_browser_gets_no_tag_that_it_would_throw_at() {
        let cases = [
            ("sv", "sv"),
            ("sv-FI", "sv-FI"),
            ("en", "en-GB"),
            ("en-US", "en-US"),
            ("sma", "sma"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("sv-12", "sv"),
            ("sv-FI-FI", "sv-FI"),
            ("sv-", "sv"),
            ("svenska", "und"),
            ("1!", "und"),
            ("", "und"),
        ];
        for (tag, known) in cases {
            assert_eq!(for_intl(tag), known, "{tag}");
        }
    }
}
