//! The interface words that are built into a site.

use behov_schema::{core, json};
use serde_json::{Map, Value};

use super::comments;
use crate::i18n::choose;

/// The interface words of one language.
///
/// A site names those that it wants, and only those are in its wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    language: &'static str,
    file: &'static str,
    core: &'static str,
}

/// A file of `locales/` without what its translators are told.
macro_rules! built_in {
    ($language:literal) => {{
        const FILE: &[u8] = include_bytes!(concat!("../../locales/", $language, ".json"));
        const TEXT: [u8; comments::length(FILE)] = comments::left_out(FILE);
        const CORE: &str = include_str!(concat!("../../locales/core-1/", $language, ".json"));
        match str::from_utf8(&TEXT) {
            Ok(text) => BuiltIn::new($language, text).with_core(CORE),
            Err(_) => BuiltIn::new($language, ""),
        }
    }};
}

/// Swedish.
pub const SV: BuiltIn = built_in!("sv");
/// Norwegian Bokmål.
pub const NB: BuiltIn = built_in!("nb");
/// Norwegian Nynorsk.
pub const NN: BuiltIn = built_in!("nn");
/// English.
pub const EN: BuiltIn = built_in!("en");

impl BuiltIn {
    /// The words of a further language: its BCP 47 tag, and the text of a file
    /// as `locales/sv.json` is one. A file that lacks a word is refused when it
    /// is needed (`words.missing`).
    pub const fn new(language: &'static str, file: &'static str) -> Self {
        Self {
            language,
            file,
            core: "{}",
        }
    }

    /// With the texts of the core, for questionnaires that name its sections:
    /// the text of a file as `locales/core-1/sv.json` is one.
    #[must_use]
    pub const fn with_core(self, core: &'static str) -> Self {
        Self { core, ..self }
    }

    /// The language of the words.
    pub(super) fn language(self) -> &'static str {
        self.language
    }

    /// As the widget reads them who asked for `language`: key and text, the
    /// list of the core's, and the language where it is another.
    pub(super) fn served(self, language: &str) -> Map<String, Value> {
        let file = json::parse(self.file).unwrap_or_default();
        let entries = file.as_object().into_iter().flatten();
        let texts =
            entries.filter_map(|(key, entry)| Some((key.clone(), entry.get("text")?.clone())));
        let mut served = texts.collect::<Map<_, _>>();
        let core = json::parse(self.core).unwrap_or_default();
        let core = core::keys().into_iter().map(|key| core.get(&key).cloned());
        let core = core.map(Option::unwrap_or_default).collect();
        served.insert("core".to_owned(), Value::Array(core));
        if !language.starts_with(self.language) {
            served.insert("language".to_owned(), self.language.into());
        }
        served
    }
}

/// The words in `language`, else those that come next to it, as text. Where
/// there are neither, nothing, so that those of the country are asked for next:
/// Norwegian or Swedish, in place of which the first of all come.
pub(super) fn served(built_in: &[BuiltIn], language: &str) -> Option<String> {
    let last = ["nb", "sv"].contains(&language);
    let found = next_to(built_in, language).or(built_in.first().filter(|_| last))?;
    Some(Value::Object(found.served(language)).to_string())
}

/// The words in `language`, else those that come next to it.
pub(super) fn next_to<'w>(built_in: &'w [BuiltIn], language: &str) -> Option<&'w BuiltIn> {
    // What nothing fits gets the first, and there is no language of this name.
    let mut tags = vec![String::new()];
    tags.extend(built_in.iter().map(|words| words.language.to_owned()));
    let chosen = choose(&[language], &tags);
    built_in.iter().find(|words| words.language == chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Catalogue;

    /// Which words come for a language, and the language that they name.
    fn of(built_in: &[BuiltIn], language: &str) -> Option<(String, String)> {
        let catalogue = Catalogue::read(&served(built_in, language)?, language, false).unwrap();
        let next = json::parse(&served(built_in, language)?).unwrap()["nav.next"].to_string();
        Some((next, catalogue.language().to_owned()))
    }

    #[test]
    fn every_language_can_be_read() {
        let mut seen = Vec::new();
        for words in [SV, NB, NN, EN] {
            let text = served(&[words], words.language).unwrap();
            let catalogue = Catalogue::read(&text, words.language, true);
            assert!(catalogue.is_ok(), "{}", words.language);
            assert!(!words.file.contains("\"comment\""), "{}", words.language);
            assert!(!seen.contains(&text), "{}", words.language);
            seen.push(text);
        }
    }

    #[test]
    fn a_language_that_is_not_built_in_gets_its_next() {
        let said = |next: &str, language: &str| Some((format!("\"{next}\""), language.to_owned()));
        assert_eq!(of(&[SV, NB], "nn"), said("Neste", "nb"));
        assert_eq!(of(&[SV, NB], "nb-NO"), said("Neste", "nb-NO"));
        assert_eq!(of(&[SV, NB], "nb"), said("Neste", "nb"));
    }

    #[test]
    fn what_nothing_is_next_to_gets_the_language_of_the_country_or_else_the_first() {
        assert_eq!(of(&[EN, SV], "fi"), None);
        let said = of(&[EN], "sv").unwrap();
        assert_eq!(said, ("\"Next\"".to_owned(), "en".to_owned()));
        assert_eq!(of(&[], "sv"), None);
    }

    #[test]
    fn what_is_no_catalogue_has_no_words() {
        let broken = BuiltIn::new("fi", "<html>");
        let text = served(&[broken], "fi").unwrap();
        let finding = Catalogue::read(&text, "fi", false).unwrap_err();
        assert_eq!(finding.code, "words.missing");
    }
}
